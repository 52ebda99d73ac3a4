package live

import (
	"sync"
	"testing"
)

const (
	topicMovies Topic = 1 << iota
	topicWallet
	topicPeople
	topicNotices
)

// received is what a channel holds, 0 when it is empty.
func received(news <-chan Topic) Topic {
	select {
	case t := <-news:
		return t
	default:
		return 0
	}
}

func TestNotifier(t *testing.T) {
	b := NewNotifier()
	alice, stop := b.Listen(1, false)
	bob, _ := b.Listen(2, false)
	boss, _ := b.Listen(3, true)
	guest, _ := b.Listen(0, false)

	b.NotifyAll(topicMovies)
	b.NotifyAccount(1, topicWallet)
	b.NotifyAccount(1, topicWallet)
	b.NotifyAccount(0, topicWallet) // a guest has none
	b.NotifyAdmins(topicPeople)
	for _, c := range []struct {
		who  string
		news <-chan Topic
		want Topic
	}{{"alice", alice, topicMovies | topicWallet}, {"bob", bob, topicMovies}, {"boss", boss, topicMovies | topicPeople}, {"guest", guest, topicMovies}} {
		if got := received(c.news); got != c.want {
			t.Errorf("%s received %b, want %b", c.who, got, c.want)
		}
		if got := received(c.news); got != 0 {
			t.Errorf("%s received %b again", c.who, got)
		}
	}
	stop()
	stop()
	b.NotifyAll(topicNotices)
	if got := received(alice); got != 0 || len(b.listeners) != 3 {
		t.Errorf("alice left and received %b", got)
	}
}

// No topic is lost, however slow the listener is.
func TestNotifier_AtOnce(t *testing.T) {
	b := NewNotifier()
	news, stop := b.Listen(1, true)
	defer stop()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 100 {
				b.NotifyAll(1 << i)
			}
		})
	}
	var all Topic
	done := make(chan struct{})
	go func() { wg.Wait(); close(done) }()
	for {
		select {
		case got := <-news:
			all |= got
			continue
		case <-done:
		}
		break
	}
	if all |= received(news); all != 0b1111 {
		t.Errorf("received %b", all)
	}
}
