package plan

import (
	"encoding/json"
	"path"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/proposal"
	"youku.example/store/sidecar"
)

// Kind is what an upload is for.
type Kind string

const (
	Movie   Kind = "movie"
	Sidecar Kind = "sidecar"
	Refused Kind = "refused"
)

// Entry is one upload in the plan.
type Entry struct {
	Row      store.Incoming
	Kind     Kind
	Of       string            // of a sidecar: the path of its movie; "" none, or it can't be said
	Proposal proposal.Proposal // of a movie
	Beside   []int64           // of a movie: the IDs of the sidecars that belong to it
}

// Of is the plan of all uploads, in their order.
func Of(rows []store.Incoming) []Entry {
	return of(rows, func(_ string, propose func() proposal.Proposal) proposal.Proposal { return propose() })
}

// of makes a plan; remembered may have a proposal already, by a key of all that it
// is made of.
func of(rows []store.Incoming, remembered func(key string, propose func() proposal.Proposal) proposal.Proposal) []Entry {
	entries := make([]Entry, len(rows))
	var movies []string
	for i, row := range rows {
		entries[i] = Entry{Row: row, Kind: kindOf(row)}
		if entries[i].Kind == Movie {
			movies = append(movies, row.Name)
		}
	}
	index := sidecar.NewIndex(movies)
	said := map[string]NFO{}  // by the path of the movie
	shows := map[string]NFO{} // by the folder
	beside := map[string][]int64{}
	for i := range entries {
		e := &entries[i]
		if e.Kind != Sidecar {
			continue
		}
		dir, name := path.Split(e.Row.Name)
		if strings.EqualFold(name, "tvshow.nfo") {
			if n, is := nfoOf(e.Row); is {
				shows[dir] = n
			}
			continue // it speaks of a series, and belongs to no movie
		}
		if e.Of = index.Of(e.Row.Name); e.Of != "" {
			beside[e.Of] = append(beside[e.Of], e.Row.ID)
		}
		if n, is := nfoOf(e.Row); is && e.Of != "" && sidecar.KindOf(e.Row.Name) == sidecar.NFO {
			said[e.Of] = n
		}
	}
	var names proposal.Proposer
	for i := range entries {
		e := &entries[i]
		if e.Kind != Movie {
			continue
		}
		e.Beside = beside[e.Row.Name]
		if p, is := Edited(e.Row); is {
			e.Proposal = p
			continue
		}
		from := sourcesOf(e.Row, said, shows)
		e.Proposal = remembered(from.key(), func() proposal.Proposal { return from.propose(&names) })
	}
	return entries
}

func kindOf(row store.Incoming) Kind {
	switch {
	case row.State == store.Refused:
		return Refused
	case row.State == store.Sidecar, sidecar.KindOf(row.Name).Belongs():
		return Sidecar
	case sidecar.KindOf(row.Name) == sidecar.Litter:
		return Refused
	}
	return Movie
}

// sources is what the proposal for one movie is made of.
type sources struct {
	name, said string // of its row
	nfo, show  *NFO
	showFolder string
}

func sourcesOf(row store.Incoming, said, shows map[string]NFO) sources {
	from := sources{name: row.Name, said: row.Said}
	if n, is := said[row.Name]; is {
		from.nfo = &n
	}
	for dir := row.Name; dir != "" && from.show == nil; {
		dir, _ = path.Split(strings.TrimSuffix(dir, "/"))
		if n, is := shows[dir]; is && n.Kind == "show" {
			from.show, from.showFolder = &n, strings.TrimSuffix(dir, "/")
		}
	}
	return from
}

// key is all of it in a text.
func (s sources) key() string {
	key := s.name + "\x00" + s.said
	for _, n := range []*NFO{s.nfo, s.show} {
		key += "\x00"
		if n != nil {
			key += n.Said()
		}
	}
	return key + "\x00" + s.showFolder
}

