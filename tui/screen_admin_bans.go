package tui

import (
	"context"
	"fmt"
	"net/netip"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// bans is the sources that are held back, and how to forgive one.
type bans struct {
	*adminScreen
	cur    list
	loader tabLoader
	all    []store.Ban
}

func newBans(d *adminScreen) tab { return &bans{adminScreen: d} }

func (b *bans) Init() tea.Cmd  { return nil }
func (b *bans) Title() words.T { return textAdminTabBans }
func (b *bans) Typing() bool   { return false }
func (b *bans) wake() tea.Cmd  { return b.load() }

// Bans run off by themselves, so the tab looks now and then.
func (b *bans) load() tea.Cmd {
	return load(b.adminScreen, &b.loader, b.load, b.Guard.Bans, func(all []store.Ban) tea.Cmd {
		b.all = all
		b.cur.at = max(0, min(b.cur.at, len(all)-1))
		return b.loader.refreshAfter(b.adminScreen, b, liveStill)
	})
}

func (b *bans) Update(msg tea.Msg) tea.Cmd {
	if b.loader.mustRefresh(b.adminScreen, b, msg, 0) {
		return b.load()
	}
	return nil
}

func (b *bans) Keys() []key {
	ks, rest := b.cur.around(len(b.all), nil)
	if b.cur.at < len(b.all) {
		source := b.all[b.cur.at].Source
		ks = append(ks, key{on: "enter x", says: textAdminKeyLift, do: func() tea.Cmd { return b.lift(source) }})
	}
	if b.loader.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: b.load})
	}
	return append(ks, rest...)
}

func (b *bans) lift(source netip.Prefix) tea.Cmd {
	return do(b.Env, b.adminScreen, func(ctx context.Context, a store.Actor) error { return b.Guard.Lift(ctx, a, source) },
		func(err error) tea.Cmd {
			if err != nil {
				return tea.Batch(b.fail(err), b.load())
			}
			return tea.Batch(b.tell(textAdminLifted, source.String()), b.load())
		})
}

func (b *bans) View(w, h int) string {
	if body, instead := b.loader.state(&b.Display, len(b.all), w, h); instead {
		return body
	}
	if len(b.all) == 0 {
		return b.nothing(b.say(textAdminNoBans), b.say(textAdminNoBansAdvice), w, h)
	}
	return b.panes(w, h, b.rows, b.detail)
}

func (b *bans) rows(w, h int) []string {
	from, to := b.cur.window(len(b.all), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		right := b.styles.mute.Render(padLeft(b.say(textAdminBanUntil, words.Time(b.all[i].Until, b.Location)), 16))
		room := w - 2 - width(right) - 1
		ls = append(ls, b.item(&b.cur, i, pad(clip(b.all[i].Source.String(), room, b.styles.more), room)+" "+right, w))
	}
	return ls
}

func (b *bans) detail(w, _ int) []string {
	if b.cur.at >= len(b.all) {
		return nil
	}
	ban := b.all[b.cur.at]
	why := textAdminBanGuesses
	if ban.Why == store.BanNoise {
		why = textAdminBanNoise
	}
	return append(b.muted(b.say(why), w), b.factRows(w, [][2]string{
		{b.say(textAdminBanTimes), fmt.Sprint(ban.Times)},
	})...)
}
