package store

import (
	"context"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"youku.example/store/title"
)

// The bounds of what is said about a movie or a series.
const (
	MaxAbout    = 4000 // characters
	MaxTags     = 20
	MaxTagCells = 32
	minYear     = 1870 // before it nothing moved on film
	maxYear     = 2199
)

// CheckAbout takes paragraphs about a movie or a series; none are fine.
func CheckAbout(s string) (string, error) { return CheckText(s, MaxAbout) }

// CheckYear takes the year of a movie; 0 is not known.
func CheckYear(year int) error {
	if year != 0 && (year < minYear || year > maxYear) {
		return ErrYear
	}
	return nil
}

// tagBreaks are what stands between tags where several are typed in one line.
const tagBreaks = ",，、;；\n"

// ParseTags takes the tags of a line, between commas.
func ParseTags(s string) ([]string, error) {
	var tags []string
	for _, t := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(tagBreaks, r) }) {
		if t = strings.TrimSpace(t); t != "" {
			tags = append(tags, t)
		}
	}
	return CheckTags(tags)
}

// CheckTag takes one tag: a line of at most MaxTagCells cells, without commas.
func CheckTag(s string) (string, error) {
	tag, err := CheckLine(s, MaxTagCells)
	if err != nil || tag == "" || strings.ContainsAny(tag, tagBreaks) || uniseg.StringWidth(tag) > MaxTagCells {
		return "", &Refusal{Code: ErrTag.Code, Name: Clean(s)}
	}
	return tag, nil
}

// CheckTags takes tags in their order: no two of one folded form (the first
// stays), MaxTags at most.
func CheckTags(tags []string) (out []string, err error) {
	seen := map[string]bool{}
	for _, s := range tags {
		tag, err := CheckTag(s)
		if err != nil {
			return nil, err
		}
		if fold := title.Folded(tag); !seen[fold] {
			seen[fold] = true
			out = append(out, tag)
		}
	}
	if len(out) > MaxTags {
		return nil, &Refusal{Code: ErrTooManyTags.Code, Limit: MaxTags}
	}
	return out, nil
}

// Subtitle is a file of subtitles that belongs to a movie. Its bytes stand in the
// media library under File.
type Subtitle struct {
	ID       int64
	MovieID  int64
	Language string // a short code: zh, zh-Hant, en; und where it is not known
	Kind     string // "", forced, sdh
	Format   string // srt, ass, ssa, vtt
	Size     int64
	SHA256   string
	File     string // key in the media library
	By       string // the admin's name
	At       time.Time
}

// FileName is what the file is called beside a movie of that name, as players
// look for it: 0042-title.zh.forced.srt.
func (s Subtitle) FileName(movie string) string {
	name := strings.TrimSuffix(movie, path.Ext(movie)) + "." + s.Language
	if s.Kind != "" {
		name += "." + s.Kind
	}
	return name + "." + s.Format
}

// maxSubtitles is how many files a movie may have.
const maxSubtitles = 100

