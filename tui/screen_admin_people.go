package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// people is everybody who has an account, searched as one types.
type people struct {
	*adminScreen
	finder
	list loader[store.Person]
}

func newPeople(d *adminScreen) tab {
	p := &people{adminScreen: d, finder: newFinder()}
	p.list = newLoader(&d.Display, d.fail, func(who store.Person) int64 { return who.ID }, p.ask)
	return p
}

func (p *people) Init() tea.Cmd  { return nil }
func (p *people) Title() words.T { return textAdminTabPeople }
func (p *people) Typing() bool   { return p.finder.Typing() }
func (p *people) wake() tea.Cmd  { return p.list.load() }

// ask puts the question of the loader with what is searched for now.
func (p *people) ask(s span, then func(batch[store.Person], error) tea.Cmd) tea.Cmd {
	search := p.text()
	return pages(p.Env, p.adminScreen, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Person], error) {
		return p.Shop.PeoplePage(ctx, a, search, s)
	})(s, then)
}

func (p *people) selected() (store.Person, bool) { return p.list.selected() }

func (p *people) Update(msg tea.Msg) tea.Cmd {
	if p.typed(msg) {
		return p.list.reload()
	}
	if p.stale(p, msg, store.TopicPeople) {
		return p.list.load()
	}
	return nil
}

func (p *people) Keys() []key {
	if p.finder.Typing() {
		return p.searching(p.list.keys(), p.list.reload)
	}
	ks, rest := p.list.around()
	if who, ok := p.selected(); ok {
		ks = append(ks, p.actions(who)...)
	}
	ks = append(ks, key{on: "/", says: textKeySearch, do: p.finder.open})
	if !p.empty() {
		ks = append(ks, key{on: "esc", says: textKeyClear, do: p.clearing(p.list.reload)})
	}
	return append(append(ks, p.list.retry("r", "")...), rest...)
}

// actions are what can be done with a person. Admins can't lock themselves out.
func (p *people) actions(who store.Person) []key {
	ks := []key{{on: "enter c", says: textAdminKeyCredit, do: func() tea.Cmd { return p.push(newCredit(p.adminScreen, who.Account)) }}}
	if who.Bought > 0 {
		ks = append(ks, key{on: "b", says: textAdminKeyBought, do: func() tea.Cmd { return p.push(newBought(p.adminScreen, who.Account)) }})
	}
	switch {
	case who.Locked:
		ks = append(ks, key{on: "x", says: textAdminKeyUnlock, do: func() tea.Cmd { return p.unlock(who.Name) }})
	case who.ID != p.Actor.Account:
		ks = append(ks, key{on: "x", says: textAdminKeyLock, do: func() tea.Cmd { return p.lock(who.Name) }})
	}
	if who.Online > 0 && who.ID != p.Actor.Account {
		ks = append(ks, key{on: "e", says: textAdminKeyKick, do: func() tea.Cmd { return p.kick(who.Name, who.ID) }})
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
		return tea.Batch(p.tell(done, clean(name)), p.list.load())
	})
}

// kick asks once, and ends all sessions and transfers under a name. Guests of
// the same name can't be told apart.
func (d *adminScreen) kick(name string, account int64) tea.Cmd {
	what := textAdminKickBody
	if account == 0 {
		what = textAdminKickGuests
	}
	body := func() []string { return []string{d.styles.strong.Render(clean(name)), "", d.say(what)} }
	return d.sure(textAdminKickTitle, textAdminKeyKick, body, func() tea.Cmd {
		return ask(d.Env, d, func(ctx context.Context, a store.Actor) (int, error) { return d.Shop.Kick(ctx, a, name) },
			func(n int, err error) tea.Cmd {
				if err != nil {
					return d.fail(err)
				}
				return d.tell(textAdminKicked, n, clean(name))
			})
	})
}
