package proposal

import (
	"strconv"
	"strings"
	"unicode"

	"youku.example/store/title"
)

// proposal is what the names alone say: the folders' before the file's.
func (n names) proposal() (p Proposal) {
	n.findByPlace()
	if !n.file.has {
		n.movie(&p)
		return p
	}
	n.episode(&p)
	return p
}

// findByPlace finds the number of an episode in a name that would be a movie's
// elsewhere: 03 in a folder of a season, 狂飙 03 in a folder 狂飙. A number of
// three digits is the whole number, never season and episode.
func (n *names) findByPlace() {
	f := &n.file
	if f.has {
		return
	}
	before, digits := "", ""
	if m := bareNumber.FindStringSubmatch(f.full); m != nil {
		digits = m[1]
	} else if m := trailNumber.FindStringSubmatch(f.full); m != nil {
		before, digits = trimmed(m[1]), m[2]
	}
	if digits == "" || yearLike(digits) {
		return
	}
	inSeason := n.inShow || n.folder.seasonDir
	padded := digits[0] == '0' && len(digits) > 1
	joined := !strings.HasSuffix(f.full, " "+digits)
	switch {
	case inSeason:
	case before == "": // 狂飙/03, not 300/300
		if !n.folder.named || same(n.folder.title, f.full) {
			return
		}
	case n.folder.named && same(n.folder.title, before): // 流浪地球/流浪地球 2 is a movie
		if len(digits) == 1 && !joined {
			return
		}
	case !padded || len(digits) > 3 || joined && latinBefore(before, len(before)): // B01 is a word
		return
	}
	f.number, _ = strconv.Atoi(digits)
	f.has, f.title, f.own = true, before, ""
	f.year, f.yearLoose = f.fullYear, false
	f.loose = !inSeason || len(digits) > 2 || before != "" && !padded
}

func (n names) episode(p *Proposal) {
	f, d := n.file, n.folder
	p.HasEpisode, p.Number, p.End = true, f.number, f.end
	switch {
	case f.hasSeason && f.season == 0 && d.season != 0: // a special among the episodes
		p.doubt(Season)
	case d.hasSeason:
		p.Season = d.season
		if f.hasSeason && f.season != d.season {
			p.doubt(Season)
		}
	case f.hasSeason:
		p.Season = f.season
	default:
		p.Season = 1
		p.doubt(Season)
	}
	if f.loose {
		p.doubt(Episode)
	}
	if p.Season > maxSeason || max(p.Number, p.End) > maxEpisode {
		p.doubt(Season, Episode)
		p.Season, p.Number, p.End = min(p.Season, maxSeason), min(p.Number, maxEpisode), 0
	}
	p.Series, p.SeriesYear = line(f.title), f.year
	if d.named {
		p.Series = line(d.title)
		if d.year != 0 {
			p.SeriesYear = d.year
		}
		if f.title != "" && !alike(d.title, f.title) {
			p.doubt(Series)
		}
	}
	own, year, _ := yearIn(f.own, true)
	if own = trimmed(own); hasLetter(own) && !same(own, p.Series) {
		if p.Title = line(own); anyName.MatchString(own) {
			p.doubt(Title)
		}
	}
	p.Year = yearOr0(year)
	p.SeriesYear = yearOr0(p.SeriesYear)
}

func (n names) movie(p *Proposal) {
	f, d := n.file, n.folder
	p.Title, p.Year = line(f.full), f.fullYear
	if f.fullLoose {
		p.doubt(Title, Year)
	}
	if m := trailNumber.FindStringSubmatch(f.full); m != nil && len(m[2]) == 3 {
		p.doubt(Title) // Show 103: an episode, of a season that can't be told
	} else if m := bareNumber.FindStringSubmatch(f.full); m != nil && len(m[1]) <= 3 {
		p.doubt(Title)
	}
	if anyName.MatchString(f.full) {
		p.doubt(Title)
	}
	switch {
	case !d.named || d.seasonDir:
	case same(d.title, f.full) && (d.year != 0 || f.fullYear == 0):
		p.Title, p.Year = line(d.title), d.year
		p.sure(Title, Year)
		if d.yearLoose {
			p.doubt(Title, Year)
		}
		if f.fullYear != 0 && f.fullYear != d.year {
			p.doubt(Year)
		}
	case d.year != 0 && !d.yearLoose: // a folder made for one movie
		if !alike(d.title, f.full) && f.full != "" {
			p.doubt(Title)
		}
		if f.fullYear != 0 && f.fullYear != d.year {
			p.doubt(Year)
		}
		p.Title, p.Year = line(d.title), d.year
	}
	p.Year = yearOr0(p.Year)
}

// alike reports whether one title is part of the other.
func alike(a, b string) bool {
	a, b = title.Folded(a), title.Folded(b)
	return a != "" && b != "" && (strings.Contains(a, b) || strings.Contains(b, a))
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
