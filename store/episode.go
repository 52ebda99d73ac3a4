package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"youku.example/store/title"
)

// The bounds of the numbers in a series. Season 0 holds the specials.
const (
	MaxSeason  = 999
	MaxEpisode = 9999
)

// Episode is where a movie stands in a series; the zero value, in none.
type Episode struct {
	Series string // its title
	Season int    // 0: specials
	Number int
	End    int // of a double episode the last number; else 0
}

// Code is the episode's number as people write it: S01E02, S01E03-E04.
func (e Episode) Code() string {
	if e.Series == "" {
		return ""
	}
	code := fmt.Sprintf("S%02dE%02d", e.Season, e.Number)
	if e.End != 0 {
		code += fmt.Sprintf("-E%02d", e.End)
	}
	return code
}

// Short is the number as an admin types it: 2x03, 2x03-04; "" outside of a series.
func (e Episode) Short() string {
	if e.Series == "" {
		return ""
	}
	s := fmt.Sprintf("%dx%02d", e.Season, e.Number)
	if e.End != 0 {
		s += fmt.Sprintf("-%02d", e.End)
	}
	return s
}

// episodeForm is how people write a number: 2x03, 2x03-04, S02E03, S02E03-E04.
var episodeForm = regexp.MustCompile(`^[sS]?([0-9]{1,3})[xXeE]([0-9]{1,4})(?:-[eE]?([0-9]{1,4}))?$`)

// ParseEpisode reads the number of an episode as people write it: 2x03, S02E03,
// of a double one 2x03-04. Anything else is ErrEpisode.
func ParseEpisode(s string) (e Episode, err error) {
	m := episodeForm.FindStringSubmatch(s)
	if m == nil {
		return e, ErrEpisode
	}
	e.Season, _ = strconv.Atoi(m[1])
	e.Number, _ = strconv.Atoi(m[2])
	e.End, _ = strconv.Atoi(m[3])
	if e.End != 0 && e.End <= e.Number {
		return Episode{}, ErrEpisode
	}
	return e, nil
}

// last is the last number that the episode takes.
func (e Episode) last() int { return max(e.Number, e.End) }

// overlaps reports whether both take one number of one season.
func (e Episode) overlaps(o Episode) bool {
	return e.Season == o.Season && e.Number <= o.last() && o.Number <= e.last()
}

