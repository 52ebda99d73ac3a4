package admin

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

func (u *uploads) Keys() []ui.Key {
	if u.Finder.Typing() {
		return u.Searching(u.cur.Keys(len(u.rows), nil), u.sift)
	}
	r, ok := u.selected()
	if !ok {
		return u.emptyKeys()
	}
	ks, rest := u.cur.Around(len(u.rows), nil)
	rest = append(rest, u.marks.KeysUnder(&u.cur, len(u.rows), func(i int) []plan.Entry { return u.rows[i].Under() }, true, nil)...)
	rest = append(rest, u.SieveKeys(u.sift)...)
	rest = append(rest, u.treeKeys(r)...)
	switch {
	case u.marks.N() > 0:
		ks = append(ks, u.severalKeys(u.marks.Rows())...)
	case r.IsFolder():
		ks = append(ks, u.folderKeys(r)...)
	default:
		ks = append(ks, u.fileKeys(r)...)
	}
	return append(append(ks, u.checkKey()), rest...)
}

func (u *uploads) checkKey() ui.Key {
	return ui.Key{On: "c", Says: textKeyCheck, Do: func() tea.Cmd { return u.Push(newCheck(u.Screen)) }}
}

// emptyKeys are for a list in which nothing is seen.
func (u *uploads) emptyKeys() []ui.Key {
	ks := []ui.Key{u.checkKey(), {On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return u.Copy(u.uploadCommand()) }}}
	ks = append(ks, u.loader.Retry(u.load)...)
	if len(u.all) > 0 {
		ks = append(ks, u.SieveKeys(u.sift)...)
	}
	return ks
}

// treeKeys go through the tree, once there is a folder. The ones for its ends do
// nothing, so that one key too many is none of another meaning.
func (u *uploads) treeKeys(r uploadtree.Row) []ui.Key {
	if !slices.ContainsFunc(u.rows, func(r uploadtree.Row) bool { return r.Depth > 0 || r.IsFolder() }) {
		return nil
	}
	out := ui.Key{On: "left h", Show: u.Styles.Left, Says: textKeyOut, Quiet: true, Do: u.leave}
	in := ui.Key{On: "right l", Show: u.Styles.Right, Says: textKeyIn, Quiet: true, Do: func() tea.Cmd { return nil }}
	switch {
	case r.IsFolder() && r.Open:
		out.Do = func() tea.Cmd { return u.fold(r, false) }
		in.Do = func() tea.Cmd { u.cur.At = min(u.cur.At+1, len(u.rows)-1); return nil }
	case r.IsFolder():
		in.Do = func() tea.Cmd { return u.fold(r, true) }
	}
	return []ui.Key{out, in}
}

// folderKeys are what can be done with all that is in a folder.
func (u *uploads) folderKeys(r uploadtree.Row) []ui.Key {
	opens := ui.Key{On: "enter", Says: textKeyUnfold, Do: func() tea.Cmd { return u.fold(r, true) }}
	if r.Open {
		opens = ui.Key{On: "enter", Says: textKeyFold, Do: func() tea.Cmd { return u.fold(r, false) }}
	}
	ks := []ui.Key{opens}
	for _, k := range u.severalKeys(r.Under()) {
		if k.On == "enter p" {
			k.On = "p"
		}
		ks = append(ks, k)
	}
	return ks
}

// fileKeys are what can be done with one file.
func (u *uploads) fileKeys(r uploadtree.Row) (ks []ui.Key) {
	in := r.Row
	if in.State == store.Arrived && r.Kind == plan.Movie {
		ks = append(ks, ui.Key{On: "enter p", Says: textKeyPublish, Do: func() tea.Cmd { return u.Push(newPublish(u.Screen, r.Entry)) }})
	}
	if m, ok := u.deletedTwin(in); ok {
		ks = append(ks, ui.Key{On: "r enter", Says: textKeyRestore, Do: func() tea.Cmd { return u.restore(m.Movie) }})
	}
	if r.Kind == plan.Movie {
		ks = append(ks, ui.Key{On: "e", Says: textKeyEdit, Do: func() tea.Cmd { return u.Push(newEditProposal(u, r.Entry)) }})
	}
	if in.Edited != "" {
		ks = append(ks, ui.Key{On: "u", Says: textKeyForget, Quiet: true, Do: func() tea.Cmd { return u.forget(r.Entry) }})
	}
	command := u.uploadCommand()
	if in.State == store.Partial {
		command = u.Login().Resume(in.Name)
	}
	ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Quiet: in.State != store.Partial, Do: func() tea.Cmd { return u.Copy(command) }})
	if in.State != store.Publishing && in.State != store.Removing {
		ks = append(ks, ui.Key{On: "x delete", Says: textKeyDiscard, Do: func() tea.Cmd { return u.discard(in) }})
	}
	return ks
}

// severalKeys are what can be done with several files at once.
func (u *uploads) severalKeys(all []plan.Entry) (ks []ui.Key) {
	if slices.ContainsFunc(all, publishable) {
		ks = append(ks, ui.Key{On: "enter p", Says: textKeyPublish, Do: func() tea.Cmd { return u.publishSeveral(all) }})
	}
	if slices.ContainsFunc(all, func(e plan.Entry) bool { return e.Kind == plan.Movie }) {
		ks = append(ks, ui.Key{On: "e", Says: textKeyEdit, Do: func() tea.Cmd { return u.editProposals(all) }})
	}
	return append(ks, ui.Key{On: "x delete", Says: textKeyDiscard, Do: func() tea.Cmd { return u.discardSeveral(all) }})
}

// publishable reports whether an upload is a movie that has arrived whole.
func publishable(e plan.Entry) bool { return e.Kind == plan.Movie && e.Row.State == store.Arrived }