func (s sources) propose(names *proposal.Proposer) proposal.Proposal {
	from := proposal.Sources{Path: s.name, Container: containerOf(s.said)}
	if s.nfo != nil {
		d := s.nfo.Details
		d.Single = s.nfo.Kind == "movie"
		from.NFO = &d
	}
	if s.show != nil {
		from.Show = &proposal.Details{Series: s.show.Title, SeriesYear: s.show.Year, About: s.show.About, Tags: s.show.Tags}
		from.ShowFolder = s.showFolder
	}
	return names.Propose(from)
}

// Publication is what a movie of the plan is published as; the caller adds what
// it costs.
func (e Entry) Publication() store.Publication {
	p := e.Proposal
	return store.Publication{
		Title: p.Title, About: p.About, Year: p.Year, Tags: p.Tags, Shown: e.Row.Shown(),
		OfSeries: &store.SeriesSaid{Title: p.Show.Title, Year: p.Show.Year, About: p.Show.About, Tags: p.Show.Tags},
		Beside:   e.Beside,
		Episode:  store.Episode{Series: p.Series, Season: p.Season, Number: p.Number, End: p.End},
	}
}

// Useless reports whether a file was refused that was never to be a movie: what
// systems leave in folders, and an NFO that can't be read.
func (e Entry) Useless() bool {
	return e.Row.Problem == store.ErrLitter.Code || e.Row.Problem == store.ErrNFO.Code
}

// Under is the uploads that a path names: the file itself, or what is in the
// folder and below it that is a movie or was to be one. "" names all.
func Under(entries []Entry, name string) (list []Entry) {
	for _, e := range entries {
		if e.Row.Name == name {
			return []Entry{e}
		}
		below := name == "" || strings.HasPrefix(e.Row.Name, name+"/")
		if below && e.Kind != Sidecar && !e.Useless() {
			list = append(list, e)
		}
	}
	return list
}

// Holds reports whether a path names an upload or a folder with any in it.
func Holds(entries []Entry, name string) bool {
	return slices.ContainsFunc(entries, func(e Entry) bool {
		return name == "" || e.Row.Name == name || strings.HasPrefix(e.Row.Name, name+"/")
	})
}

// NFO is what an NFO says, as the row of the file keeps it.
type NFO struct {
	Kind string // movie, episode, show
	proposal.Details
}

// Said is the text that the row of an NFO keeps.
func (n NFO) Said() string {
	p, err := json.Marshal(n)
	if err != nil {
		return ""
	}
	return string(p)
}

func nfoOf(row store.Incoming) (n NFO, ok bool) {
	return n, row.Said != "" && json.Unmarshal([]byte(row.Said), &n) == nil
}

// Edited is what an admin made of a proposal, if anything.
func Edited(row store.Incoming) (p proposal.Proposal, ok bool) {
	return p, row.Edited != "" && json.Unmarshal([]byte(row.Edited), &p) == nil
}

// EditedText is the text by which a row keeps what an admin made of its proposal.
// What is still doubtful stays so.
func EditedText(p proposal.Proposal) string {
	text, err := json.Marshal(p)
	if err != nil {
		return "" // it is made of texts and numbers
	}
	return string(text)
}

// containerOf is what the container of a movie says, of which the row keeps
// container.Info.
func containerOf(info string) *proposal.Details {
	if info == "" {
		return nil
	}
	var said struct {
		Tags struct {
			Title   string   `json:"title"`
			Show    string   `json:"show"`
			Season  *int     `json:"season"`
			Episode *int     `json:"episode"`
			Year    int      `json:"year"`
			About   string   `json:"about"`
			Genres  []string `json:"genres"`
		}
	}
	if json.Unmarshal([]byte(info), &said) != nil {
		return nil
	}
	t := said.Tags
	d := &proposal.Details{Title: t.Title, Series: t.Show, Year: t.Year, About: t.About, Tags: t.Genres}
	if t.Season != nil && t.Episode != nil {
		d.HasEpisode, d.Season, d.Number = true, *t.Season, *t.Episode
	}
	return d
}