// Before orders episodes by season and number, the specials last.
func (e Episode) Before(o Episode) int {
	special := func(e Episode) int {
		if e.Season == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(special(e)-special(o), cmp.Compare(e.Season, o.Season), cmp.Compare(e.Number, o.Number))
}

// DefaultTitle is what an episode is called that has no title of its own: 狂飙 S01E01.
// The name of a series that is as long as a title may be loses its end.
func (e Episode) DefaultTitle() string {
	series, code := e.Series, " "+e.Code()
	if most := MaxTitle - len(code); utf8.RuneCountInString(series) > most {
		series = strings.TrimRightFunc(string([]rune(series)[:most]), unicode.IsSpace)
	}
	return series + code
}

// follow keeps an episode without a title of its own called by its series and
// number, where these are others now.
func (m *Movie) follow(old Episode) {
	if old.Series != "" && m.Episode.Series != "" && m.Title == old.DefaultTitle() {
		m.Title = m.Episode.DefaultTitle()
	}
}

// OwnTitle is the title of a movie without the series and the number that it
// may have been named after, "" if nothing is left.
func (m Movie) OwnTitle() string {
	if m.Episode.Series == "" {
		return m.Title
	}
	rest, _ := strings.CutPrefix(m.Title, m.Episode.Series)
	rest, _ = strings.CutPrefix(strings.TrimLeft(rest, " "), m.Episode.Code())
	return strings.TrimLeft(rest, " -–—:：·")
}

// EpisodeFile is the name of an episode's file in the folder of its series:
// S01E02-title.mp4, S01E02.mp4 without a title of its own. The title part is
// fixed when the movie is published, as in FileName; the number follows edits.
func (m Movie) EpisodeFile() string { return m.episodeName() + m.Ext }

// EpisodeFileApart is the name of an episode's file beside an older one of the
// same name.
func (m Movie) EpisodeFileApart() string {
	return fmt.Sprintf("%s-%04d%s", m.episodeName(), m.ID, m.Ext)
}

func (m Movie) episodeName() string {
	if own := m.ownSlug(); own != "" {
		return m.Episode.Code() + "-" + own
	}
	return m.Episode.Code()
}

// ownSlug is the title part of a movie's file name without the series and the
// number that the movie may have been named after: the folder and the code say
// both, and the number may be another one by now.
func (m Movie) ownSlug() string {
	own := m.Slug
	if rest, ok := strings.CutPrefix(own, m.SeriesSlug); ok && (rest == "" || rest[0] == '-') {
		own = strings.TrimPrefix(rest, "-")
	}
	return own[len(codeInFront.FindString(own)):]
}

var codeInFront = regexp.MustCompile(`^S\d{2,3}E\d{2,4}(-E\d{2,4})?(-|$)`)

// ParseEpisodeFile finds the season and the number that the name of a file in a
// folder of a series begins with. It reads these alone: the caller must compare
// the whole name with the episode's own.
func ParseEpisodeFile(name string) (season, number int, ok bool) {
	found := codeOfFile.FindStringSubmatch(name)
	if found == nil {
		return 0, 0, false
	}
	season, _ = strconv.Atoi(found[1]) // so few digits always fit
	number, _ = strconv.Atoi(found[2])
	return season, number, true
}

var codeOfFile = regexp.MustCompile(`^S(\d{2,3})E(\d{2,4})[-.]`)

// CheckEpisode takes the place of a movie in a series, and returns it with the
// title as it is kept.
func CheckEpisode(e Episode) (Episode, error) {
	if e.Series == "" {
		if e != (Episode{}) {
			return e, ErrNoSeriesNamed
		}
		return e, nil
	}
	name, err := CheckTitle(e.Series)
	if err != nil {
		return e, err
	}
	e.Series = name
	if e.End == e.Number {
		e.End = 0
	}
	if e.Season < 0 || e.Season > MaxSeason || e.Number < 0 || e.last() > MaxEpisode || e.End != 0 && e.End < e.Number {
		return e, ErrEpisode
	}
	return e, nil
}

// placeInSeries finds or makes the series that a movie says it is an episode of,
// with what else is said of it, and refuses a number that another episode on the
// shelf has: nothing is changed then. What is called by its series and number is
// called as the series is spelled.
func placeInSeries(ctx context.Context, tx Tx, at time.Time, m *Movie, said *SeriesSaid) error {
	if m.Episode.Series == "" {
		m.SeriesID = 0
		return nil
	}
	s, err := tx.SeriesByFold(ctx, title.Folded(m.Episode.Series))
	made := errors.Is(err, errNoRow)
	if made {
		s, err = Series{Title: m.Episode.Series, CreatedAt: at}, nil
	}
	if err != nil {
		return fmt.Errorf("find series %q: %w", m.Episode.Series, err)
	}
	old := m.Episode
	m.SeriesID, m.Episode.Series = s.ID, s.Title
	m.follow(old)
	if m.Shelf == OnShelf {
		if err := checkNumberFree(ctx, tx, *m); err != nil {
			return err
		}
	}
	more, err := s.hear(ctx, tx, said)
	switch {
	case err != nil:
	case made:
		err = tx.AddSeries(ctx, &s)
	case more:
		err = tx.SetSeries(ctx, s)
	}
	if err != nil {
		return fmt.Errorf("save series %q: %w", s.Title, err)
	}
	m.SeriesID, m.SeriesSlug = s.ID, s.Slug
	return nil
}

// checkNumberFree refuses an episode whose number another one on the shelf has.
func checkNumberFree(ctx context.Context, v View, m Movie) error {
	if m.SeriesID == 0 {
		return nil
	}
	others, err := v.EpisodesAt(ctx, m.SeriesID, m.Episode.Season, m.Episode.Number, m.Episode.last())
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.ID != m.ID && o.Shelf == OnShelf && o.Episode.overlaps(m.Episode) {
			return &Refusal{Code: ErrEpisodeTaken.Code, Movie: o.ID, Name: m.Episode.Code()}
		}
	}
	return nil
}
