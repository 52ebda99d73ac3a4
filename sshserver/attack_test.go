package sshserver

import (
	"encoding/binary"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
)

// attack is something that a stranger, a guest or a user does to the server.
// Whatever it is, it costs no more than a bound of memory and of goroutines,
// ends, and beside it a person who is in goes on being answered.
type attack struct {
	name   string
	does   string
	want   string       // beside the bounds
	limits limit.Limits // where the default would make the test long
	grows  int64        // MiB that the heap may grow by; 0: 8
	run    func(s *scene)
}

// The table is read from the top: who has not said a word, who is logging in,
// who is in, and who asks for files.
var attacks = []struct {
	where string
	list  []attack
}{
	{"Connect", connecting}, {"KeyExchange", exchangingKeys}, {"Login", loggingIn},
	{"Connection", onAConnection}, {"Session", inASession}, {"Screen", onAScreen}, {"Files", atTheFiles},
}

func TestAttack(t *testing.T) {
	servers := map[limit.Limits]*besieged{}
	for _, group := range attacks {
		t.Run(group.where, func(t *testing.T) {
			for _, a := range group.list {
				b := servers[a.limits]
				if b == nil {
					b = besiege(t, a.limits)
					if a.limits == (limit.Limits{}) {
						defer func() { delete(servers, a.limits) }() // ends with the group
						servers[a.limits] = b
					}
				}
				t.Run(a.name, func(t *testing.T) { b.hold(t, a) })
			}
		})
	}
}

// TestAttack_Table holds the table to be a document.
func TestAttack_Table(t *testing.T) {
	seen := map[string]bool{}
	for _, group := range attacks {
		for _, a := range group.list {
			if a.does == "" || a.want == "" || a.run == nil || seen[a.name] {
				t.Errorf("%s lacks what it does or what is expected, or is there twice", a.name)
			}
			seen[a.name] = true
		}
	}
	if len(seen) < 70 {
		t.Errorf("%d attacks, want 70 at least", len(seen))
	}
}

// besieged is a server with somebody in it who does what people do.
type besieged struct {
	*testServer
	alice     gossh.Signer
	person    *bystander
	neighbour *bystander // on a server of the same kind that is not attacked
}

// mostRoutines is how many goroutines an attack may hold while its connections
// are open: half a dozen for each of the most that one case keeps.
const mostRoutines = 200

func besiege(t *testing.T, l limit.Limits) *besieged {
	b := &besieged{testServer: newTestServer(t, Config{Limits: l}), alice: newKey(t)}
	b.user("alice", "correct horse", b.alice)
	b.user("carol", "battery staple", nil)
	b.person = b.newBystander()
	b.neighbour = newTestServer(t, Config{Limits: l}).newBystander()
	return b
}

// strangers is the sessions of everybody but the person beside them.
func (h *testServer) strangers() []*channel {
	return slices.DeleteFunc(sessionsOf(h), func(v *channel) bool { return v.who().Addr == personsAddress })
}

