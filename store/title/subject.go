package title

import (
	"encoding/hex"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// Subject is what a search hears of a movie or a series.
type Subject struct {
	Title    string
	Tags     []string
	Year     int    // 0: not known
	IsSeries bool   // the subject is a series
	Seasons  []int  // that a series has
	Series   string // the title of the series of which it is an episode; "" none

	// Of an episode alone:
	SeriesID            int64
	OwnTitle            string // without the series and the number
	Season, Number, End int    // of a double episode the last number, else 0
}

// What stands in the index beside the words of a text begins with a letter that
// no folded word has: ß is folded to ss.
const (
	markSign = "ß"
	ownSign  = markSign + "o" // before a term of an episode's own title

	markYear = markSign + "y" // before a year

	// MarkMovie stands for a movie of no series.
	MarkMovie = markSign + "m"

	// maxNumbers bounds the numbers that one episode is found by.
	maxNumbers = 20
)

// MarkTag stands for a tag by its folded form.
func MarkTag(folded string) string {
	h := fnv.New64a()
	h.Write([]byte(folded))
	return markSign + "t" + hex.EncodeToString(h.Sum(nil))
}

// MarkYear stands for a year.
func MarkYear(year int) string { return fmt.Sprint(markYear, year) }

// MarkSeries stands for the episodes of a series.
func MarkSeries(id int64) string { return fmt.Sprintf("%si%d", markSign, id) }

// Narrowing is what a list is narrowed down to besides a search; the zero one
// leaves all of it.
type Narrowing struct {
	Tag    string // folded
	Year   int
	Series int64 // its episodes
	Single bool  // movies of no series
}

// Marks are what stands in the index for all that is left, and all of them must
// hold. What a list is often narrowed down to at once has one mark, since two that
// are common and seldom together are read to the end of both.
func (n Narrowing) Marks() (marks []string) {
	mark := ""
	switch {
	case n.Tag != "" && n.Year != 0:
		mark = markTagYear(n.Tag, n.Year)
	case n.Tag != "":
		mark = MarkTag(n.Tag)
	case n.Year != 0:
		mark = MarkYear(n.Year)
	}
	switch {
	case n.Single:
		marks = append(marks, ofSingle(mark))
	case mark != "":
		marks = append(marks, mark)
	}
	if n.Series != 0 {
		marks = append(marks, MarkSeries(n.Series))
	}
	return marks
}

func markTagYear(folded string, year int) string {
	return MarkTag(folded) + strings.TrimPrefix(MarkYear(year), markSign)
}

// ofSingle is the mark of movies of no series that have one, "" for all of them.
func ofSingle(mark string) string { return MarkMovie + strings.TrimPrefix(mark, markSign) }

func markSeason(n int) string          { return fmt.Sprintf("%ss%d", markSign, n) }
func markNumber(n int) string          { return fmt.Sprintf("%sn%d", markSign, n) }
func markEpisode(season, n int) string { return fmt.Sprintf("%se%dx%d", markSign, season, n) }

// IsMark reports whether a term of the index is a mark, of which no beginning is
// looked for; own is the length of what stands before a term of an own title.
func IsMark(term string) (mark bool, own int) {
	switch {
	case strings.HasPrefix(term, ownSign):
		return false, len(ownSign)
	case strings.HasPrefix(term, markSign):
		return true, 0
	}
	return false, 0
}

// Own is the term as it stands in the index for an episode's own title.
func (t Term) Own() Term { return Term{ownSign + t.Text, t.Prefix} }

// Terms are what the subject stands under in the index: those of its texts, and
// its marks.
func (s Subject) Terms() []string {
	set := map[string]bool{}
	for _, text := range s.texts() {
		for _, t := range Terms(text) {
			set[t] = true
		}
	}
	if s.Series != "" {
		for _, t := range Terms(s.OwnTitle) {
			set[ownSign+t] = true
		}
	} else if !s.IsSeries {
		set[MarkMovie] = true
	}
	for _, m := range s.facts() {
		set[m] = true
		if s.Series == "" && !s.IsSeries {
			set[ofSingle(m)] = true
		}
	}
	for _, m := range s.marks() {
		set[m] = true
	}
	terms := make([]string, 0, len(set))
	for t := range set {
		terms = append(terms, t)
	}
	slices.Sort(terms)
	return terms
}

func (s Subject) texts() []string {
	texts := append([]string{s.Title}, s.Tags...)
	if s.Series != "" {
		texts = append(texts, s.Series)
	}
	return texts
}

// facts are the marks of tags and the year, which lists are narrowed down by.
func (s Subject) facts() (marks []string) {
	if s.Year != 0 {
		marks = append(marks, MarkYear(s.Year))
	}
	for _, tag := range s.Tags {
		folded := Folded(tag)
		if marks = append(marks, MarkTag(folded)); s.Year != 0 {
			marks = append(marks, markTagYear(folded, s.Year))
		}
	}
	return marks
}

// marks are those that a search may ask for.
func (s Subject) marks() (marks []string) {
	if s.Year != 0 {
		marks = append(marks, MarkYear(s.Year))
	}
	for _, n := range s.Seasons {
		marks = append(marks, markSeason(n))
	}
	if s.Series == "" {
		return marks
	}
	marks = append(marks, MarkSeries(s.SeriesID), markSeason(s.Season))
	return append(marks, s.numbers()...)
}

// numbers are the marks of an episode's numbers.
func (s Subject) numbers() (marks []string) {
	if s.Series == "" {
		return nil
	}
	for n := s.Number; n <= max(s.Number, s.End) && n < s.Number+maxNumbers; n++ {
		marks = append(marks, markNumber(n), markEpisode(s.Season, n))
	}
	return marks
}
