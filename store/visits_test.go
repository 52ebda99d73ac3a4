package store

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPresence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPresence()
		var ended []string
		enter := func(id string, account int64, name, key string) func() {
			time.Sleep(time.Second)
			return p.Enter(Visit{ID: id, Account: account, Name: name, Key: key, Since: time.Now()}, func(cause error) {
				if !errors.Is(cause, ErrRevoked) {
					t.Errorf("%s was ended for %v", id, cause)
				}
				ended = append(ended, id)
			})
		}
		take := func() []string { synctest.Wait(); e := ended; ended = nil; return e }

		leave := enter("a1", 1, "alice", "SHA256:a")
		enter("a2", 1, "alice", "")
		enter("b1", 2, "bob", "SHA256:b")
		enter("g1", 0, "guest", "SHA256:a")
		p.Enter(Visit{ID: "g2", Name: "guest", Since: time.Now()}, nil)

		var ids []string
		for _, v := range p.list() {
			ids = append(ids, v.ID)
		}
		if d := cmp.Diff([]string{"a1", "a2", "b1", "g1", "g2"}, ids); d != "" {
			t.Error(d)
		}
		if n := p.online(); n[1] != 2 || n[2] != 1 || n[0] != 2 {
			t.Errorf("online %v", n)
		}
		if n := p.endAccount(1, "a1", ErrRevoked); n != 1 {
			t.Errorf("ended %d", n)
		}
		if d := cmp.Diff([]string{"a2"}, take()); d != "" {
			t.Error("all but the asking session: ", d)
		}
		if n := p.endAccount(1, "a1", ErrRevoked) + p.endAccount(0, "", ErrRevoked) + p.endKey("", "", ErrRevoked); n != 0 || take() != nil {
			t.Errorf("ended %d more", n)
		}
		leave()
		leave()
		if n := p.endKey("SHA256:a", "", ErrRevoked); n != 1 {
			t.Errorf("ended %d by key", n)
		}
		if d := cmp.Diff([]string{"g1"}, take()); d != "" {
			t.Error("by key: ", d)
		}
		if n := p.endName("BOB", "", ErrRevoked); n != 1 {
			t.Errorf("ended %d by name", n)
		}
		if d := cmp.Diff([]string{"b1"}, take()); d != "" {
			t.Error("by name: ", d)
		}
	})
}
