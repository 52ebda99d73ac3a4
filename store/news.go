package store

import "sync"

// bells tells listeners that something changed, never what: a listener asks
// the shop anew, so two rings that nobody heard between them become one and a
// slow screen costs nothing.
type bells struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	account int64
	admin   bool
	news    chan Topic // one slot: what rang since it was heard last
}

func newBells() *bells { return &bells{listeners: map[*listener]struct{}{}} }

// listen gives a bell for that account (0 for a guest). The channel is never
// closed; stop may be called more than once.
func (b *bells) listen(account int64, admin bool) (news <-chan Topic, stop func()) {
	l := &listener{account: account, admin: admin, news: make(chan Topic, 1)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.listeners[l] = struct{}{}
	return l.news, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.listeners, l)
	}
}

// ringAll rings everybody.
func (b *bells) ringAll(t Topic) { b.ring(t, func(*listener) bool { return true }) }

// ringAccount rings every session of one account.
func (b *bells) ringAccount(account int64, t Topic) {
	b.ring(t, func(l *listener) bool { return account != 0 && l.account == account })
}

// ringAdmins rings the admins.
func (b *bells) ringAdmins(t Topic) { b.ring(t, func(l *listener) bool { return l.admin }) }

// ring never blocks: only ringers fill the slot, one at a time under the lock.
func (b *bells) ring(t Topic, hears func(*listener) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for l := range b.listeners {
		if !hears(l) {
			continue
		}
		heard := t
		select {
		case unheard := <-l.news:
			heard |= unheard
		default:
		}
		l.news <- heard
	}
}
