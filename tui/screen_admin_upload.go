package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// uploads is what lies in the incoming folder: what arrives now, what can be
// published, and what can't with the reason.
type uploads struct {
	*adminScreen
	cur    list
	loader tabLoader
	files  []store.Incoming
	flow   map[string]store.Progress // what arrives now, by name
	looks  int                       // moves the bars whose end is not known
	twins  map[int64]store.Listing   // what duplicates equal
}

func newUploads(d *adminScreen) tab {
	return &uploads{adminScreen: d, twins: map[int64]store.Listing{}}
}

func (u *uploads) Init() tea.Cmd  { return nil }
func (u *uploads) Title() words.T { return textAdminTabUpload }
func (u *uploads) Typing() bool   { return false }
func (u *uploads) wake() tea.Cmd  { return u.load() }

func (u *uploads) load() tea.Cmd {
	return load(u.adminScreen, &u.loader, u.load, u.glance, func(in inflow) tea.Cmd {
		u.replace(in.files)
		u.flow = in.flow
		u.looks++
		cmds := []tea.Cmd{u.askTwins()}
		if slices.ContainsFunc(in.files, moves) {
			cmds = append(cmds, u.loader.refreshAfter(u.adminScreen, u, frame))
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

// replace puts a new list in; the file under the cursor stays under it.
func (u *uploads) replace(files []store.Incoming) {
	if in, ok := u.selected(); ok {
		if i := slices.IndexFunc(files, func(o store.Incoming) bool { return o.ID == in.ID }); i >= 0 {
			u.cur.at = i
		}
	}
	u.files = files
	u.cur.at = max(0, min(u.cur.at, len(files)-1))
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
		cmds = append(cmds, ask(u.Env, u.adminScreen, func(ctx context.Context, a store.Actor) (store.Listing, error) { return u.Shop.Movie(ctx, a, id) },
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
	if n, ok := msg.(newsMsg); ok && n.about(store.TopicMovies) {
		clear(u.twins)
	}
	if u.loader.mustRefresh(u.adminScreen, u, msg, store.TopicIncoming|store.TopicMovies) {
		return u.load()
	}
	return nil
}

func (u *uploads) selected() (store.Incoming, bool) {
	if u.cur.at < 0 || u.cur.at >= len(u.files) {
		return store.Incoming{}, false
	}
	return u.files[u.cur.at], true
}

// deletedTwin is the movie that can be brought back instead of a duplicate.
func (u *uploads) deletedTwin(in store.Incoming) (store.Listing, bool) {
	m := u.twins[in.DuplicateOf]
	return m, in.State == store.Duplicate && (m.Shelf == store.Deleted || m.Shelf == store.TakenDown)
}

func (u *uploads) Keys() []key {
	in, ok := u.selected()
	checks := key{on: "c", says: textAdminKeyCheck, do: func() tea.Cmd { return u.push(newCheck(u.adminScreen)) }}
	if !ok {
		ks := []key{checks, {on: "y", says: textKeyCopy, do: func() tea.Cmd { return u.copy(u.uploadCommand()) }}}
		if u.loader.err != nil {
			ks = append(ks, key{on: "r", says: textKeyAgain, do: u.load})
		}
		return ks
	}
	ks, rest := u.cur.around(len(u.files), nil)
	if in.State == store.Arrived {
		ks = append(ks, key{on: "enter p", says: textAdminKeyPublish, do: func() tea.Cmd { return u.push(newPublish(u.adminScreen, in)) }})
	}
	if m, ok := u.deletedTwin(in); ok {
		ks = append(ks, key{on: "r enter", says: textAdminKeyRestore, do: func() tea.Cmd { return u.restore(m.Movie) }})
	}
	command := u.uploadCommand()
	if in.State == store.Partial {
		command = u.login().Resume(in.Name)
	}
	ks = append(ks, key{on: "y", says: textKeyCopy, quiet: in.State != store.Partial, do: func() tea.Cmd { return u.copy(command) }})
	if in.State != store.Publishing && in.State != store.Removing {
		ks = append(ks, key{on: "x delete", says: textAdminKeyDiscard, do: func() tea.Cmd { return u.discard(in) }})
	}
	return append(append(ks, checks), rest...)
}

// discard asks once, for the bytes are gone afterwards.
func (u *uploads) discard(in store.Incoming) tea.Cmd {
	name := clean(in.Name)
	body := func() []string { return []string{u.say(textAdminDiscardBody, name)} }
	return u.sure(textAdminDiscardTitle, textAdminKeyDiscard, body, func() tea.Cmd {
		return do(u.Env, u.adminScreen, func(ctx context.Context, a store.Actor) error { return u.Intake.Discard(ctx, a, in.Name, in.Shown()) },
			func(err error) tea.Cmd {
				if err != nil {
					return tea.Batch(u.fail(err), u.load())
				}
				return tea.Batch(u.tell(textAdminDiscarded, name), u.load())
			})
	})
}

// restore brings a deleted movie back to the shelf.
func (d *adminScreen) restore(m store.Movie) tea.Cmd {
	return do(d.Env, d, func(ctx context.Context, a store.Actor) error { return d.Shop.Restore(ctx, a, m.ID) },
		func(err error) tea.Cmd {
			if err != nil {
				return d.fail(err)
			}
			return d.tell(textAdminRestored, clean(m.Title))
		})
}
