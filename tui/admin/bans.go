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
)

// bans is the sources that are held back, and how to forgive one.
type bans struct {
	*Screen
	cur    ui.List
	loader tabLoader
	all    []store.Ban
}

func newBans(d *Screen) tab { return &bans{Screen: d} }

func (b *bans) Init() tea.Cmd  { return nil }
func (b *bans) Title() words.T { return textTabBans }
func (b *bans) Typing() bool   { return false }
func (b *bans) wake() tea.Cmd  { return b.load() }

// Bans run off by themselves, so the tab looks now and then.
func (b *bans) load() tea.Cmd {
	return screen.Load(b.Env, b.Screen, &b.loader.Asker, b.load, b.Guard.Bans, func(all []store.Ban) tea.Cmd {
		b.all = all
		b.cur.At = max(0, min(b.cur.At, len(all)-1))
		return b.loader.refreshAfter(b.Screen, b, liveStill)
	})
}

func (b *bans) Update(msg tea.Msg) tea.Cmd {
	if b.loader.mustRefresh(b.Screen, b, msg, 0) {
		return b.load()
	}
	return nil
}

func (b *bans) Keys() []ui.Key {
	ks, rest := b.cur.Around(len(b.all), nil)
	if b.cur.At < len(b.all) {
		source := b.all[b.cur.At].Source
		ks = append(ks, ui.Key{On: "enter x", Says: textKeyLift, Do: func() tea.Cmd { return b.lift(source) }})
	}
	ks = append(ks, b.loader.Retry(b.load)...)
	return append(ks, rest...)
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
	if body, instead := b.loader.Instead(&b.Display, len(b.all), w, h); instead {
		return body
	}
	if len(b.all) == 0 {
		return b.Nothing(b.Say(textNoBans), b.Say(textNoBansAdvice), w, h)
	}
	return b.Panes(w, h, b.rows, b.detail)
}

func (b *bans) rows(w, h int) []string {
	from, to := b.cur.Window(len(b.all), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		right := b.Styles.Mute.Render(cells.PadLeft(b.Say(textBanUntil, words.Time(b.all[i].Until, b.Location)), 16))
		room := w - 2 - cells.Width(right) - 1
		ls = append(ls, b.Item(&b.cur, i, cells.Pad(cells.Clip(b.all[i].Source.String(), room, b.Styles.More), room)+" "+right, w, nil))
	}
	return ls
}

func (b *bans) detail(w, _ int) []string {
	if b.cur.At >= len(b.all) {
		return nil
	}
	ban := b.all[b.cur.At]
	why := textBanGuesses
	if ban.Why == store.BanNoise {
		why = textBanNoise
	}
	return append(b.Muted(b.Say(why), w), b.FactRows(w, [][2]string{
		{b.Say(textBanTimes), fmt.Sprint(ban.Times)},
	})...)
}
