package sshserver

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/store/names"
)

// knocking is a server and those who may log in: people with keys and passwords, and what they are.
type knocking struct {
	*testServer
	alice, boss, stranger gossh.Signer
	ids                   map[string]int64
}

func newKnocking(t testing.TB) *knocking {
	k := &knocking{testServer: newTestServer(t, Config{}), alice: newKey(t), boss: newKey(t), stranger: newKey(t), ids: map[string]int64{}}
	k.vouch("boss", k.boss)
	k.ids["alice"] = k.user("alice", "all of alice", k.alice).ID
	k.ids["carol"] = k.user("carol", "all of carol", nil).ID
	k.ids["boss"] = k.user("boss", "all of boss", nil).ID
	return k
}

// knock is one step on a connection; is is whom it alone makes of the client,
// nil for no one.
type knock struct {
	name string
	do   func(r *raw) (byte, error)
	is   *store.Actor
}

// all is every kind of step under every name.
func (k *knocking) all() []knock {
	keys := []struct {
		whose string
		gossh.Signer
	}{{"alice's", k.alice}, {"boss's", k.boss}, {"a stranger's", k.stranger}}
	var list []knock
	for _, name := range []string{"alice", "ALICE", "carol", "boss", "guest", "new", "no-one-here"} {
		account := strings.ToLower(name)
		add := func(what string, is *store.Actor, do func(r *raw) (byte, error)) {
			list = append(list, knock{name + ", " + what, do, is})
		}
		noActor := (*store.Actor)(nil)
		visitor := &store.Actor{Name: name, Role: store.RoleGuest}
		none := noActor
		if name == "guest" {
			none = visitor
		}
		add("none", none, func(r *raw) (byte, error) { return r.prove(name, "none") })
		for _, own := range keys {
			whose, key := own.whose, own.Signer
			add("offers "+whose+" key", noActor, func(r *raw) (byte, error) { return r.offer(name, key) })
			proven := noActor
			switch {
			case name == "new":
				proven = &store.Actor{Name: "new", Role: store.RoleGuest, Key: fingerprint(key)}
			case account == "alice" && key == k.alice:
				proven = &store.Actor{Name: "alice", Role: store.RoleUser, Account: k.ids["alice"], Key: fingerprint(key)}
			case account == "boss" && key == k.boss:
				proven = &store.Actor{Name: "boss", Role: store.RoleAdmin, Account: k.ids["boss"], Key: fingerprint(key)}
			}
			add("proves "+whose+" key", proven, func(r *raw) (byte, error) { return r.sign(name, key, key, name, r.session) })
		}
		for _, text := range []string{"", "all of alice", "all of carol", "all of boss"} {
			by := noActor
			if id, is := k.ids[account]; is && text == "all of "+account {
				by = &store.Actor{Name: account, Role: store.RoleUser, Account: id}
			}
			add(fmt.Sprintf("password %q", text), by, func(r *raw) (byte, error) { return r.prove(name, "password", false, text) })
			answered := by
			if name == "new" || text == "" {
				answered = visitor
			}
			add(fmt.Sprintf("answers %q", text), answered, func(r *raw) (byte, error) {
				kind, err := r.prove(name, "keyboard-interactive", "", "")
				if kind != mAuthInfo || err != nil {
					return kind, err
				}
				if err := r.send(msg(mAuthAnswer, 1, text)); err != nil {
					return 0, err
				}
				p, err := r.await(mAuthSuccess, mAuthFailure)
				if err != nil {
					return 0, err
				}
				return p[0], nil
			})
		}
	}
	return list
}

// TestIdentity_EveryMixture: however keys, names and methods are mixed on a
// connection, it ends as whom the step that was let in proves, as if nothing
// had come before, or as no one.
func TestIdentity_EveryMixture(t *testing.T) {
	k := newKnocking(t)
	steps := k.all()
	const seed = 20260401
	choose := rand.New(rand.NewPCG(seed, 0))
	came := map[string]int{}
	for i := range 100 {
		k.server.logins.Noise.Forgive()
		r, err := dialRaw(k.addr, "")
		if err != nil {
			t.Fatal(err)
		}
		_ = r.SetDeadline(time.Now().Add(20 * time.Second))
		if err := r.begin(); err != nil {
			t.Fatal(err)
		}
		var story []string
		var is *store.Actor
		for range 5 {
			k.server.logins.Forgive()
			step := steps[choose.IntN(len(steps))]
			story = append(story, step.name)
			kind, err := step.do(r)
			if err != nil {
				t.Fatalf("%d, %s: %v", i, story, err)
			}
			if (kind == mAuthSuccess) != (step.is != nil) {
				t.Fatalf("%d, %s: let in is %v", i, story, kind == mAuthSuccess)
			}
			if is = step.is; is != nil {
				break
			}
		}
		if is != nil {
			came[string(is.Role)]++
			if got := k.whoIs(t, r); got.Account != is.Account || got.Role != is.Role || got.Key != is.Key ||
				names.Fold(got.Name) != names.Fold(is.Name) {
				t.Fatalf("%d, %s: is %+v, want %+v", i, story, got, *is)
			}
		}
		_ = r.Close()
	}
	for _, role := range []store.Role{store.RoleGuest, store.RoleUser, store.RoleAdmin} {
		if came[string(role)] == 0 {
			t.Errorf("no mixture came in as %s: %v", role, came)
		}
	}
}

