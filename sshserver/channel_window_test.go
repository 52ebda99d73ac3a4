package sshserver

import (
	"testing"

	"youku.example/sshserver/wire"
)

// TestNarrow: only who uploads is shown a wide window.
func TestNarrow(t *testing.T) {
	h := newTestServer(t, Config{})
	alice, boss := newKey(t), newKey(t)
	h.user("alice", "", alice)
	h.admin("boss", boss)
	for _, c := range []struct {
		name string
		in   func(r *raw) (byte, error)
		want int
	}{
		{"guest", func(r *raw) (byte, error) { return r.prove("guest", "none") }, wire.NarrowWindow},
		{"alice", func(r *raw) (byte, error) { return r.sign("alice", alice, alice, "alice", r.session) }, wire.NarrowWindow},
		{"boss", func(r *raw) (byte, error) { return r.sign("boss", boss, boss, "boss", r.session) }, 2 << 20},
	} {
		r, err := dialRaw(h.addr, "")
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if err := r.begin(); err != nil {
			t.Fatal(err)
		}
		if kind, err := c.in(r); err != nil || kind != mAuthSuccess {
			t.Fatal(kind, err)
		}
		if _, err := r.channel(1, 1<<20, 32<<10); err != nil || r.windows[1] != c.want {
			t.Errorf("%s: a window of %d, %v, want %d", c.name, r.windows[1], err, c.want)
		}
	}
}
