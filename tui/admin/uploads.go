package admin

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// uploads is what lies in the incoming folder, as a tree: what arrives now, what
// can be published and as what, and what can't with the reason.
type uploads struct {
	*Screen
	cur    ui.List
	loader tabLoader
	ui.Sieve[*uploadtree.Node]
	all   []plan.Entry
	tree  *uploadtree.Node
	rows  []uploadtree.Row
	open  map[string]bool // folders in which one looks
	shut  map[string]bool // folders in which one does not, of those found by the search
	marks ui.Marks[plan.Entry]
	flow  map[string]store.Progress // what arrives now, by name
	looks int                       // moves the bars whose end is not known
	twins map[int64]store.Listing   // what duplicates equal
}

func newUploads(d *Screen) tab {
	return &uploads{
		Screen: d, Sieve: uploadSieve(), tree: uploadtree.Of(nil), open: map[string]bool{}, shut: map[string]bool{},
		twins: map[int64]store.Listing{}, marks: ui.NewMarks(func(e plan.Entry) int64 { return e.Row.ID }),
	}
}

// uploadSieve searches uploads by path and by what they are proposed as, and sorts
// those that stand in one folder by each of their columns.
func uploadSieve() ui.Sieve[*uploadtree.Node] {
	return ui.NewSieve(func(n *uploadtree.Node) string { return n.Row.Name + " " + proposedName(n.Publication()) },
		ui.Order[*uploadtree.Node]{Says: textSortName},
		ui.Order[*uploadtree.Node]{Says: textSortArrival, Compare: func(a, b *uploadtree.Node) int { return cmp.Compare(a.Row.ID, b.Row.ID) }},
		ui.Order[*uploadtree.Node]{Says: textSortSize, Compare: func(a, b *uploadtree.Node) int { return cmp.Compare(a.Row.Size, b.Row.Size) }},
		ui.Order[*uploadtree.Node]{Says: textSortState, Compare: func(a, b *uploadtree.Node) int { return strings.Compare(string(a.Row.State), string(b.Row.State)) }})
}

func (u *uploads) Init() tea.Cmd  { return nil }
func (u *uploads) Title() words.T { return textTabUpload }
func (u *uploads) Typing() bool   { return u.Finder.Typing() }
func (u *uploads) wake() tea.Cmd  { return u.load() }

func (u *uploads) load() tea.Cmd {
	return screen.Load(u.Env, u.Screen, &u.loader.Asker, u.load, u.glance, func(in inflow) tea.Cmd {
		u.flow = in.flow
		u.looks++
		u.replace(in)
		cmds := []tea.Cmd{u.askTwins()}
		if slices.ContainsFunc(in.all, moves) {
			cmds = append(cmds, u.loader.refreshAfter(u.Screen, u, max(screen.Frame, 10*in.took)))
		}
		return tea.Batch(cmds...)
	})
}

// inflow is what one look sees.
type inflow struct {
	all  []plan.Entry
	tree *uploadtree.Node
	flow map[string]store.Progress
	took time.Duration // of many files a look is taken less often
}

// glance asks for the plan, and for the speed of files that arrive. It makes the
// tree too, away from the program's goroutine.
func (u *uploads) glance(ctx context.Context, a store.Actor) (in inflow, err error) {
	began := time.Now()
	defer func() { in.took = time.Since(began) }()
	if in.all, err = u.Intake.Plan(ctx, a); err != nil {
		return in, err
	}
	in.tree = uploadtree.Of(in.all)
	receiving := func(e plan.Entry) bool { return e.Row.State == store.Receiving }
	if !slices.ContainsFunc(in.all, receiving) {
		return in, nil
	}
	all, err := u.Shop.Transfers(ctx, a)
	in.flow = map[string]store.Progress{}
	for _, p := range all {
		if p.MovieID == 0 {
			in.flow[p.Title] = p
		}
	}
	return in, err
}

