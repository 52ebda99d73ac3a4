package store

import (
	"cmp"
	"slices"
	"sync"
)

// presence knows who is here now. A visit enters when its session starts and
// leaves when it ends; in between it can be ended from outside.
//
// Who enters should ask CheckActive once more right afterwards: a lock that came
// between the proof at the door and the entry has not seen this visit.
type presence struct {
	mu     sync.Mutex
	visits map[*visiting]struct{}
}

type visiting struct {
	Visit
	end   func(cause error)
	ended bool
}

func newPresence() *presence { return &presence{visits: map[*visiting]struct{}{}} }

// enter makes a visit known. end is called at most once, in a goroutine of its
// own (so it may come while the visit is just leaving); leave may be called
// more than once.
func (p *presence) enter(v Visit, end func(cause error)) (leave func()) {
	here := &visiting{Visit: v, end: end}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.visits[here] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.visits, here)
	}
}

// list is everybody who is here, the longest first.
func (p *presence) list() []Visit {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := make([]Visit, 0, len(p.visits))
	for v := range p.visits {
		all = append(all, v.Visit)
	}
	slices.SortFunc(all, func(a, b Visit) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// online counts the visits of each account.
func (p *presence) online() map[int64]int {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := map[int64]int{}
	for v := range p.visits {
		n[v.Account]++
	}
	return n
}

// endAccount ends the visits of one account, except the session that asked
// ("" spares none), and says how many.
func (p *presence) endAccount(account int64, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return account != 0 && v.Account == account })
}

// endKey ends the visits that were proven by one key.
func (p *presence) endKey(fingerprint, except string, cause error) int {
	return p.end(cause, except, func(v Visit) bool { return fingerprint != "" && v.Key == fingerprint })
}

// endName ends the visits under a name, guests' too.
func (p *presence) endName(name, except string, cause error) int {
	folded := FoldName(name)
	return p.end(cause, except, func(v Visit) bool { return FoldName(v.Name) == folded })
}

func (p *presence) end(cause error, except string, hit func(Visit) bool) (ended int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for v := range p.visits {
		if v.ended || except != "" && v.ID == except || !hit(v.Visit) {
			continue
		}
		v.ended = true
		ended++
		if v.end != nil {
			go v.end(cause)
		}
	}
	return ended
}
