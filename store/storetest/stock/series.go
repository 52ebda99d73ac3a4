package stock

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"youku.example/store"
	"youku.example/store/title"
)

// Every other movie of the stock is an episode. A group of series comes together,
// its episodes in turns: one long daily show, a few of several seasons, and most
// with a handful of episodes, ten in the mean.
const (
	seriesInGroup   = 100
	episodesInGroup = 1000
	inSeason        = 24 // episodes of a season
)

// seriesOf is which series of a group each of its episodes belongs to, in the
// order in which they are published.
var seriesOf = func() (list []int) {
	for series := range seriesInGroup {
		size := 4
		switch {
		case series == 0:
			size = 240
		case series < 5:
			size = 50
		case series < 20:
			size = 16
		}
		list = append(list, slices.Repeat([]int{series}, size)...)
	}
	r := rand.New(rand.NewPCG(24, 50))
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}()

// numberOf is the number of each episode of a group within its series, from 0.
var numberOf = func() []int {
	seen, list := [seriesInGroup]int{}, make([]int, len(seriesOf))
	for i, series := range seriesOf {
		list[i] = seen[series]
		seen[series]++
	}
	return list
}()

// Series is the i-th series of every stock, with the ID that it has where no
// others were before it. One in four costs something.
func Series(i int) store.Series {
	r := rand.New(rand.NewPCG(20261129, uint64(i)))
	name := madeUpTitle(r)
	if r.IntN(2) == 0 {
		name += "·"
	} else {
		name += " "
	}
	name += string([]rune{chars[i/len(chars)%len(chars)], chars[i%len(chars)]}) // no two of one title
	return store.Series{
		ID: int64(i + 1), Title: name, Year: year(r), Tags: append([]string{tagOfSeries}, someTags(r)...),
		CreatedAt: published(2 * (i / seriesInGroup) * episodesInGroup),
	}
}

// episode places the n-th episode of every stock in its series, and names it.
func episode(n int, m *store.Movie, r *rand.Rand) {
	in, at := n/episodesInGroup*seriesInGroup+seriesOf[n%episodesInGroup], numberOf[n%episodesInGroup]
	s := Series(in)
	m.SeriesID, m.SeriesSlug = s.ID, title.Slug(s.Title)
	m.Episode = store.Episode{Series: s.Title, Season: 1 + at/inSeason, Number: 1 + at%inSeason}
	if at > 0 && in%8 == 0 && at == 3 {
		m.Episode.Season, m.Episode.Number = 0, 1 // a special
	}
	if r.IntN(2) == 0 {
		m.Title = m.Episode.DefaultTitle()
	} else if r.IntN(2) == 0 {
		m.Title = fmt.Sprintf("%s %s", m.Episode.DefaultTitle(), m.Title)
	}
	m.Year, m.Tags = s.Year, []string{tagOfSeries}
	if m.Free, m.Price = in%4 > 0 || at == 0, 0; !m.Free {
		m.Price = prices[in%len(prices)]
	}
}

// Groups is how many series a stock of so many movies has: whole groups of them.
func Groups(movies int) int {
	return (movies/2 + episodesInGroup - 1) / episodesInGroup * seriesInGroup
}
