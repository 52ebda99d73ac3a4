package admin

import (
	"cmp"
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// uploads is what lies in the incoming folder: what arrives now, what can be
// published, and what can't with the reason.
type uploads struct {
	*Screen
	cur    ui.List
	loader tabLoader
	ui.Sieve[store.Incoming]
	all   []store.Incoming
	files []store.Incoming // those of all that are shown
	marks ui.Marks[store.Incoming]
	flow  map[string]store.Progress // what arrives now, by name
	looks int                       // moves the bars whose end is not known
	twins map[int64]store.Listing   // what duplicates equal
}

func newUploads(d *Screen) tab {
	return &uploads{Screen: d, Sieve: uploadSieve(), twins: map[int64]store.Listing{}, marks: ui.NewMarks(func(in store.Incoming) int64 { return in.ID })}
}

// uploadSieve searches uploads by name and sorts them by each of their columns.
func uploadSieve() ui.Sieve[store.Incoming] {
	return ui.NewSieve(incomingName,
		ui.Order[store.Incoming]{Says: textSortArrival},
		ui.Order[store.Incoming]{Says: textSortName, Compare: func(a, b store.Incoming) int { return strings.Compare(a.Name, b.Name) }},
		ui.Order[store.Incoming]{Says: textSortSize, Compare: func(a, b store.Incoming) int { return cmp.Compare(a.Size, b.Size) }},
		ui.Order[store.Incoming]{Says: textSortState, Compare: func(a, b store.Incoming) int { return strings.Compare(string(a.State), string(b.State)) }})
}

// sift shows what the search finds; a mark stays on what it does not find.
func (u *uploads) sift() tea.Cmd {
	u.show(u.Rows(u.all))
	return nil
}

func (u *uploads) Init() tea.Cmd  { return nil }
func (u *uploads) Title() words.T { return textTabUpload }
func (u *uploads) Typing() bool   { return u.Finder.Typing() }
func (u *uploads) wake() tea.Cmd  { return u.load() }

func (u *uploads) load() tea.Cmd {
	return screen.Load(u.Env, u.Screen, &u.loader.Asker, u.load, u.glance, func(in inflow) tea.Cmd {
		u.replace(in.files)
		u.flow = in.flow
		u.looks++
		cmds := []tea.Cmd{u.askTwins()}
		if slices.ContainsFunc(in.files, moves) {
			cmds = append(cmds, u.loader.refreshAfter(u.Screen, u, screen.Frame))
		}
		return tea.Batch(cmds...)
	})
}

// inflow is what one look sees.
type inflow struct {
	files []store.Incoming
	flow  map[string]store.Progress
}

// glance asks for the files, and for their speed where some arrive.
func (u *uploads) glance(ctx context.Context, a store.Actor) (in inflow, err error) {
	if in.files, err = u.Intake.Incoming(ctx, a); err != nil {
		return in, err
	}
	receiving := func(f store.Incoming) bool { return f.State == store.Receiving }
	if !slices.ContainsFunc(in.files, receiving) {
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
func moves(in store.Incoming) bool {
	switch in.State {
	case store.Receiving, store.Hashing, store.Publishing, store.Removing:
		return true
	}
	return false
}

// replace puts a new list in.
func (u *uploads) replace(files []store.Incoming) {
	u.all = files
	u.marks.Renew(files, true)
	u.sift()
}

// show puts other rows in; the file under the cursor stays under it.
func (u *uploads) show(files []store.Incoming) {
	if in, ok := u.selected(); ok {
		if i := slices.IndexFunc(files, func(o store.Incoming) bool { return o.ID == in.ID }); i >= 0 {
			u.cur.At = i
		}
	}
	u.files = files
	u.cur.At = max(0, min(u.cur.At, len(files)-1))
}

// askTwins asks for the movies that duplicates equal, unless they are known.
func (u *uploads) askTwins() tea.Cmd {
	var cmds []tea.Cmd
	for _, in := range u.files {
		id := in.DuplicateOf
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

func (u *uploads) selected() (store.Incoming, bool) {
	if u.cur.At < 0 || u.cur.At >= len(u.files) {
		return store.Incoming{}, false
	}
	return u.files[u.cur.At], true
}

// deletedTwin is the movie that can be brought back instead of a duplicate.
func (u *uploads) deletedTwin(in store.Incoming) (store.Listing, bool) {
	m := u.twins[in.DuplicateOf]
	return m, in.State == store.Duplicate && (m.Shelf == store.Deleted || m.Shelf == store.TakenDown)
}

func (u *uploads) Keys() []ui.Key {
	if u.Finder.Typing() {
		return u.Searching(u.cur.Keys(len(u.files), nil), u.sift)
	}
	in, ok := u.selected()
	checks := ui.Key{On: "c", Says: textKeyCheck, Do: func() tea.Cmd { return u.Push(newCheck(u.Screen)) }}
	if !ok {
		ks := []ui.Key{checks, {On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return u.Copy(u.uploadCommand()) }}}
		ks = append(ks, u.loader.Retry(u.load)...)
		if len(u.all) > 0 {
			ks = append(ks, u.SieveKeys(u.sift)...)
		}
		return ks
	}
	ks, rest := u.cur.Around(len(u.files), nil)
	rest = append(rest, u.marks.Keys(&u.cur, u.files, true, nil)...)
	rest = append(rest, u.SieveKeys(u.sift)...)
	if u.marks.N() > 0 {
		return append(append(ks, u.severalKeys()...), rest...)
	}
	if in.State == store.Arrived {
		ks = append(ks, ui.Key{On: "enter p", Says: textKeyPublish, Do: func() tea.Cmd { return u.publishOne(in) }})
	}
	if m, ok := u.deletedTwin(in); ok {
		ks = append(ks, ui.Key{On: "r enter", Says: textKeyRestore, Do: func() tea.Cmd { return u.restore(m.Movie) }})
	}
	command := u.uploadCommand()
	if in.State == store.Partial {
		command = u.Login().Resume(in.Name)
	}
	ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Quiet: in.State != store.Partial, Do: func() tea.Cmd { return u.Copy(command) }})
	if in.State != store.Publishing && in.State != store.Removing {
		ks = append(ks, ui.Key{On: "x delete", Says: textKeyDiscard, Do: func() tea.Cmd { return u.discard(in) }})
	}
	return append(append(ks, checks), rest...)
}

// publishOne opens the form with what is proposed for a file.
func (u *uploads) publishOne(in store.Incoming) tea.Cmd {
	if as, movie := u.proposed()[in.ID]; movie {
		return u.Push(newPublishAs(u.Screen, in, as))
	}
	return u.Push(newPublish(u.Screen, in))
}

// severalKeys are what can be done with the marked files.
func (u *uploads) severalKeys() (ks []ui.Key) {
	marked := u.marks.Rows()
	ready := slices.ContainsFunc(marked, func(in store.Incoming) bool { return in.State == store.Arrived })
	if ready {
		ks = append(ks, ui.Key{On: "enter p", Says: textKeyPublish, Do: func() tea.Cmd { return u.publishSeveral(marked) }})
	}
	return append(ks, ui.Key{On: "x delete", Says: textKeyDiscard, Do: func() tea.Cmd { return u.discardSeveral(marked) }})
}

func (u *uploads) statusArea(room int) string {
	if n := u.marks.N(); n > 0 && !u.Finder.Typing() {
		return u.markedCount(n)
	}
	return u.SieveStatus(&u.Display, &u.cur, len(u.files), room)
}

// discardSeveral asks once for all of them.
func (u *uploads) discardSeveral(ins []store.Incoming) tea.Cmd {
	body := func() []string { return u.named(textDiscardSeveralBody, names(ins, incomingName)) }
	return u.sure(textDiscardSeveral, textKeyDiscard, body, func() tea.Cmd {
		return severally(u.Screen, &u.marks, ins, func(ctx context.Context, a store.Actor, in store.Incoming) error {
			return u.Intake.Discard(ctx, a, in.Name, in.Shown())
		}, func([]store.Incoming) tea.Cmd { return u.load() })
	})
}

// discard asks once, for the bytes are gone afterwards.
func (u *uploads) discard(in store.Incoming) tea.Cmd {
	name := ui.Clean(in.Name)
	body := func() []string { return []string{u.Say(textDiscardBody, name)} }
	return u.sure(textDiscardTitle, textKeyDiscard, body, func() tea.Cmd {
		return screen.Do(u.Env, u.Screen, func(ctx context.Context, a store.Actor) error { return u.Intake.Discard(ctx, a, in.Name, in.Shown()) },
			func(err error) tea.Cmd {
				if err != nil {
					return tea.Batch(u.Fail(err), u.load())
				}
				return tea.Batch(u.Tell(textDiscarded, name), u.load())
			})
	})
}

// restore brings a deleted movie back to the shelf.
func (d *Screen) restore(m store.Movie) tea.Cmd {
	return screen.Do(d.Env, d, func(ctx context.Context, a store.Actor) error { return d.Shop.Restore(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return d.Fail(err)
			}
			return d.Tell(textRestored, ui.Clean(m.Title))
		})
}

// uploadCommand sends a movie to where uploads go.
func (d *Screen) uploadCommand() string { return d.Login().Upload(d.Say(textMovieFile)) }
