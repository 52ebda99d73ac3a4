package words

import (
	"fmt"
	"strings"

	"youku.example/store"
)

// namedSeries is how many series a line of news names.
const namedSeries = 3

// ProductName is what the program calls itself.
const ProductName = "优酷 · Youku"

// NewsHere says in a line what came since a person was here; "" where nothing came.
func NewsHere(n store.News, l Lang) string {
	switch s := News(n, l); {
	case s == "":
		return ""
	case l == Zh:
		return "你不在时：" + s
	default:
		return s + " since you were here"
	}
}

// News says in a line what came; "" where nothing did.
func News(n store.News, l Lang) string {
	var parts []string
	if o := n.Others(); o.N > 0 {
		parts = append(parts, newMovies(o, l))
	}
	if len(n.Series) > 0 {
		parts = append(parts, FollowedNews(n.Series, l))
	}
	if l == Zh {
		return strings.Join(parts, "，")
	}
	return strings.Join(parts, ", ")
}

func newMovies(t store.Total, l Lang) string {
	n := Count(t.N)
	if t.More {
		n += "+"
	}
	switch {
	case l == Zh:
		return n + " 部新影片"
	case t.N == 1:
		return "1 new movie"
	}
	return n + " new movies"
}

// FollowedNews names the first few of the series to which movies came, each with how many.
func FollowedNews(list []store.SeriesNews, l Lang) string {
	var parts []string
	for _, s := range list[:min(namedSeries, len(list))] {
		parts = append(parts, fmt.Sprintf("%s +%s", store.Clean(s.Series.Title), Count(s.New)))
	}
	more := len(list) - len(parts)
	switch {
	case l == Zh && more > 0:
		return strings.Join(parts, "，") + fmt.Sprintf("，还有 %d 部合集", more)
	case l == Zh:
		return strings.Join(parts, "，")
	case more > 0:
		return strings.Join(parts, ", ") + fmt.Sprintf(" and %d more series", more)
	}
	return strings.Join(parts, ", ")
}
