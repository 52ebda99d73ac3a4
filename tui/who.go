package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// refresh asks again who this is, what they have and what they have not read.
// The language they chose before is theirs again when a session begins.
func (h *Env) refresh(begin bool) tea.Cmd {
	if !h.user() {
		if begin {
			return h.countNotices(false)
		}
		return nil
	}
	who := ask(h, nil, func(ctx context.Context, a store.Actor) (store.Account, error) { return h.Shop.Account(ctx, a) },
		func(acct store.Account, err error) tea.Cmd {
			if err != nil {
				return h.fail(err)
			}
			h.acct = acct
			if l := words.Lang(acct.Language); begin && h.chosen(choiceLanguage) == "" && (l == words.Zh || l == words.En) {
				h.Lang = l
			}
			return nil
		})
	if begin {
		return tea.Batch(who, h.countNotices(false), (&Screens{h}).askChanges())
	}
	return who
}

// countNotices counts the unread ones; ring also announces one just posted.
func (h *Env) countNotices(ring bool) tea.Cmd {
	return ask(h, nil, func(ctx context.Context, a store.Actor) ([]store.Notice, error) { return h.Shop.Notices(ctx, a) },
		func(ns []store.Notice, err error) tea.Cmd {
			if err != nil {
				return nil
			}
			h.unread = 0
			newest := h.newest
			for _, n := range ns {
				if n.Unread {
					h.unread++
				}
				h.newest = max(h.newest, n.ID)
			}
			i := slices.IndexFunc(ns, func(n store.Notice) bool { return n.ID == h.newest })
			if !ring || h.newest <= newest || i < 0 {
				return nil
			}
			return h.toast(plain, func() string { return h.Say(textNewNotice, ui.Clean(ns[i].Title)) })
		})
}
