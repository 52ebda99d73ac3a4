package live

import "sync"

// Topic is a bit set of what changed; the bits are the caller's.
type Topic uint32

// Notifier sends listeners which topics changed, never what: a listener asks
// anew for what it shows, so two changes that it has not received yet become
// one, and a slow screen costs nothing.
type Notifier struct {
	mu        sync.Mutex
	listeners map[*listener]struct{}
}

type listener struct {
	account int64
	admin   bool
	news    chan Topic // one slot: what changed since it was received last
}

// NewNotifier returns one without listeners.
func NewNotifier() *Notifier { return &Notifier{listeners: map[*listener]struct{}{}} }

// Listen returns the changes for that account (0 for a guest). The channel is
// never closed; stop may be called more than once.
func (n *Notifier) Listen(account int64, admin bool) (news <-chan Topic, stop func()) {
	l := &listener{account: account, admin: admin, news: make(chan Topic, 1)}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.listeners[l] = struct{}{}
	return l.news, func() {
		n.mu.Lock()
		defer n.mu.Unlock()
		delete(n.listeners, l)
	}
}

// NotifyAll sends a topic to all listeners.
func (n *Notifier) NotifyAll(t Topic) { n.send(t, func(*listener) bool { return true }) }

// NotifyAccount sends a topic to every session of one account.
func (n *Notifier) NotifyAccount(account int64, t Topic) {
	n.send(t, func(l *listener) bool { return account != 0 && l.account == account })
}

// NotifyAdmins sends a topic to the admins.
func (n *Notifier) NotifyAdmins(t Topic) { n.send(t, func(l *listener) bool { return l.admin }) }

// send never blocks: only senders fill the slot, one at a time under the lock.
func (n *Notifier) send(t Topic, to func(*listener) bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for l := range n.listeners {
		if !to(l) {
			continue
		}
		all := t
		select {
		case waiting := <-l.news:
			all |= waiting
		default:
		}
		l.news <- all
	}
}
