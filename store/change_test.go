package store

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"youku.example/store/event"
	"youku.example/store/live"
	"youku.example/store/ranges"
)

func TestShop_ApplyEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(nil, DefaultRules())
		var mu sync.Mutex // each session is ended in a goroutine of its own
		var ended []string
		transfers := map[string]*live.Transfer{}
		enter := func(id string, account int64, name, key string) func() {
			time.Sleep(time.Second)
			a := Actor{Account: account, Name: name, Key: key, Session: id}
			transfers[id] = s.transfers.Start(Progress{Account: account, Name: name, MovieID: 7, Size: 9}, a.owner(), ranges.Set{})
			return s.Enter(a, Visit{}, func(cause error) {
				if !errors.Is(cause, ErrRevoked) {
					t.Errorf("%s was ended for %v", id, cause)
				}
				mu.Lock()
				defer mu.Unlock()
				ended = append(ended, id)
			})
		}
		apply := func(e Event) (hit []string) {
			e.Cause = ErrRevoked.Code
			s.apply(e, e)
			synctest.Wait()
			hit, ended = ended, nil
			for id, tr := range transfers {
				if cut := tr.Cause() != nil; cut != slices.Contains(hit, id) {
					t.Errorf("%+v: the transfer of %s was cut for %v", e, id, tr.Cause())
				}
			}
			for _, id := range hit {
				if !errors.Is(transfers[id].Cause(), ErrRevoked) {
					t.Errorf("the transfer of %s was cut for %v", id, transfers[id].Cause())
				}
				delete(transfers, id)
			}
			return hit
		}

		leave := enter("a1", 1, "alice", "SHA256:a")
		enter("a2", 1, "alice", "")
		enter("b1", 2, "bob", "SHA256:b")
		enter("g1", 0, "guest", "SHA256:a")
		s.Enter(Actor{Session: "g2", Name: "guest"}, Visit{}, nil)

		var ids []string
		for _, v := range s.visits.list() {
			ids = append(ids, v.ID)
		}
		if d := gocmp.Diff([]string{"a1", "a2", "b1", "g1", "g2"}, ids); d != "" {
			t.Error(d)
		}
		if n, err := s.online(t.Context()); err != nil || n[1] != 2 || n[2] != 1 || n[0] != 2 {
			t.Errorf("online %v", n)
		}
		mine := Event{Kind: event.EndAccount, Account: 1, Except: "a1"}
		for _, step := range []struct {
			name string
			e    Event
			want []string
		}{
			{"all but the asking session", mine, []string{"a2"}},
			{"again", mine, nil},
			{"no account", Event{Kind: event.EndAccount}, nil},
			{"no key", Event{Kind: event.EndKey}, nil},
			{"a kind of a newer version", Event{Kind: "other", Account: 1}, nil},
		} {
			if d := gocmp.Diff(step.want, apply(step.e)); d != "" {
				t.Errorf("%s: %s", step.name, d)
			}
		}
		leave()
		leave()
		delete(transfers, "a1")
		if d := gocmp.Diff([]string{"g1"}, apply(Event{Kind: event.EndKey, Key: "SHA256:a"})); d != "" {
			t.Error("by key: ", d)
		}
		if n := s.visits.Count(func(v present) bool { return v.Account == 0 }); n != 1 {
			t.Errorf("%d guests are counted who were not ended", n)
		}
		if d := gocmp.Diff([]string{"b1"}, apply(Event{Kind: event.EndName, Name: "BOB"})); d != "" {
			t.Error("by name: ", d)
		}
	})
}

func TestShop_ApplyCutsAndNotifies(t *testing.T) {
	s := newShop(nil, DefaultRules())
	start := func(account, movie int64) func() error {
		return s.transfers.Start(Progress{Account: account, MovieID: movie, Size: 9}, Actor{}.owner(), ranges.Set{}).Cause
	}
	mine, other, hers := start(1, 7), start(1, 8), start(2, 7)
	s.apply(cutMovie(7, 1))
	if !errors.Is(mine(), ErrCutOff) || other() != nil || hers() != nil {
		t.Errorf("one account's: %v, %v, %v", mine(), other(), hers())
	}
	var r *Refusal
	if !errors.As(mine(), &r) || r.Movie != 7 {
		t.Errorf("the refusal %+v does not name the movie", r)
	}
	s.apply(cutMovie(7, 0))
	if other() != nil || !errors.Is(hers(), ErrCutOff) {
		t.Errorf("all: %v, %v", other(), hers())
	}

	listen := func(a Actor) <-chan Topic { news, _ := s.Listen(a); return news }
	guest, alice, boss := listen(Actor{}), listen(Actor{Account: 1}), listen(Actor{Account: 2, Role: RoleAdmin})
	got := func(news <-chan Topic) Topic {
		select {
		case topics := <-news:
			return topics
		default:
			return 0
		}
	}
	s.apply(event.ForAll(TopicMovies), event.ForAccount(1, TopicWallet), event.ForAccount(0, TopicAccount), event.ForAdmins(TopicPeople))
	for _, c := range []struct {
		name      string
		got, want Topic
	}{
		{"a guest", got(guest), TopicMovies},
		{"the account", got(alice), TopicMovies | TopicWallet},
		{"an admin", got(boss), TopicMovies | TopicPeople},
	} {
		if c.got != c.want {
			t.Errorf("%s was told %b, want %b", c.name, c.got, c.want)
		}
	}
}

