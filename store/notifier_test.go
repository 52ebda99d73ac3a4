package store

import (
	"sync"
	"testing"
)

// heard is what a bell holds, 0 when it is silent.
func heard(news <-chan Topic) Topic {
	select {
	case t := <-news:
		return t
	default:
		return 0
	}
}

func TestBells(t *testing.T) {
	b := newNotifier()
	alice, stop := b.listen(1, false)
	bob, _ := b.listen(2, false)
	boss, _ := b.listen(3, true)
	guest, _ := b.listen(0, false)

	b.notifyAll(TopicMovies)
	b.notifyAccount(1, TopicWallet)
	b.notifyAccount(1, TopicWallet)
	b.notifyAccount(0, TopicWallet) // a guest has none
	b.notifyAdmins(TopicPeople)
	for _, c := range []struct {
		who  string
		news <-chan Topic
		want Topic
	}{{"alice", alice, TopicMovies | TopicWallet}, {"bob", bob, TopicMovies}, {"boss", boss, TopicMovies | TopicPeople}, {"guest", guest, TopicMovies}} {
		if got := heard(c.news); got != c.want {
			t.Errorf("%s heard %b, want %b", c.who, got, c.want)
		}
		if got := heard(c.news); got != 0 {
			t.Errorf("%s heard %b again", c.who, got)
		}
	}
	stop()
	stop()
	b.notifyAll(TopicNotices)
	if got := heard(alice); got != 0 || len(b.listeners) != 3 {
		t.Errorf("alice left and heard %b", got)
	}
}

// Nothing that rang is lost, however slow the listener is.
func TestBells_AtOnce(t *testing.T) {
	b := newNotifier()
	news, stop := b.listen(1, true)
	defer stop()
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 100 {
				b.notifyAll(1 << i)
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
	if all |= heard(news); all != 0b1111 {
		t.Errorf("heard %b", all)
	}
}
