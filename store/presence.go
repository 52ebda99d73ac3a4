package store

import (
	"cmp"
	"slices"

	"youku.example/store/live"
	"youku.example/store/names"
)

// presence is the visits that are open now.
//
// The caller of Enter must ask CheckActive once more right afterwards: a lock
// that came between the proof and the entry has not seen this visit.
type presence struct{ *live.Presence[Visit] }

func newPresence() presence { return presence{live.NewPresence[Visit]()} }

// list is all visits, the longest first.
func (p presence) list() []Visit {
	all := p.List()
	slices.SortFunc(all, func(a, b Visit) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// online counts the visits of each account.
func (p presence) online() map[int64]int {
	n := map[int64]int{}
	for _, v := range p.List() {
		n[v.Account]++
	}
	return n
}

// endAccount ends the visits of one account, except the session that asked
// ("" spares none), and returns how many.
func (p presence) endAccount(account int64, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return account != 0 && v.Account == account })
}

// endKey ends the visits that were proven by one key.
func (p presence) endKey(fingerprint, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return fingerprint != "" && v.Key == fingerprint })
}

// endName ends the visits under a name, guests' too.
func (p presence) endName(name, except string, cause error) int {
	folded := names.Fold(name)
	return p.end(cause, except, func(v Visit) bool { return names.Fold(v.Name) == folded })
}

func (p presence) end(cause error, except string, hit func(Visit) bool) int {
	return p.End(cause, func(v Visit) bool { return (except == "" || v.ID != except) && hit(v) })
}
