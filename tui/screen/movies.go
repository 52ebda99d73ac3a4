package screen

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// Facts is factList on one line.
func Facts(e *Env, m store.Listing) string {
	return strings.Join(FactList(e, m), " "+e.Styles.Dot+" ")
}

// FactList is year, length, size, picture and codecs, as far as they are known.
func FactList(e *Env, m store.Listing) []string {
	var fs []string
	if m.Year > 0 {
		fs = append(fs, strconv.Itoa(m.Year))
	}
	if m.Duration > 0 {
		fs = append(fs, Length(e, m.Duration))
	}
	fs = append(fs, words.Size(m.Size))
	if m.Height > 0 {
		fs = append(fs, fmt.Sprintf("%dp", m.Height))
	}
	for _, c := range []string{m.VideoCodec, m.AudioCodec} {
		if c != "" {
			fs = append(fs, Codec(ui.Clean(c)))
		}
	}
	return fs
}

// Codec is a codec's name as people write it.
func Codec(c string) string {
	switch strings.ToLower(c) {
	case "h264", "avc", "avc1":
		return "H.264"
	case "h265", "hevc":
		return "H.265"
	case "av1", "vp8", "vp9", "aac", "mp3", "flac", "ac3":
		return strings.ToUpper(c)
	case "opus":
		return "Opus"
	case "vorbis":
		return "Vorbis"
	}
	return c
}

// movieLister has a catalogue to page through.
type movieLister interface {
	Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error)
	CountMovies(ctx context.Context, a store.Actor, q store.Query) (store.Total, error)
}

// MovieBatch asks for a part of the catalogue, and how many movies there are where
// that is wanted and more than a page.
func MovieBatch(e *Env, shop movieLister, from ui.Screen, q store.Query, s ui.Span, then func(ui.Batch[store.Listing], error) tea.Cmd) tea.Cmd {
	q.After, q.Reverse, q.Limit = s.After, s.Reverse, s.Limit
	return Ask(e, from, func(ctx context.Context, a store.Actor) (p ui.Batch[store.Listing], err error) {
		p.Total = -1
		if p.Rows, err = shop.Movies(ctx, a, q); err != nil || !s.Total {
			return p, err
		}
		if s.After == 0 && len(p.Rows) < s.Limit {
			p.Total = len(p.Rows)
			return p, nil
		}
		t, err := shop.CountMovies(ctx, a, q)
		p.Total, p.More = t.N, t.More
		return p, err
	}, then)
}

// MovieName is what a movie is called where it stands alone: an episode after its
// series and its number, 流浪记 S01E02 启程.
func MovieName(m store.Movie) string { return EpisodeName(m.Title, m.Episode) }

// EpisodeName is MovieName of a title and a place in a series.
func EpisodeName(title string, at store.Episode) string {
	if at.Series == "" {
		return ui.Clean(title)
	}
	return strings.TrimRight(ui.Clean(at.DefaultTitle()+" "+store.Movie{Title: title, Episode: at}.OwnTitle()), " ")
}

// EpisodeNameIn is EpisodeName in at most w cells. The number of an episode is the
// last to go: it alone tells the rows of a list of episodes apart.
func EpisodeNameIn(title string, at store.Episode, w int, more string) string {
	name, code := EpisodeName(title, at), at.Code()
	series := ui.Clean(at.Series)
	room := w - cells.Width(code) - 1 // for the series
	if code != "" && cells.Width(name) > w && room > cells.Width(more) && room-cells.Width(series) < 3 {
		return cells.Clip(series, room, more) + " " + code
	}
	return cells.Clip(name, w, more)
}

func MovieID(m store.Listing) int64 { return m.ID }

// Length is a duration in words.
func Length(e *Env, d time.Duration) string { return words.Duration(d, e.Lang) }

// LengthColumn is how long a movie runs, in a column as wide as the language
// needs.
func LengthColumn(e *Env, d time.Duration) string {
	return e.Styles.Mute.Render(cells.PadLeft(words.Length(d, e.Lang), LengthCols(e)))
}

// LengthCols is how wide that column is.
func LengthCols(e *Env) int {
	if e.Lang == words.Zh {
		return 9
	}
	return 7
}

// Marked shows where a search was found in a title.
func Marked(e *Env, name, search string) string {
	if search == "" {
		return name
	}
	lower := strings.ToLower(name)
	i := strings.Index(lower, strings.ToLower(search))
	j := i + len(search)
	if i < 0 || len(lower) != len(name) || !strings.EqualFold(name[i:j], search) {
		var ok bool
		if i, j, ok = title.MatchRange(name, search); !ok {
			return name
		}
	}
	return name[:i] + e.Styles.Match.Render(name[i:j]) + name[j:]
}

var SortNames = map[store.Sort]words.T{store.ByNew: ui.TextSortNew, store.ByTitle: textSortTitle, store.ByPrice: textSortPrice}

// Sorts are what movies can be ordered by; the first is the default.
var Sorts = []store.Sort{store.ByNew, store.ByTitle, store.ByPrice}
