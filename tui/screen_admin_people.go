package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// people is everybody who has an account, searched as one types.
type people struct {
	*desk
	finder
	cur  list
	feed feed
	all  []store.Person
}

func newPeople(d *desk) tab { return &people{desk: d, finder: newFinder()} }

func (p *people) Init() tea.Cmd  { return nil }
func (p *people) Title() words.T { return textDeskTabPeople }
func (p *people) Typing() bool   { return p.typing }
func (p *people) wake() tea.Cmd  { return p.load() }

func (p *people) load() tea.Cmd {
	search := p.text()
	return fresh(p.desk, &p.feed, p.load, func(ctx context.Context, a store.Actor) ([]store.Person, error) { return p.Shop.People(ctx, a, search) },
		func(all []store.Person) tea.Cmd {
			if was, ok := p.selected(); ok {
				if i := slices.IndexFunc(all, func(o store.Person) bool { return o.ID == was.ID }); i >= 0 {
					p.cur.at = i
				}
			}
			p.all = all
			p.cur.at = max(0, min(p.cur.at, len(all)-1))
			return nil
		})
}

func (p *people) selected() (store.Person, bool) {
	if p.cur.at < 0 || p.cur.at >= len(p.all) {
		return store.Person{}, false
	}
	return p.all[p.cur.at], true
}

func (p *people) Update(msg tea.Msg) tea.Cmd {
	if p.hears(msg) {
		return p.anew()
	}
	if p.feed.mustLook(p.desk, p, msg, store.TopicPeople) {
		return p.load()
	}
	return nil
}

// anew begins at the top of another list.
func (p *people) anew() tea.Cmd {
	p.cur = list{h: p.cur.h}
	return p.load()
}

func (p *people) Keys() []key {
	if p.typing {
		return p.searching(p.cur.keys(len(p.all), nil), p.anew)
	}
	ks, rest := p.cur.around(len(p.all), nil)
	if who, ok := p.selected(); ok {
		ks = append(ks, p.deeds(who)...)
	}
	ks = append(ks, key{on: "/", says: textKeySearch, do: p.finder.open})
	if !p.empty() {
		ks = append(ks, key{on: "esc", says: textKeyClear, do: p.clearing(p.anew)})
	}
	if p.feed.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: p.load})
	}
	return append(ks, rest...)
}

// deeds are what can be done with a person. Nobody locks out themselves.
func (p *people) deeds(who store.Person) []key {
	ks := []key{{on: "enter c", says: textDeskKeyCredit, do: func() tea.Cmd { return p.push(newCredit(p.desk, who.Account)) }}}
	if who.Bought > 0 {
		ks = append(ks, key{on: "b", says: textDeskKeyBought, do: func() tea.Cmd { return p.push(newBought(p.desk, who.Account)) }})
	}
	switch {
	case who.Locked:
		ks = append(ks, key{on: "x", says: textDeskKeyUnlock, do: func() tea.Cmd { return p.unlock(who.Name) }})
	case who.ID != p.Actor.Account:
		ks = append(ks, key{on: "x", says: textDeskKeyLock, do: func() tea.Cmd { return p.lock(who.Name) }})
	}
	if who.Online > 0 && who.ID != p.Actor.Account {
		ks = append(ks, key{on: "e", says: textDeskKeyKick, do: func() tea.Cmd { return p.kick(who.Name, who.ID) }})
	}
	return ks
}

// lock is done at once, for the same key undoes it.
func (p *people) lock(name string) tea.Cmd {
	return p.deed(textDeskLockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Lock(ctx, a, name) })
}

func (p *people) unlock(name string) tea.Cmd {
	return p.deed(textDeskUnlockDone, name, func(ctx context.Context, a store.Actor) error { return p.Shop.Unlock(ctx, a, name) })
}

func (p *people) deed(done words.T, name string, act func(context.Context, store.Actor) error) tea.Cmd {
	return do(p.here, p.desk, act, func(err error) tea.Cmd {
		if err != nil {
			return p.fail(err)
		}
		return tea.Batch(p.tell(done, clean(name)), p.load())
	})
}

// kick asks once, and ends all sessions and transfers under a name. Guests of
// the same name can't be told apart.
func (d *desk) kick(name string, account int64) tea.Cmd {
	what := textDeskKickBody
	if account == 0 {
		what = textDeskKickGuests
	}
	body := func() []string { return []string{d.look.strong.Render(clean(name)), "", d.say(what)} }
	return d.sure(textDeskKickTitle, textDeskKeyKick, body, func() tea.Cmd {
		return ask(d.here, d, func(ctx context.Context, a store.Actor) (int, error) { return d.Shop.Kick(ctx, a, name) },
			func(n int, err error) tea.Cmd {
				if err != nil {
					return d.fail(err)
				}
				return d.tell(textDeskKicked, n, clean(name))
			})
	})
}
