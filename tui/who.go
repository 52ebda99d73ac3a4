package tui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// refresh asks again who this is, what they have and what they have not read.
// The language they chose before is theirs again when a session begins.
func (r *root) refresh(begin bool) tea.Cmd {
	if !r.User() {
		if begin {
			return r.countNotices(false)
		}
		return nil
	}
	who := screen.Ask(r.Env, nil, func(ctx context.Context, a store.Actor) (store.Account, error) { return r.session.Shop.Account(ctx, a) },
		func(acct store.Account, err error) tea.Cmd {
			if err != nil {
				return r.Fail(err)
			}
			r.Account = acct
			if l := words.Lang(acct.Language); begin && r.Chosen(screen.ChoiceLanguage) == "" && (l == words.Zh || l == words.En) {
				r.Lang = l
			}
			return nil
		})
	if begin {
		return tea.Batch(who, r.countNotices(false), r.screens.AskChanges(), r.askNews())
	}
	return who
}

// Refresh asks again what the account is and has.
func (r *root) Refresh() tea.Cmd { return r.refresh(false) }

// CountNotices counts those that are not read yet.
func (r *root) CountNotices() tea.Cmd { return r.countNotices(false) }

// countNotices counts the unread ones; ring also announces one just posted.
func (r *root) countNotices(ring bool) tea.Cmd {
	return screen.Ask(r.Env, nil, func(ctx context.Context, a store.Actor) ([]store.Notice, error) {
		return r.session.Shop.Notices(ctx, a)
	},
		func(ns []store.Notice, err error) tea.Cmd {
			if err != nil {
				return nil
			}
			r.unread = 0
			newest := r.newest
			for _, n := range ns {
				if n.Unread {
					r.unread++
				}
				r.newest = max(r.newest, n.ID)
			}
			i := slices.IndexFunc(ns, func(n store.Notice) bool { return n.ID == r.newest })
			if !ring || r.newest <= newest || i < 0 {
				return nil
			}
			return r.Toast(ui.Plain, func() string { return r.Say(textNewNotice, ui.Clean(ns[i].Title)) })
		})
}
