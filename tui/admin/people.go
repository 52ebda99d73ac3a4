package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// people is everybody who has an account, searched as one types.
type people struct {
	*Screen
	ui.Finder
	list ui.Loader[store.Person]
}

func newPeople(d *Screen) tab {
	p := &people{Screen: d, Finder: ui.NewFinder()}
	p.list = ui.NewLoader(&d.Display, d.Fail, func(who store.Person) int64 { return who.ID }, p.ask)
	return p
}

func (p *people) Init() tea.Cmd  { return nil }
func (p *people) Title() words.T { return textTabPeople }
func (p *people) Typing() bool   { return p.Finder.Typing() }
func (p *people) wake() tea.Cmd  { return p.list.Load() }

// ask puts the question of the loader with what is searched for now.
func (p *people) ask(s ui.Span, then func(ui.Batch[store.Person], error) tea.Cmd) tea.Cmd {
	search := p.Text()
	return screen.Pages(p.Env, p.Screen, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.Person], error) {
		return p.Shop.PeoplePage(ctx, a, store.ListQuery{Search: search}, s)
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
	ks = append(ks, ui.Key{On: "/", Says: screen.TextKeySearch, Do: p.Finder.Open})
	if !p.Empty() {
		ks = append(ks, ui.Key{On: "esc", Says: ui.TextKeyClear, Do: p.Clearing(p.list.Reload)})
	}
	return append(append(ks, p.list.Retry("r", "")...), rest...)
}

// actions are what can be done with a person. Admins can't lock themselves out.
func (p *people) actions(who store.Person) []ui.Key {
	ks := []ui.Key{{On: "enter c", Says: textKeyCredit, Do: func() tea.Cmd { return p.Push(newCredit(p.Screen, who.Account)) }}}
	if who.Bought > 0 {
		ks = append(ks, ui.Key{On: "b", Says: textKeyBought, Do: func() tea.Cmd { return p.Push(newBought(p.Screen, who.Account)) }})
	}
	switch {
	case who.Locked:
		ks = append(ks, ui.Key{On: "x", Says: textKeyUnlock, Do: func() tea.Cmd { return p.unlock(who.Name) }})
	case who.ID != p.Actor.Account:
		ks = append(ks, ui.Key{On: "x", Says: textKeyLock, Do: func() tea.Cmd { return p.lock(who.Name) }})
	}
	if who.Online > 0 && who.ID != p.Actor.Account {
		ks = append(ks, ui.Key{On: "e", Says: textKeyKick, Do: func() tea.Cmd { return p.kick(who.Name, who.ID) }})
	}
	return ks
}

// lock is done at once, for the same key undoes it.
func (p *people) lock(name string) tea.Cmd {
	return p.changeAccount(textLockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Lock(ctx, a, name) })
}

func (p *people) unlock(name string) tea.Cmd {
	return p.changeAccount(textUnlockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Unlock(ctx, a, name) })
}

func (p *people) changeAccount(done words.T, name string, act func(context.Context, store.Actor) error) tea.Cmd {
	return screen.Do(p.Env, p.Screen, act, func(err error) tea.Cmd {
		if err != nil {
			return p.Fail(err)
		}
		return tea.Batch(p.Tell(done, ui.Clean(name)), p.list.Load())
	})
}

// kick asks once, and ends all sessions and transfers under a name. Guests of
// the same name can't be told apart.
func (d *Screen) kick(name string, account int64) tea.Cmd {
	what := textKickBody
	if account == 0 {
		what = textKickGuests
	}
	body := func() []string { return []string{d.Styles.Strong.Render(ui.Clean(name)), "", d.Say(what)} }
	return d.sure(textKickTitle, textKeyKick, body, func() tea.Cmd {
		return screen.Ask(d.Env, d, func(ctx context.Context, a store.Actor) (int, error) { return d.Shop.Kick(ctx, a, name) },
			func(n int, err error) tea.Cmd {
				if err != nil {
					return d.Fail(err)
				}
				return d.Tell(textKicked, n, ui.Clean(name))
			})
	})
}
