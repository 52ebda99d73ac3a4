package proposal

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"youku.example/store/title"
)

// Details is what one source says. The zero value of a field says nothing.
type Details struct {
	Title      string
	Series     string
	SeriesYear int

	Season, Number, End int // End: the last number of a double episode; else 0
	HasEpisode          bool
	Single              bool // it says that it is a movie by itself

	Year  int
	About string
	Tags  []string
}

// Sources is what an upload's files say.
type Sources struct {
	NFO        *Details // of the file beside it
	Show       *Details // of tvshow.nfo: Series, SeriesYear, About, Tags
	ShowFolder string   // where that lies; "": at the top
	Container  *Details // of its own tags
	Path       string   // below the incoming folder
}

// The fields that may be doubtful.
const (
	Title   = "title"
	Series  = "series"
	Season  = "season"
	Episode = "episode"
	Year    = "year"
)

// Proposal is what an upload may be published as.
type Proposal struct {
	Details
	Show     Show     // of an episode
	Doubtful []string // fields that were guessed, in the order above
}

// Show is what the sources say of the series that an episode is proposed for.
type Show struct {
	Title string // the series as it was proposed
	Year  int
	About string
	Tags  []string
}

// The bounds of what the shop takes.
const (
	maxTitle   = 200
	maxAbout   = 4000
	maxTags    = 20
	maxSeason  = 999
	maxEpisode = 9999
	minYear    = 1870
	maxYear    = 2199
)

// Propose weighs the sources: what the NFO says goes before the container's own
// tags, these before the folders' names, and these before the file's.
func Propose(s Sources) Proposal { return new(Proposer).Propose(s) }

// Proposer proposes for many uploads, and reads the names of each folder once.
type Proposer struct{ read map[string]folders }

// Propose is the function Propose.
func (o *Proposer) Propose(s Sources) Proposal {
	show, own := cleanedOf(s.Show), cleanedOf(s.NFO)
	tags := fromContainer(cleanedOf(s.Container))
	from := o.readPath(s.Path, show.Series != "")
	p := from.proposal()
	p.take(tags, from)
	p.take(own, from)
	if own.Single {
		p.HasEpisode = false
	}
	if show.Series != "" && p.HasEpisode {
		p.Series = show.Series
		p.sure(Series)
		if from.folder.namedBelow(s.ShowFolder, show.Series) {
			p.doubt(Series)
		}
	}
	if show.SeriesYear != 0 {
		p.SeriesYear = show.SeriesYear
	}
	if !p.HasEpisode {
		p.Series, p.SeriesYear, p.Season, p.Number, p.End = "", 0, 0, 0, 0
		p.sure(Series, Season, Episode)
	}
	if p.Series != "" {
		p.Show = Show{Title: p.Series, Year: p.SeriesYear, About: show.About, Tags: show.Tags}
	}
	p.name(s.Path)
	slices.SortFunc(p.Doubtful, func(a, b string) int { return order[a] - order[b] })
	return p
}

var order = map[string]int{Title: 0, Series: 1, Season: 2, Episode: 3, Year: 4}

// take puts what a source says over what was known.
func (p *Proposal) take(d Details, from names) {
	if d.Series != "" {
		p.Series = d.Series
		p.sure(Series)
	}
	if d.SeriesYear != 0 {
		p.SeriesYear = d.SeriesYear
	}
	if d.HasEpisode {
		if !p.HasEpisode { // the names took the file for a movie
			p.Title = ""
			if p.Series == "" {
				p.Series = from.file.title
				p.doubt(Series)
			}
		}
		p.HasEpisode, p.Season, p.Number, p.End = true, d.Season, d.Number, d.End
		p.sure(Season, Episode)
	}
	if d.Title != "" {
		p.Title = d.Title
		p.sure(Title)
	}
	if d.Year != 0 {
		p.Year = d.Year
		p.sure(Year)
	}
	if d.About != "" {
		p.About = d.About
	}
	if len(d.Tags) > 0 {
		p.Tags = d.Tags
	}
}

// name gives a title to what has none: an episode is called by its series and
// number, as the shop would call it, a movie by its file.
func (p *Proposal) name(file string) {
	switch {
	case p.HasEpisode && p.Series == "":
		p.doubt(Series)
		if p.Title == "" {
			p.Title = p.code()
			p.doubt(Title)
		}
	case p.HasEpisode && (p.Title == "" || same(p.Title, p.Series)):
		p.Title = cutRunes(p.Series, maxTitle-len(p.code())-1) + " " + p.code()
		p.sure(Title)
	case p.Title == "":
		stem := stemOf(path.Base(file))
		if p.Title = line(stem); p.Title == "" {
			p.Title = "?"
		}
		p.doubt(Title)
	}
}

// code is the episode's number as the shop writes it.
func (d Details) code() string {
	code := fmt.Sprintf("S%02dE%02d", d.Season, d.Number)
	if d.End != 0 {
		code += fmt.Sprintf("-E%02d", d.End)
	}
	return code
}

func (p *Proposal) doubt(fields ...string) {
	for _, f := range fields {
		if !slices.Contains(p.Doubtful, f) {
			p.Doubtful = append(p.Doubtful, f)
		}
	}
}

func (p *Proposal) sure(fields ...string) {
	p.Doubtful = slices.DeleteFunc(p.Doubtful, func(f string) bool { return slices.Contains(fields, f) })
}

// same reports whether two titles are one to who searches.
func same(a, b string) bool { return strings.EqualFold(a, b) || title.Folded(a) == title.Folded(b) }

// cleanedOf is a source within the bounds of the shop. A number out of them says
// nothing.
func cleanedOf(d *Details) Details {
	if d == nil {
		return Details{}
	}
	c := *d
	c.Title, c.Series, c.About = line(c.Title), line(c.Series), paragraphs(c.About)
	c.Tags = tagsOf(c.Tags)
	c.Year, c.SeriesYear = yearOr0(c.Year), yearOr0(c.SeriesYear)
	if c.End <= c.Number {
		c.End = 0
	}
	if !c.HasEpisode || c.Season < 0 || c.Season > maxSeason || c.Number < 0 || max(c.Number, c.End) > maxEpisode {
		c.HasEpisode, c.Season, c.Number, c.End = false, 0, 0, 0
	}
	return c
}

func yearOr0(y int) int {
	if y < minYear || y > maxYear {
		return 0
	}
	return y
}

// fromContainer reads the title of a container as the name that it often is: that
// of the file which somebody made it of.
func fromContainer(d Details) Details {
	name := readName(d.Title)
	if !name.junk && !name.has && !strings.ContainsAny(d.Title, "/\\") && !movieExt(d.Title) {
		return d
	}
	d.Title = "" // the file's own name says as much, and is what the admin sees
	return d
}
