package intake

import (
	"context"
	"errors"
	"sync"
	"testing"

	"youku.example/store"
)

// standing is a library before which a server stands still: once, before it removes a
// movie.
type standing struct {
	Library
	once    sync.Once
	stands  chan struct{} // closed when it does
	goes    chan struct{} // closed to let it go on
	removed chan struct{} // closed when it has removed
}

func newStanding() *standing {
	return &standing{stands: make(chan struct{}), goes: make(chan struct{}), removed: make(chan struct{})}
}

func (s *standing) Remove(ctx context.Context, key string) error {
	first := false
	s.once.Do(func() { first = true })
	if !first {
		return s.Library.Remove(ctx, key)
	}
	close(s.stands)
	<-s.goes
	defer close(s.removed)
	return s.Library.Remove(ctx, key)
}

// twoServers are two over the same rows and files; the first stands still before it
// removes a movie.
func twoServers(t *testing.T) (one, two *testIntake, stood *standing, oneDies func()) {
	all := &claims{of: map[string]string{}}
	first, second := &claiming{claims: all, server: "one"}, &claiming{claims: all, server: "two"}
	stood = newStanding()
	one = newTestIntake(t, func(in *Intake) {
		first.Shop, stood.Library = in.shop, in.library
		in.shop, in.library = first, stood
	})
	second.Shop = one.shop
	two = one.anotherServer(t, second)
	return one, two, stood, func() {
		all.die("one")
		if err := two.intake.recoverUnfinished(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

// A server that stands still between giving a movie up and removing its bytes removes
// nothing that was published meanwhile, of the same bytes.
func TestPurge_StoodStill(t *testing.T) {
	one, two, stood, oneDies := twoServers(t)
	one.arrive(t, "a.mp4", clip(0))
	m, err := one.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := one.shop.TakeDown(t.Context(), boss, m.ID); err != nil {
		t.Fatal(err)
	}
	go func() { _ = one.intake.Purge(t.Context(), boss, m.ID) }()
	<-stood.stands
	oneDies()
	two.arrive(t, "again.mp4", clip(0))
	again, err := two.intake.Publish(t.Context(), boss, "again.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	close(stood.goes)
	<-stood.removed
	if f, err := two.movies.Movie(t.Context(), again.File); err != nil {
		t.Errorf("the bytes of a movie that was published anew are gone: %v", err)
	} else {
		_ = f.Close()
	}
}

// So does one that stands still before it undoes a publishing.
func TestPublish_UndoneTwice(t *testing.T) {
	one, two, stood, oneDies := twoServers(t)
	one.arrive(t, "a.mp4", clip(0))
	refusing := &refusingShop{Shop: one.intake.shop}
	one.intake.shop = refusing
	go func() { _, _ = one.intake.Publish(t.Context(), boss, "a.mp4", free, nil) }()
	<-stood.stands
	oneDies()
	again, err := two.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	close(stood.goes)
	<-stood.removed
	if f, err := two.movies.Movie(t.Context(), again.File); err != nil {
		t.Errorf("the bytes of a movie that was published are gone: %v", err)
	} else {
		_ = f.Close()
	}
}

// refusingShop publishes nothing.
type refusingShop struct{ Shop }

var errNotPublished = errors.New("not published")

func (refusingShop) PublishAll(context.Context, store.Actor, []store.ToPublish) ([]store.Published, error) {
	return nil, errNotPublished
}