var languageCode = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$`)

// check refuses what an engine would not keep.
func (s Subtitle) check() error {
	if !languageCode.MatchString(s.Language) {
		return &Refusal{Code: ErrLanguageCode.Code, Name: Clean(s.Language)}
	}
	switch s.Kind {
	case "", "forced", "sdh":
	default:
		return ErrNotSubtitles
	}
	switch s.Format {
	case "srt", "ass", "ssa", "vtt":
		return nil
	}
	return ErrNotSubtitles
}

// AddSubtitle says that a movie has subtitles whose bytes are in the media
// library already. It returns the ones of that language and kind that they take
// the place of, or zero ones; the caller must remove the bytes of these.
func (s *Shop) AddSubtitle(ctx context.Context, a Actor, sub Subtitle) (added, replaced Subtitle, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		if err := sub.check(); err != nil {
			return auditEvent{}, err
		}
		m, err := onShelf(ctx, tx, sub.MovieID, ErrDeleted, OnShelf, Deleted, TakenDown)
		if err != nil {
			return auditEvent{}, err
		}
		list, err := tx.Subtitles(ctx, []int64{m.ID})
		if err != nil {
			return auditEvent{}, err
		}
		added, replaced = sub, Subtitle{}
		added.By, added.At = Clean(a.Name), s.wall()
		for _, old := range list {
			if old.Language == sub.Language && old.Kind == sub.Kind {
				replaced = old
				if err := tx.DropSubtitle(ctx, old.ID); err != nil {
					return auditEvent{}, err
				}
			}
		}
		if replaced.ID == 0 && len(list) >= maxSubtitles {
			return auditEvent{}, &Refusal{Code: ErrTooManySubtitles.Code, Limit: maxSubtitles}
		}
		if err := tx.AddSubtitle(ctx, &added); err != nil {
			return auditEvent{}, err
		}
		tx.catalogueChanged()
		return auditf("subtitle add", m.Title, "movie %d: %s", m.ID, strings.TrimPrefix(added.FileName(""), ".")), nil
	})
	if err != nil {
		return Subtitle{}, Subtitle{}, err
	}
	return added, replaced, nil
}

// RemoveSubtitle takes subtitles of one language from a movie: of one kind, or of
// all with a nil one. The caller must remove the bytes of what it returns.
func (s *Shop) RemoveSubtitle(ctx context.Context, a Actor, movie int64, language string, kind *string) (removed []Subtitle, err error) {
	err = s.asAdmin(ctx, a, func(tx *change) (auditEvent, error) {
		removed = nil
		m, err := tx.MovieByID(ctx, movie)
		if err != nil {
			return auditEvent{}, notFoundAs(err, noMovie(movie))
		}
		list, err := tx.Subtitles(ctx, []int64{movie})
		if err != nil {
			return auditEvent{}, err
		}
		for _, old := range list {
			if old.Language != language || kind != nil && *kind != old.Kind {
				continue
			}
			if err := tx.DropSubtitle(ctx, old.ID); err != nil {
				return auditEvent{}, err
			}
			removed = append(removed, old)
		}
		if len(removed) == 0 {
			return auditEvent{}, noSubtitle(movie, language)
		}
		tx.catalogueChanged()
		return auditf("subtitle remove", m.Title, "movie %d: %s", movie, language), nil
	})
	if err != nil {
		return nil, err
	}
	return removed, nil
}

func noSubtitle(movie int64, language string) *Refusal {
	return &Refusal{Code: ErrNoSubtitle.Code, Movie: movie, Name: Clean(language)}
}

// NoSubtitle is the refusal for a movie that has none in a language.
func NoSubtitle(movie int64, language string) error { return noSubtitle(movie, language) }

// SubtitlesOf lists the files of a movie, by language and kind.
func (s *Shop) SubtitlesOf(ctx context.Context, movie int64) (list []Subtitle, err error) {
	err = s.db.View(ctx, func(v View) (err error) {
		list, err = v.Subtitles(ctx, []int64{movie})
		return err
	})
	return list, err
}

// EachSubtitle gives every file of subtitles to fn, by ID, outside of the rows'
// locks.
func EachSubtitle(ctx context.Context, db DB, fn func(Subtitle) error) error {
	for after := int64(0); ; {
		var batch []Subtitle
		err := db.View(ctx, func(v View) (err error) {
			batch, err = v.SubtitlesFrom(ctx, after, maxPage)
			return err
		})
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, s := range batch {
			if err := fn(s); err != nil {
				return err
			}
		}
		after = batch[len(batch)-1].ID
	}
}

// EachSubtitle gives every file of subtitles to fn, by ID.
func (s *Shop) EachSubtitle(ctx context.Context, fn func(Subtitle) error) error {
	return EachSubtitle(ctx, s.db, fn)
}

// addSubtitles gives movies the files that they have.
func addSubtitles(ctx context.Context, v View, list []Listing) error {
	ids := make([]int64, len(list))
	for i, l := range list {
		ids[i] = l.ID
	}
	of, err := subtitlesOf(ctx, v, ids)
	for i, l := range list {
		list[i].Subtitles = of[l.ID]
	}
	return err
}

func subtitlesOf(ctx context.Context, v View, movies []int64) (map[int64][]Subtitle, error) {
	if len(movies) == 0 {
		return nil, nil
	}
	list, err := v.Subtitles(ctx, movies)
	of := map[int64][]Subtitle{}
	for _, s := range list {
		of[s.MovieID] = append(of[s.MovieID], s)
	}
	return of, err
}

// withSubtitles gives the live ones among downloads the files that lie beside
// their movies.
func withSubtitles(ctx context.Context, v View, list []Download) error {
	var movies []int64
	for _, d := range list {
		if d.Live {
			movies = append(movies, d.MovieID)
		}
	}
	of, err := subtitlesOf(ctx, v, movies)
	if err != nil {
		return err
	}
	for i, d := range list {
		if d.Live {
			list[i].Subtitles = of[d.MovieID]
		}
	}
	return nil
}