// retryDB runs what it is given several times, as an engine does whose transactions
// get in each other's way, and fails at the end if it is told to.
type retryDB struct {
	DB
	runs int
	err  error
}

func (r retryDB) Update(_ context.Context, fn func(Tx) error) error {
	for range r.runs {
		if err := fn(nil); err != nil {
			return err
		}
	}
	return r.err
}

func TestShop_ChangeAnnounces(t *testing.T) {
	broken := errors.New("broken")
	for _, c := range []struct {
		name string
		db   retryDB
		fn   error
		want Topic
	}{
		{"committed", retryDB{runs: 1}, nil, 1 << 1},
		{"run again", retryDB{runs: 3}, nil, 1 << 3}, // what the last run announced, and no other
		{"refused", retryDB{runs: 1}, ErrBusy, 0},
		{"not committed", retryDB{runs: 1, err: broken}, nil, 0},
		{"never run", retryDB{err: broken}, nil, 0},
	} {
		s := newShop(c.db, DefaultRules())
		news, stop := s.Listen(Actor{})
		run := 0
		err := s.change(t.Context(), func(tx *change) error {
			run++
			tx.announce(event.ForAll(1 << run))
			if len(news) > 0 {
				t.Errorf("%s: it was announced before the end", c.name)
			}
			return c.fn
		})
		var got Topic
		if len(news) > 0 {
			got = <-news
		}
		if got != c.want || !errors.Is(err, cmp.Or(c.fn, c.db.err)) {
			t.Errorf("%s: told %b, %v", c.name, got, err)
		}
		stop()
	}
}

// TestShop_OneWayToSessions holds that no method wakes, ends or cuts anything but by
// an event: on another server it would not happen.
func TestShop_OneWayToSessions(t *testing.T) {
	direct := regexp.MustCompile(`notifier\.Notify|transfers\.Cut\(|visits\.End\(`)
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	found := 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n := len(direct.FindAll(text, -1))
		if file == "change.go" {
			found = n
		} else if n > 0 && !strings.HasSuffix(file, "_test.go") {
			t.Errorf("%s reaches running sessions %d times by itself: it must announce an event", file, n)
		}
	}
	if found == 0 {
		t.Error("change.go applies nothing: this test looks for the wrong names")
	}
}

// A new password ends what came in before it, however late the event comes.
func TestShop_NewPasswordSparesTheNew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShop(nil, DefaultRules())
		var mu sync.Mutex // each session is ended in a goroutine of its own
		ended := map[string]bool{}
		enter := func(id string, stamp int64) *live.Transfer {
			a := Actor{Account: 1, Name: "alice", Stamp: stamp, Session: id}
			s.Enter(a, Visit{}, func(error) { mu.Lock(); defer mu.Unlock(); ended[id] = true })
			return s.transfers.Start(Progress{Account: 1, MovieID: 7, Size: 9}, a.owner(), ranges.Set{})
		}
		transfers := map[string]*live.Transfer{
			"old": enter("old", 5), "by key": enter("by key", 0), "asks": enter("asks", 5),
			"new": enter("new", 6), "newer": enter("newer", 7),
		}
		s.apply(newPassword(User{Account: Account{ID: 1, Stamp: 6}}, "asks"))
		synctest.Wait()
		for id, tr := range transfers {
			want := id == "old" || id == "by key"
			if cut := errors.Is(tr.Cause(), ErrRevoked); ended[id] != want || cut != want {
				t.Errorf("%s: ended %t, its transfer cut %t, want %t", id, ended[id], cut, want)
			}
		}
	})
}
