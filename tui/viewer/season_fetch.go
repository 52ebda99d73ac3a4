package viewer

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// fetchSeason is what D does: it asks for all episodes of a season, one after
// another in the queue, after one question where something has to be bought.
func (s *series) fetchSeason(one season) tea.Cmd {
	var lacks []int64
	sum := store.Fen(0)
	for _, m := range one.episodes {
		if m.MustBuy() && m.Available() {
			lacks, sum = append(lacks, m.ID), sum+m.YourPrice
		}
	}
	sel := s.selection(one)
	switch {
	case !s.User():
		l := s.l
		return s.Push(newLogin(s.Screens, func() tea.Cmd { return s.Push(newSeries(s.Screens, l)) }))
	case len(sel.IDs) == 0 && sel.Series == 0:
		return s.Fail(one.episodes[0].Unavailable())
	case len(lacks) > 0:
		return s.Push(newSeasonBuy(s, one, sel, lacks, sum))
	case s.asks:
		return nil
	}
	s.asks = true
	return screen.Ask(s.Env, s, func(ctx context.Context, a store.Actor) ([]store.Download, error) {
		return s.Shop.RequestAll(ctx, a, sel)
	}, func(list []store.Download, err error) tea.Cmd {
		s.asks = false
		if err != nil {
			return s.Fail(err)
		}
		return s.tellAsked(list)
	})
}

// selection names the season, or its episodes where some can't be had for now.
func (s *series) selection(one season) store.Selection {
	var there []int64
	for _, m := range one.episodes {
		if m.Available() {
			there = append(there, m.ID)
		}
	}
	if len(there) < len(one.episodes) {
		return store.Selection{IDs: there}
	}
	n := one.number
	return store.Selection{Series: s.l.ID, Season: &n}
}

// tellAsked says when the last of several downloads is ready.
func (v *Screens) tellAsked(list []store.Download) tea.Cmd {
	return v.Toast(ui.Good, func() string { return v.askedText(list) })
}

func (v *Screens) askedText(list []store.Download) string {
	if last := lastReady(list); !last.IsZero() {
		return v.Say(textAskedAll, len(list), v.Moment(last))
	}
	return v.Say(textAllReady, len(list))
}

// lastReady is when the last of several downloads is ready; zero: all are.
func lastReady(list []store.Download) (last time.Time) {
	for _, d := range list {
		if d.Wait > 0 && d.ReadyAt.After(last) {
			last = d.ReadyAt
		}
	}
	return last
}

// newSeasonBuy asks whether to buy what is lacking of a season, for one sum; yes also
// asks for all of it, of which sel is what can be had.
func newSeasonBuy(s *series, one season, sel store.Selection, lacks []int64, sum store.Fen) ui.Screen {
	var asked []store.Download
	var refused error // of what was bought, and could not be asked for
	return newBuyOf(s.Screens, order{
		asks: words.Say(fmt.Sprintf(textBuySeason.In(words.Zh), len(lacks)), fmt.Sprintf(textBuySeason.In(words.En), len(lacks))),
		says: func() string { return ui.Clean(s.l.Title) + " " + s.Styles.Dot + " " + s.seasonName(one.number, false) },
		sum:  sum,
		buy: func(ctx context.Context, a store.Actor, agreed store.Fen) (p store.Purchases, err error) {
			if p, err = s.Shop.BuyAll(ctx, a, store.Selection{IDs: lacks}, &agreed); err == nil {
				asked, refused = s.Shop.RequestAll(ctx, a, sel)
			}
			return p, err
		},
		then: func(b *buy, p store.Purchases) tea.Cmd {
			b.Close(b)
			if refused != nil {
				return b.Fail(refused)
			}
			return b.tellBought(p, asked)
		},
	})
}

// tellBought says what was paid, and when the last of it is ready.
func (v *Screens) tellBought(p store.Purchases, asked []store.Download) tea.Cmd {
	return v.Toast(ui.Good, func() string {
		return v.Say(textBoughtAll, len(p.Bought), p.Paid) + v.Say(textSemicolon) + v.askedText(asked)
	})
}
