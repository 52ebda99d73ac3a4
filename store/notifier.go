package store

import "sync"

// notifier tells listeners that something changed, never what: a listener asks
// the shop anew, so two rings that nobody heard between them become one and a
// slow screen costs nothing.
type notifier struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	account int64
	admin   bool
	news    chan Topic // one slot: what rang since it was heard last
}

func newNotifier() *notifier { return &notifier{listeners: map[*listener]struct{}{}} }

// listen gives a bell for that account (0 for a guest). The channel is never
// closed; stop may be called more than once.
func (b *notifier) listen(account int64, admin bool) (news <-chan Topic, stop func()) {
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

// notifyAll rings everybody.
func (b *notifier) notifyAll(t Topic) { b.ring(t, func(*listener) bool { return true }) }

// notifyAccount rings every session of one account.
func (b *notifier) notifyAccount(account int64, t Topic) {
	b.ring(t, func(l *listener) bool { return account != 0 && l.account == account })
}

// notifyAdmins rings the admins.
func (b *notifier) notifyAdmins(t Topic) { b.ring(t, func(l *listener) bool { return l.admin }) }

// ring never blocks: only ringers fill the slot, one at a time under the lock.
func (b *notifier) ring(t Topic, hears func(*listener) bool) {
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
