package store

import (
	"strings"

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
