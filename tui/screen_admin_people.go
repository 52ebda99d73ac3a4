package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// people is everybody who has an account, searched as one types.
type people struct {
	*adminScreen
	ui.Finder
	list ui.Loader[store.Person]
}

func newPeople(d *adminScreen) tab {
	p := &people{adminScreen: d, Finder: ui.NewFinder()}
	p.list = ui.NewLoader(&d.Display, d.fail, func(who store.Person) int64 { return who.ID }, p.ask)
	return p
}

func (p *people) Init() tea.Cmd  { return nil }
func (p *people) Title() words.T { return textAdminTabPeople }
func (p *people) Typing() bool   { return p.Finder.Typing() }
func (p *people) wake() tea.Cmd  { return p.list.Load() }

// ask puts the question of the loader with what is searched for now.
func (p *people) ask(s ui.Span, then func(ui.Batch[store.Person], error) tea.Cmd) tea.Cmd {
	search := p.Text()
	return pages(p.Env, p.adminScreen, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Person], error) {
		return p.Shop.PeoplePage(ctx, a, search, s)
	})(s, then)
}

func (p *people) selected() (store.Person, bool) { return p.list.Selected() }

func (p *people) Update(msg tea.Msg) tea.Cmd {
	if p.Typed(msg) {
		return p.list.Reload()
	}
	if p.stale(p, msg, store.TopicPeople) {
		return p.list.Load()
	}
	return nil
}

func (p *people) Keys() []ui.Key {
	if p.Finder.Typing() {
		return p.Searching(p.list.Keys(), p.list.Reload)
	}
	ks, rest := p.list.Around()
	if who, ok := p.selected(); ok {
		ks = append(ks, p.actions(who)...)
	}
	ks = append(ks, ui.Key{On: "/", Says: textKeySearch, Do: p.Finder.Open})
	if !p.Empty() {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: p.Clearing(p.list.Reload)})
	}
	return append(append(ks, p.list.Retry("r", "")...), rest...)
}

// actions are what can be done with a person. Admins can't lock themselves out.
func (p *people) actions(who store.Person) []ui.Key {
	ks := []ui.Key{{On: "enter c", Says: textAdminKeyCredit, Do: func() tea.Cmd { return p.push(newCredit(p.adminScreen, who.Account)) }}}
	if who.Bought > 0 {
		ks = append(ks, ui.Key{On: "b", Says: textAdminKeyBought, Do: func() tea.Cmd { return p.push(newBought(p.adminScreen, who.Account)) }})
	}
	switch {
	case who.Locked:
		ks = append(ks, ui.Key{On: "x", Says: textAdminKeyUnlock, Do: func() tea.Cmd { return p.unlock(who.Name) }})
	case who.ID != p.Actor.Account:
		ks = append(ks, ui.Key{On: "x", Says: textAdminKeyLock, Do: func() tea.Cmd { return p.lock(who.Name) }})
	}
	if who.Online > 0 && who.ID != p.Actor.Account {
		ks = append(ks, ui.Key{On: "e", Says: textAdminKeyKick, Do: func() tea.Cmd { return p.kick(who.Name, who.ID) }})
	}
	return ks
}

// lock is done at once, for the same key undoes it.
func (p *people) lock(name string) tea.Cmd {
	return p.changeAccount(textAdminLockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Lock(ctx, a, name) })
}

func (p *people) unlock(name string) tea.Cmd {
	return p.changeAccount(textAdminUnlockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Unlock(ctx, a, name) })
}

func (p *people) changeAccount(done words.T, name string, act func(context.Context, store.Actor) error) tea.Cmd {
	return do(p.Env, p.adminScreen, act, func(err error) tea.Cmd {
		if err != nil {
			return p.fail(err)
		}
		return tea.Batch(p.tell(done, ui.Clean(name)), p.list.Load())
	})
}

// kick asks once, and ends all sessions and transfers under a name. Guests of
// the same name can't be told apart.
func (d *adminScreen) kick(name string, account int64) tea.Cmd {
	what := textAdminKickBody
	if account == 0 {
		what = textAdminKickGuests
	}
	body := func() []string { return []string{d.Styles.Strong.Render(ui.Clean(name)), "", d.Say(what)} }
	return d.sure(textAdminKickTitle, textAdminKeyKick, body, func() tea.Cmd {
		return ask(d.Env, d, func(ctx context.Context, a store.Actor) (int, error) { return d.Shop.Kick(ctx, a, name) },
			func(n int, err error) tea.Cmd {
				if err != nil {
					return d.fail(err)
				}
				return d.tell(textAdminKicked, n, ui.Clean(name))
			})
	})
}
