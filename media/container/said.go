package container

import (
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"youku.example/media/language"
)

// Tags is what a container says about its movie, in the words of its maker.
// They are cut at their bounds and hold no control characters, and nothing more
// is promised: a title may be anything.
type Tags struct {
	Title   string   `json:"title,omitempty"`
	Show    string   `json:"show,omitempty"`
	Season  *int     `json:"season,omitempty"` // nil: not said
	Episode *int     `json:"episode,omitempty"`
	Year    int      `json:"year,omitempty"`
	About   string   `json:"about,omitempty"` // with line ends
	Genres  []string `json:"genres,omitempty"`
}

// Track is a track of subtitles inside a movie.
type Track struct {
	Language string `json:"language,omitempty"` // a short code of package language; "" not said
	Kind     string `json:"kind,omitempty"`     // as language.Label
	Format   string `json:"format,omitempty"`   // srt, ass, vtt, tx3g, pgs, …; "" unknown
}

// What is kept of the tags of a file, whatever it has.
const (
	maxLine   = 500      // bytes of a title
	maxAbout  = 16 << 10 // bytes of paragraphs
	maxGenres = 20
	maxNumber = 9999
	maxValues = 512 // tags that are looked at
)

// errEnough ends the reading of tags that do not end.
var errEnough = errors.New("enough")

// tagReader gathers the tags of one file.
type tagReader struct {
	Tags
	values int
	long   bool // About is the longer of two descriptions
}

// count spends one of the tags that are looked at.
func (t *tagReader) count() error {
	if t.values++; t.values > maxValues {
		return errEnough
	}
	return nil
}

// ignoreBroken lets a movie pass whose tags alone are broken: they say nothing
// of the picture. A file that can't be read is another matter.
func ignoreBroken(err error) error {
	if err == errEnough || err == errCut || errors.Is(err, ErrNotAMovie) {
		return nil
	}
	return err
}

// text cleans what was read of a text, of which the last character may be cut.
func text(p []byte, lines bool) string {
	for n := 0; n < utf8.UTFMax && len(p) > 0 && !utf8.Valid(p); n++ {
		if r, size := utf8.DecodeLastRune(p); r != utf8.RuneError || size != 1 {
			break
		}
		p = p[:len(p)-1]
	}
	s := strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && lines:
			return r
		case unicode.IsSpace(r):
			return ' '
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r):
			return -1
		}
		return r
	}, strings.ReplaceAll(string(p), "\r\n", "\n"))
	return strings.TrimSpace(s)
}

func line(p []byte) string { return text(p[:min(len(p), maxLine)], false) }

// setAbout keeps the longer kind of description where there are two.
func (t *tagReader) setAbout(p []byte, long bool) {
	if s := text(p, true); s != "" && (t.About == "" || long || !t.long) {
		t.About, t.long = s, long
	}
}

// addGenres takes a line of them: Drama, Comedy; 剧情/喜剧.
func (t *tagReader) addGenres(s string) {
	for genre := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(",;/|、，；", r) }) {
		if genre = strings.TrimSpace(genre); genre != "" && len(t.Genres) < maxGenres {
			t.Genres = append(t.Genres, genre)
		}
	}
}

var yearInDate = regexp.MustCompile(`^(\d{4})(?:$|\D)`)

func (t *tagReader) setYear(s string) {
	if m := yearInDate.FindStringSubmatch(s); m != nil && t.Year == 0 {
		if year, _ := strconv.Atoi(m[1]); year >= 1870 && year <= 2199 {
			t.Year = year
		}
	}
}

// number takes a number of a season or an episode, of a text as 3 or 3/12.
func number(s string) *int {
	s, _, _ = strings.Cut(s, "/")
	n, err := strconv.Atoi(strings.TrimSpace(s))
	return inSeries(int64(n), err == nil)
}

func inSeries(n int64, ok bool) *int {
	if !ok || n < 0 || n > maxNumber {
		return nil
	}
	i := int(n)
	return &i
}

// addLanguage adds the language of a track of sound to those before it.
func addLanguage(list []string, code, name string) []string {
	l := label(code, name, false, false).Language
	if l == "" || slices.Contains(list, l) {
		return list
	}
	return append(list, l)
}

// label takes what flags, a code and a name say of a track. A code that says
// nothing leaves the language to the name, and so does a code for Chinese, since
// the one for traditional characters is seldom written.
func label(code, name string, forced, sdh bool) (l language.Label) {
	l = language.Read(name)
	if c := language.Of(code); c != "" && (l.Language == "" || c != "zh" || language.Base(l.Language) != "zh") {
		l.Language = c
	}
	switch {
	case forced:
		l.Kind = language.Forced
	case sdh:
		l.Kind = language.SDH
	}
	return l
}
