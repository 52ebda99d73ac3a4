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
type people struct{ paged[store.Person] }

func newPeople(d *Screen) tab {
	id := func(who store.Person) int64 { return who.ID }
	p := &people{newPaged(d, id, func(who store.Person) string { return who.Name },
		order{sort: store.ByName, says: screen.TextSortName}, order{sort: store.ByBalance, says: textSortBalance, down: true},
		order{sort: store.ByBought, says: textSortBought, down: true}, order{sort: store.ByState, says: textSortStanding, down: true},
		order{sort: store.ByJoined, says: textSortJoined, down: true})}
	p.asks(id, d.Shop.PeoplePage)
	return p
}

func (p *people) Title() words.T             { return textTabPeople }
func (p *people) Update(msg tea.Msg) tea.Cmd { return p.heed(p, msg, store.TopicPeople) }
func (p *people) Keys() []ui.Key             { return p.keys(p.actions, p.severalActions) }

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
	return append(ks, p.accessActions(who)...)
}

// severalActions are what can be done with the marked people: those who are all
// locked are unlocked, others are locked.
func (p *people) severalActions() []ui.Key {
	lock := ui.Key{On: "x", Says: textKeyLock, Do: func() tea.Cmd {
		return p.doSeveral(textLockSeveral, textKeyLock, textLockSeveralBody, p.Shop.Lock)
	}}
	if !p.marks.Any(func(who store.Person) bool { return !who.Locked }) {
		lock = ui.Key{On: "x", Says: textKeyUnlock, Do: func() tea.Cmd {
			return p.doSeveral(textUnlockSeveral, textKeyUnlock, textUnlockSeveralBody, p.Shop.Unlock)
		}}
	}
	ks := []ui.Key{lock}
	if p.marks.Any(func(who store.Person) bool { return who.Online > 0 }) {
		ks = append(ks, ui.Key{On: "e", Says: textKeyKick, Do: func() tea.Cmd {
			return p.doSeveral(textKickSeveral, textKeyKick, textKickSeveralBody, func(ctx context.Context, a store.Actor, name string) error {
				_, err := p.Shop.Kick(ctx, a, name)
				return err
			})
		}})
	}
	return append(ks, ui.Key{On: "enter c", Says: textKeyCredit, Do: func() tea.Cmd { return p.Push(newCreditSeveral(p, p.marked())) }})
}

func (p *people) doSeveral(title, yes, which words.T, act func(context.Context, store.Actor, string) error) tea.Cmd {
	return askSeverally(p.Screen, &p.marks, p.marked(), title, yes, which, func(ctx context.Context, a store.Actor, who store.Person) error {
		return act(ctx, a, who.Name)
	}, p.list.Load)
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
