package view

import (
	"fmt"
	"strings"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// SeriesJSON is a series as scripts read it.
type SeriesJSON struct {
	ID        int64      `json:"id"`
	Title     string     `json:"title"`
	Year      *int       `json:"year"`
	Tags      []string   `json:"tags"`
	Seasons   int        `json:"seasons"`
	Episodes  int        `json:"episodes"`
	PriceFen  store.Fen  `json:"price_fen"`      // of all of it
	YourPrice store.Fen  `json:"your_price_fen"` // what is left to pay
	CreatedAt *time.Time `json:"created_at"`
}

// Series is a series as it stands in a list, for scripts.
func Series(l store.SeriesListing) SeriesJSON {
	return SeriesJSON{
		ID: l.ID, Title: l.Title, Year: orNull(l.Year), Tags: append([]string{}, l.Tags...), Seasons: l.Seasons, Episodes: l.Episodes,
		PriceFen: l.Price, YourPrice: l.YourPrice, CreatedAt: cli.Time(l.CreatedAt),
	}
}

// WholeSeriesJSON is one series in full; Episodes are its movies then.
type WholeSeriesJSON struct {
	SeriesJSON
	About    string        `json:"about"`
	Cover    bool          `json:"cover"` // it was given one; else that of its first episode is shown
	Episodes []EpisodeJSON `json:"episodes"`
}

// EpisodeJSON is a movie in its series.
type EpisodeJSON struct {
	MovieID    int64        `json:"movie_id"`
	Season     int          `json:"season"`
	Episode    int          `json:"episode"`
	EpisodeEnd *int         `json:"episode_end"` // of a double one
	Title      string       `json:"title"`
	Free       bool         `json:"free"`
	PriceFen   store.Fen    `json:"price_fen"`
	YourPrice  store.Fen    `json:"your_price_fen"`
	Owned      bool         `json:"owned"`
	State      *store.State `json:"state"` // of the live download; null: none
	Seen       bool         `json:"seen"`
}

// WholeSeries is a series in full, for scripts.
func WholeSeries(l store.SeriesListing, episodes []store.Listing) WholeSeriesJSON {
	out := WholeSeriesJSON{SeriesJSON: Series(l), About: l.About, Cover: l.Cover != 0, Episodes: []EpisodeJSON{}}
	for _, e := range episodes {
		one := EpisodeJSON{
			MovieID: e.ID, Season: e.Episode.Season, Episode: e.Episode.Number, EpisodeEnd: orNull(e.Episode.End), Title: e.Title,
			Free: e.Free, PriceFen: e.Price, YourPrice: leftToPay(e), Owned: e.Owned, Seen: e.Marks.Seen,
		}
		if e.Grant != nil {
			one.State = &e.Grant.State
		}
		out.Episodes = append(out.Episodes, one)
	}
	return out
}

// TitleInSeries is the title of a movie; an episode's says of which series it is.
func TitleInSeries(m store.Movie) string {
	if m.SeriesID == 0 {
		return m.Title
	}
	return m.Episode.Series + " " + EpisodeTitle(m)
}

// leftToPay is what a movie still costs this viewer: nothing once it is theirs.
func leftToPay(l store.Listing) store.Fen {
	if l.Owned {
		return 0
	}
	return l.YourPrice
}

// EpisodeTitle is an episode's number and its own title: S01E02 Departure.
func EpisodeTitle(m store.Movie) string {
	return strings.TrimSpace(m.Episode.Code() + " " + m.OwnTitle())
}

// SeriesSize is how much a series holds: 2 seasons, 24 episodes. Specials are no
// season.
func SeriesSize(l store.SeriesListing, lang words.Lang) string {
	switch {
	case l.Seasons == 0 && lang == words.Zh:
		return fmt.Sprintf("%d 集", l.Episodes)
	case l.Seasons == 0:
		return counted(l.Episodes, "episode")
	case lang == words.Zh:
		return fmt.Sprintf("%d 季 %d 集", l.Seasons, l.Episodes)
	}
	return fmt.Sprintf("%s, %s", counted(l.Seasons, "season"), counted(l.Episodes, "episode"))
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// SeriesPrice is what is left to pay for a series, with what all of it costs
// beside it.
func SeriesPrice(l store.SeriesListing, lang words.Lang) string {
	switch {
	case l.Free():
		return words.Price(0, lang)
	case l.YourPrice == 0:
		return words.Say("已购", "yours").In(lang)
	case l.YourPrice != l.Price:
		return l.YourPrice.String() + " (" + l.Price.String() + ")"
	}
	return l.YourPrice.String()
}