// hold runs one attack and holds it to its bounds.
func (b *besieged) hold(t *testing.T, a attack) {
	h := *b.testServer
	h.t = t
	h.server.logins.Forgive()
	h.server.logins.Noise.Forgive()
	memory, routines := heap(), runtime.NumGoroutine()

	beside := b.bystand(t)
	a.run(&scene{T: t, testServer: &h, alice: b.alice})
	if err := beside.leave(); err != nil {
		t.Errorf("%s: the person beside it %v", a.does, err)
	}
	t.Log(beside)

	eventually(t, 10*time.Second, "its goroutines end", func() bool { return runtime.NumGoroutine() <= routines+mostRoutines })
	if a.grows == 0 {
		a.grows = 8
	}
	grown := heap() - memory
	for end := time.Now().Add(10 * time.Second); grown > a.grows<<20 && time.Now().Before(end); grown = heap() - memory {
		time.Sleep(50 * time.Millisecond) // what has just ended is not given back at once
	}
	if grown > a.grows<<20 {
		t.Errorf("%s: the heap grew by %d MiB, want %d at most", a.does, grown>>20, a.grows)
	}
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// scene is where one attack happens.
type scene struct {
	*testing.T
	*testServer
	alice gossh.Signer
}

func (s *scene) must(err error) {
	s.T.Helper()
	if err != nil {
		s.T.Fatal(err)
	}
}

func (s *scene) want(ok bool, what string) {
	s.T.Helper()
	if !ok {
		s.T.Errorf("not so: %s", what)
	}
}

// connect opens a connection that says nothing yet. It is left open until the
// attack is over.
func (s *scene) connect() *raw { return s.connectFrom("") }

func (s *scene) connectFrom(addr string) *raw {
	s.T.Helper()
	r, err := dialRaw(s.addr, addr)
	s.must(err)
	_ = r.SetDeadline(time.Now().Add(2 * time.Minute)) // ends a case that hangs; a busy machine is none
	s.T.Cleanup(func() { _ = r.Close() })
	return r
}

// says connects and sends bytes.
func (s *scene) says(text string) *raw {
	s.T.Helper()
	r := s.connect()
	_, _ = io.WriteString(r, text)
	return r
}

// greeted has exchanged versions.
func (s *scene) greeted() *raw {
	s.T.Helper()
	r := s.connect()
	s.must(r.greet())
	return r
}

// begun may log in.
func (s *scene) begun() *raw {
	s.T.Helper()
	r := s.connect()
	s.must(r.begin())
	return r
}

// guest is in without having proven anything.
func (s *scene) guest() *raw {
	s.T.Helper()
	r := s.begun()
	kind, err := r.prove("guest", "none")
	s.must(err)
	s.want(kind == mAuthSuccess, "guest is let in")
	return r
}

// user is in as alice.
func (s *scene) user() *raw {
	s.T.Helper()
	r := s.begun()
	kind, err := r.sign("alice", s.alice, s.alice, "alice", r.session)
	s.must(err)
	s.want(kind == mAuthSuccess, "alice is let in")
	return r
}

// session opens a channel with a generous window.
func (s *scene) session(r *raw) int {
	s.T.Helper()
	n, err := r.channel(0, 1<<30, 32<<10)
	s.must(err)
	return n
}

// cut waits for the server to end the connection.
func (s *scene) cut(r *raw) {
	s.T.Helper()
	_ = r.SetReadDeadline(time.Now().Add(30 * time.Second)) // receive may have left less; sooner than the client would be asked whether it lives
	_, err := io.Copy(io.Discard, r.in)
	if timeout, ok := err.(net.Error); ok && timeout.Timeout() {
		s.T.Error("the connection stays open")
	}
}

// lives reports whether a connection that was not cut goes on working.
func (s *scene) lives(r *raw) {
	s.T.Helper()
	s.must(r.send(msg(mGlobalRequest, "keepalive@openssh.com", true)))
	if _, err := r.await(mRequestFailure); err != nil {
		s.T.Errorf("the connection works no more: %v", err)
	}
}

// runs reports whether a new session of the connection works. Others may still
// be answering.
func (s *scene) runs(r *raw) {
	s.T.Helper()
	const mine = 9
	n, err := r.channel(mine, 1<<20, 32<<10)
	s.must(err)
	ok, err := r.ask(n, "exec", "whoami --json")
	s.must(err)
	s.want(ok, "a command runs")
	for {
		p, err := r.await(mClose, mData)
		s.must(err)
		if binary.BigEndian.Uint32(p[1:]) != mine {
			continue
		}
		if p[0] == mClose {
			s.must(r.send(msg(mClose, n)))
			return
		}
		s.want(strings.Contains(string(p), "name"), "it answers")
	}
}

// flood sends messages until all are sent or the server reads no more, and
// reads nothing meanwhile; how many it got rid of.
func (s *scene) flood(r *raw, times int, message func(i int) []byte) (sent int) {
	_ = r.Conn.(*net.TCPConn).SetReadBuffer(4 << 10)
	var batch []byte
	for i := range times {
		batch = append(batch, r.packet(message(i))...)
		if len(batch) < 64<<10 && i < times-1 {
			continue
		}
		_ = r.SetWriteDeadline(time.Now().Add(time.Second))
		if _, err := r.Write(batch); err != nil {
			return i
		}
		batch = batch[:0]
	}
	return times
}
