package admin

import (
	"context"
	"fmt"
	"net/netip"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// bans is the sources that are held back, and how to forgive one.
type bans struct{ held[store.Ban] }

func newBans(d *Screen) tab {
	b := &bans{held[store.Ban]{Screen: d, Sieve: ui.NewSieve(lists.BanText, lists.Bans...), marks: ui.NewMarks(func(b store.Ban) netip.Prefix { return b.Source })}}
	b.marks.Name = func(b store.Ban) string { return b.Source.String() }
	return b
}

func (b *bans) Title() words.T { return textTabBans }
func (b *bans) wake() tea.Cmd  { return b.load() }

// Bans run off by themselves, so the tab looks now and then.
func (b *bans) load() tea.Cmd {
	return screen.Load(b.Env, b.Screen, &b.loader.Asker, b.load, b.Guard.Bans, func(all []store.Ban) tea.Cmd {
		b.replace(all)
		return b.loader.refreshAfter(b.Screen, b, liveStill)
	})
}

func (b *bans) Update(msg tea.Msg) tea.Cmd {
	if b.Typed(msg) {
		return b.sift()
	}
	if b.loader.mustRefresh(b.Screen, b, msg, 0) {
		return b.load()
	}
	return nil
}

func (b *bans) Keys() []ui.Key {
	return b.keys(b.load, func(ban store.Ban) []ui.Key {
		return []ui.Key{{On: "enter x", Says: textKeyLift, Do: func() tea.Cmd { return b.lift(ban.Source) }}}
	}, func() []ui.Key {
		return []ui.Key{{On: "enter x", Says: textKeyLift, Do: b.liftSeveral}}
	})
}

func (b *bans) liftSeveral() tea.Cmd {
	return askSeverally(b.Screen, &b.marks, b.marks.Rows(), textLiftSeveral, textKeyLift, textLiftSeveralBody,
		func(ctx context.Context, a store.Actor, ban store.Ban) error { return b.Guard.Lift(ctx, a, ban.Source) }, b.load)
}

func (b *bans) lift(source netip.Prefix) tea.Cmd {
	return screen.Do(b.Env, b.Screen, func(ctx context.Context, a store.Actor) error { return b.Guard.Lift(ctx, a, source) },
		func(err error) tea.Cmd {
			if err != nil {
				return tea.Batch(b.Fail(err), b.load())
			}
			return tea.Batch(b.Tell(textLifted, source.String()), b.load())
		})
}

func (b *bans) View(w, h int) string {
	if body, instead := b.instead(w, h); instead {
		return body
	}
	if len(b.all) == 0 {
		return b.Nothing(b.Say(textNoBans), b.Say(textNoBansAdvice), w, h)
	}
	return b.Panes(w, h, b.lines, b.detail)
}

func (b *bans) lines(w, h int) []string {
	from, to := b.cur.Window(len(b.rows), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		ban := b.rows[i]
		sign := b.marks.Sign(&b.Display, ban)
		right := b.Styles.Mute.Render(cells.PadLeft(b.Say(textBanUntil, words.Time(ban.Until, b.Location)), 16))
		room := w - 2 - cells.Width(sign) - cells.Width(right) - 1
		ls = append(ls, b.Item(&b.cur, i, sign+cells.Pad(cells.Clip(ban.Source.String(), room, b.Styles.More), room)+" "+right, w, nil))
	}
	return ls
}

func (b *bans) detail(w, _ int) []string {
	ban, ok := b.selected()
	if !ok {
		return nil
	}
	why := textBanGuesses
	if ban.Why == store.BanNoise {
		why = textBanNoise
	}
	return append(append(b.refusedLines(b.marks.Refused(ban), w), b.Muted(b.Say(why), w)...), b.FactRows(w, [][2]string{
		{b.Say(textBanTimes), fmt.Sprint(ban.Times)},
	})...)
}