// whoIs opens a session and answers whom the server takes the client for.
func (k *knocking) whoIs(t *testing.T, r *raw) store.Actor {
	t.Helper()
	n, err := r.channel(0, 1<<20, 32<<10)
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := r.ask(n, "exec", "whoami"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if _, err := r.await(mClose); err != nil {
		t.Fatal(err)
	}
	return k.shop.lastActor()
}

// TestIdentity_NamesLookAlike: known and unknown names, those with a key, with
// a password, vouched for, locked and reserved ones are answered by the same
// bytes in the same order, but for what a right proof opens.
func TestIdentity_NamesLookAlike(t *testing.T) {
	k := newKnocking(t)
	k.user("dave", "", newKey(t))
	k.user("erin", "all of erin", nil)
	k.lock("erin")
	k.vouch("frank", newKey(t))
	want := ""
	for _, name := range []string{"no-one-here", "alice", "carol", "dave", "erin", "frank", "boss", "root", "admin", "管理员", "", strings.Repeat("x", 300)} {
		k.server.logins.Forgive()
		k.server.logins.Noise.Forgive()
		r, err := dialRaw(k.addr, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := r.begin(); err != nil {
			t.Fatal(err)
		}
		var heard bytes.Buffer
		hear := func(answers int, send ...byte) {
			if err := r.send(send); err != nil {
				t.Fatal(err)
			}
			for range answers {
				p, err := r.receive()
				if err != nil {
					t.Fatal(err)
				}
				fmt.Fprintf(&heard, "%q\n", p)
			}
		}
		request := func(method string, fields ...any) []byte {
			return msg(mAuthRequest, append([]any{name, "ssh-connection", method}, fields...)...)
		}
		hear(1, request("none")...)
		hear(1, request("publickey", false, "ssh-ed25519", string(k.stranger.PublicKey().Marshal()))...)
		hear(1, request("password", false, "")...)
		hear(1, request("password", false, "battery staple")...)
		hear(2, request("keyboard-interactive", "", "")...) // the line in Chinese, and the prompt
		hear(1, msg(mAuthAnswer, 1, "battery staple")...)
		hear(1, request("keyboard-interactive", "", "")...)
		hear(1, msg(mAuthAnswer, 1, "")...)
		_ = r.Close()
		if want == "" {
			want = heard.String()
		}
		if heard.String() != want {
			t.Errorf("%.20q hears\n%s\nwant\n%s", name, heard.String(), want)
		}
	}
}

// TestIdentity_SameWork: a wrong password costs the server the same for every
// name. Hashing one is nearly all that is allocated, so the sum of it tells
// how many times that was done, whatever else the machine does meanwhile.
func TestIdentity_SameWork(t *testing.T) {
	k := newKnocking(t)
	k.user("dave", "", newKey(t))
	work := func(name string) uint64 {
		var least uint64 = math.MaxUint64
		for range 3 { // another goroutine may allocate beside one of them
			k.server.logins.Forgive()
			r, err := dialRaw(k.addr, "")
			if err != nil {
				t.Fatal(err)
			}
			if err := r.begin(); err != nil {
				t.Fatal(err)
			}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			if kind, err := r.prove(name, "password", false, "battery staple"); kind != mAuthFailure || err != nil {
				t.Fatal(kind, err)
			}
			runtime.ReadMemStats(&after)
			least = min(least, after.TotalAlloc-before.TotalAlloc)
			_ = r.Close()
		}
		return least
	}
	unknown := work("no-one-here")
	if unknown < 8<<20 {
		t.Fatalf("an unknown name costs %d bytes: no password was hashed", unknown)
	}
	for _, name := range []string{"alice", "dave", "root"} {
		if known := work(name); math.Abs(float64(known)-float64(unknown)) > float64(unknown)/10 {
			t.Errorf("a wrong password for %s costs %d bytes, for an unknown name %d", name, known, unknown)
		}
	}
}

// BenchmarkIdentity_Time measures how long wrong passwords take for a known and
// for an unknown name, by turns, and whether a stranger could tell which is
// which: z is Mann and Whitney's, and below 2 it can't be told.
func BenchmarkIdentity_Time(b *testing.B) {
	for range b.N {
		b.StopTimer()
		k := newKnocking(b)
		took := map[string][]float64{}
		for range 400 {
			name := []string{"carol", "no-one-here"}[rand.IntN(2)] // by turns, the collector would run for one of them
			k.server.logins.Forgive()
			k.server.logins.Noise.Forgive()
			r, err := dialRaw(k.addr, "")
			if err != nil {
				b.Fatal(err)
			}
			if err := r.begin(); err != nil {
				b.Fatal(err)
			}
			began := time.Now()
			if _, err := r.prove(name, "password", false, "battery staple"); err != nil {
				b.Fatal(err)
			}
			took[name] = append(took[name], time.Since(began).Seconds()*1000)
			_ = r.Close()
		}
		known, unknown := took["carol"], took["no-one-here"]
		b.ReportMetric(mannWhitney(known, unknown), "z")
		slices.Sort(known)
		slices.Sort(unknown)
		b.ReportMetric(known[len(known)/2], "known-ms")
		b.ReportMetric(unknown[len(unknown)/2], "unknown-ms")
	}
}

// mannWhitney is how far the ranks of two samples are from those of one, in
// standard deviations.
func mannWhitney(a, b []float64) float64 {
	type value struct {
		v float64
		a bool
	}
	var all []value
	for _, v := range a {
		all = append(all, value{v, true})
	}
	for _, v := range b {
		all = append(all, value{v, false})
	}
	slices.SortFunc(all, func(x, y value) int {
		if x.v < y.v {
			return -1
		}
		return 1
	})
	ranks := 0.0
	for i, v := range all {
		if v.a {
			ranks += float64(i + 1)
		}
	}
	n, m := float64(len(a)), float64(len(b))
	u := ranks - n*(n+1)/2
	return math.Abs(u-n*m/2) / math.Sqrt(n*m*(n+m+1)/12)
}