// moves reports whether a file changes without anybody's doing here.
func moves(e plan.Entry) bool {
	switch e.Row.State {
	case store.Receiving, store.Hashing, store.Publishing, store.Removing:
		return true
	}
	return false
}

// replace puts a new plan in.
func (u *uploads) replace(in inflow) {
	u.all, u.tree = in.all, in.tree
	u.marks.Renew(in.all, true)
	u.sift()
}

// sift shows what the search finds and what open folders hold; a mark stays on
// what is not shown. The row under the cursor stays under it.
func (u *uploads) sift() tea.Cmd {
	v := uploadtree.View{Open: u.isOpen, Sort: u.Sort}
	if !u.Empty() {
		v.Finds = u.Finds
	}
	was, had := u.selected()
	u.rows = u.tree.Rows(v)
	if had {
		if i := slices.IndexFunc(u.rows, was.Same); i >= 0 {
			u.cur.At = i
		}
	}
	u.cur.At = max(0, min(u.cur.At, len(u.rows)-1))
	return nil
}

// isOpen reports whether one sees what is in a folder: where one opened it, and
// where a search found something in it.
func (u *uploads) isOpen(folder string) bool {
	if !u.Empty() {
		return !u.shut[folder]
	}
	return u.open[folder]
}

// fold opens a folder, or closes it.
func (u *uploads) fold(r uploadtree.Row, open bool) tea.Cmd {
	if u.Empty() {
		u.open[r.Row.Name] = open
	} else {
		u.shut[r.Row.Name] = !open
	}
	return u.sift()
}

// leave goes to the folder that a row is in.
func (u *uploads) leave() tea.Cmd {
	for i := u.cur.At - 1; i >= 0; i-- {
		if u.rows[i].Depth < u.rows[u.cur.At].Depth {
			u.cur.At = i
			break
		}
	}
	return nil
}

// askTwins asks for the movies that duplicates equal, unless they are known.
func (u *uploads) askTwins() tea.Cmd {
	var cmds []tea.Cmd
	for _, e := range u.all {
		id := e.Row.DuplicateOf
		if _, known := u.twins[id]; known || id == 0 {
			continue
		}
		u.twins[id] = store.Listing{}
		cmds = append(cmds, screen.Ask(u.Env, u.Screen, func(ctx context.Context, a store.Actor) (store.Listing, error) { return u.Shop.Movie(ctx, a, id) },
			func(m store.Listing, err error) tea.Cmd {
				if err == nil {
					u.twins[id] = m
				}
				return nil
			}))
	}
	return tea.Batch(cmds...)
}

func (u *uploads) Update(msg tea.Msg) tea.Cmd {
	if u.Typed(msg) {
		clear(u.shut)
		return u.sift()
	}
	if n, ok := msg.(screen.NewsMsg); ok && n.About(store.TopicMovies) {
		clear(u.twins)
	}
	if u.loader.mustRefresh(u.Screen, u, msg, store.TopicIncoming|store.TopicMovies) {
		return u.load()
	}
	return nil
}

func (u *uploads) selected() (uploadtree.Row, bool) {
	if u.cur.At < 0 || u.cur.At >= len(u.rows) {
		return uploadtree.Row{}, false
	}
	return u.rows[u.cur.At], true
}

// deletedTwin is the movie that can be brought back instead of a duplicate.
func (u *uploads) deletedTwin(in store.Incoming) (store.Listing, bool) {
	m := u.twins[in.DuplicateOf]
	return m, in.State == store.Duplicate && (m.Shelf == store.Deleted || m.Shelf == store.TakenDown)
}

func (u *uploads) statusArea(room int) string {
	if n := u.marks.N(); n > 0 && !u.Finder.Typing() {
		return u.markedCount(n)
	}
	return u.SieveStatus(&u.Display, &u.cur, len(u.rows), room)
}

// uploadCommand sends a movie to where uploads go.
func (d *Screen) uploadCommand() string { return d.Login().Upload(d.Say(textMovieFile)) }
