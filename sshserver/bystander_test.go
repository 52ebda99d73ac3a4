package sshserver

import (
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pkg/sftp"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/media/demo"
	"youku.example/store"
)

// personsAddress is where bystanders come from.
const personsAddress = "127.0.0.9"

// What a bystander does, all at once and again and again.
const (
	comesIn = iota
	runsCommand
	pressesKey
	fetchesFile
	deeds
)

var deedNames = [deeds]string{"comes in anew", "runs a command", "presses a key", "fetches a file"}

// bystander is a person at another address who minds their own business: they
// log in anew, ask for something on a line (and have something written down
// every other time), press keys on a screen, and fetch a movie over SFTP.
type bystander struct {
	server   *testServer
	name     string
	password string
	key      gossh.Signer
	movie    string // its path
	done     [deeds]atomic.Int64
}

// newBystander makes the account of somebody who does not wait for downloads,
// and a movie to download.
func (h *testServer) newBystander() *bystander {
	h.t.Helper()
	ctx := h.t.Context()
	must := func(err error) {
		h.t.Helper()
		if err != nil {
			h.t.Fatal(err)
		}
	}
	b := &bystander{server: h, name: "dora", password: "minds her own", key: newKey(h.t)}
	keeper := newKey(h.t)
	h.vouch("keeper", keeper)
	h.shop.person = personsAddress
	as := func(name string, role store.Role, k gossh.Signer) store.Actor {
		return store.Actor{Account: h.user(name, b.password, k).ID, Name: name, Role: role, Key: fingerprint(k), Session: name, Addr: personsAddress}
	}
	dora, boss := as(b.name, store.RoleUser, b.key), as("keeper", store.RoleAdmin, keeper)
	_, err := h.shop.Credit(ctx, boss, b.name, 100_00, "")
	must(err)
	_, err = h.shop.BuyVIP(ctx, dora, "month")
	must(err)
	up, err := h.intake.Create(ctx, boss, "film.mp4")
	must(err)
	_, err = up.WriteAt(demo.Clips()[4].Open(), 0)
	must(errors.Join(err, up.Close(true)))
	for row := (store.Incoming{}); row.State != store.Arrived; time.Sleep(time.Millisecond) {
		row, err = h.intake.Stat(ctx, boss, "film.mp4")
		must(err)
	}
	m, err := h.intake.Publish(ctx, boss, "film.mp4", store.Publication{Title: "星空 Starry Sky", Free: true}, nil)
	must(err)
	d, err := h.shop.Request(ctx, dora, m.ID)
	must(err)
	b.movie = d.Path()
	return b
}

// dial logs in from the bystanders' address.
func (b *bystander) dial(with ...gossh.AuthMethod) (*gossh.Client, error) {
	nc, err := (&net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(personsAddress)}}).Dial("tcp", b.server.addr)
	if err != nil {
		return nil, err
	}
	conn, chans, reqs, err := gossh.NewClientConn(nc, b.server.addr, b.server.client(b.name, with...))
	if err != nil {
		return nil, err
	}
	return gossh.NewClient(conn, chans, reqs), nil
}

// life is one stay of a bystander on a server.
type life struct {
	*bystander
	client *gossh.Client
	keys   io.Writer
	seen   watchedScreen
	files  *sftp.Client
	gone   chan struct{} // closed with the connection
	stop   chan struct{}
	halt   func()
	over   sync.WaitGroup
	ended  [deeds]atomic.Bool
	wrong  chan error
}

// watchedScreen counts the writes that arrive.
type watchedScreen struct{ came chan struct{} }

func (w watchedScreen) Write(p []byte) (int, error) {
	select {
	case w.came <- struct{}{}:
	default:
	}
	return len(p), nil
}

// begin comes in and does everything until it is told to stop; after is called
// whenever a deed is done.
func (b *bystander) begin(t *testing.T, after func(deed int)) *life {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("the person beside it comes in: %v", err)
		}
	}
	l := &life{
		bystander: b, seen: watchedScreen{make(chan struct{}, 1)},
		gone: make(chan struct{}), stop: make(chan struct{}), wrong: make(chan error, deeds),
	}
	l.halt = sync.OnceFunc(func() { close(l.stop) })
	var err error
	l.client, err = b.dial(keysOf(b.key)...)
	must(err)
	go func() { _ = l.client.Wait(); close(l.gone) }()
	t.Cleanup(func() { l.halt(); _ = l.client.Close(); l.over.Wait() })
	s, err := l.client.NewSession()
	must(err)
	s.Stdout = l.seen
	l.keys, err = s.StdinPipe()
	must(err)
	must(s.RequestPty("xterm-256color", 24, 80, nil))
	must(s.Shell())
	must(l.see())
	l.files, err = sftp.NewClient(l.client)
	must(err)
	for deed, do := range []func(round int) error{comesIn: l.comeIn, runsCommand: l.run, pressesKey: l.press, fetchesFile: l.fetch} {
		l.over.Go(func() {
			defer l.ended[deed].Store(true)
			for round := 0; ; round++ {
				select {
				case <-l.stop:
					return
				default:
				}
				if err := do(round); err != nil {
					l.wrong <- fmt.Errorf("%s, round %d: %w", deedNames[deed], round, err)
					return
				}
				l.done[deed].Add(1)
				after(deed)
				time.Sleep(10 * time.Millisecond) // a person's pause; nothing is measured by it
			}
		})
	}
	return l
}

// end lets it finish what it is doing and go.
func (l *life) end() {
	l.halt()
	l.over.Wait()
	_ = l.files.Close()
	_ = l.client.Close()
}

func (l *life) comeIn(round int) error {
	with := keysOf(l.key)
	if round%4 == 1 {
		with = []gossh.AuthMethod{gossh.Password(l.password)}
	}
	c, err := l.dial(with...)
	if err != nil {
		return err
	}
	return c.Close()
}

func (l *life) run(round int) error {
	line := []string{"whoami --json", "language en", "movies --json", "language zh"}[round%4]
	out, err := runLine(l.client, line)
	if err == nil && round%2 == 0 && len(out) < 10 {
		err = fmt.Errorf("%s answers %q", line, out)
	}
	return err
}

// press types into the search, where each letter looks anew, and waits to see
// it. Now and then it begins again. No two of these keys undo each other, so
// each is seen, however many come between two frames.
func (l *life) press(round int) error {
	select {
	case <-l.seen.came:
	default:
	}
	keys := "a"
	switch round % 16 {
	case 0:
		keys = "/a"
	case 15:
		keys = "\x1b"
	}
	if _, err := io.WriteString(l.keys, keys); err != nil {
		return err
	}
	return l.see()
}

func (l *life) see() error {
	select {
	case <-l.seen.came:
		return nil
	case <-l.gone:
		return errors.New("the connection is gone")
	}
}

func (l *life) fetch(int) error {
	f, err := l.files.Open(l.movie)
	if err != nil {
		return err
	}
	n, err := io.Copy(io.Discard, f)
	if err == nil && n < 1000 {
		err = fmt.Errorf("%d bytes of a movie", n)
	}
	return errors.Join(err, f.Close())
}

// mostBehind is how often somebody next door does a thing while the person in
// the besieged server does it once. Two people of whom no one is held up do it
// in turns, more or less: on a busy machine one may be 30 ahead for a moment.
// Who waits for a grace of eight seconds is hundreds behind.
const mostBehind = 100

// beside holds the bystander of a besieged server against one on a server next
// door, in the same process, that no one attacks. Both do the same and have the
// same processors, so no clock is needed to tell when somebody waits for what
// an attacker holds: the other goes on.
type beside struct {
	t           *testing.T
	here, there *life
	began       [deeds]int64
	last        [deeds]atomic.Int64 // what was done next door when a deed was done here
	behind      [deeds]atomic.Int64 // the most that was done there meanwhile
}

func (b *besieged) bystand(t *testing.T) *beside {
	t.Helper()
	s := &beside{t: t, there: b.neighbour.begin(t, func(int) {})}
	for d := range deeds {
		s.began[d] = b.person.done[d].Load()
		s.last[d].Store(b.neighbour.done[d].Load())
	}
	s.here = b.person.begin(t, s.did)
	return s
}

// did notes how far a deed that was just done is behind.
func (s *beside) did(deed int) {
	now := s.there.done[deed].Load()
	s.behind[deed].Store(max(s.behind[deed].Load(), now-s.last[deed].Swap(now)))
}

// late tells the deed that has been waited for too long by now; "" for none.
func (s *beside) late() string {
	for d := range deeds {
		if s.here.ended[d].Load() {
			continue
		}
		if behind := max(s.behind[d].Load(), s.there.done[d].Load()-s.last[d].Load()); behind > mostBehind {
			return fmt.Sprintf("%s once while somebody next door does it %d times", deedNames[d], behind)
		}
	}
	return ""
}

// leave waits until everything was done once more while the attackers are
// still there, and tells how the person was held up.
func (s *beside) leave() error {
	stuck := time.After(time.Minute) // next door nothing goes on either
	left := make(chan struct{})
	leaving := false
	for {
		if late := s.late(); late != "" {
			return errors.New(late)
		}
		if !leaving && s.lived() {
			leaving = true
			go func() { s.here.end(); close(left) }()
		}
		select {
		case <-left:
			s.there.end()
			return nil
		case err := <-s.here.wrong:
			return err
		case err := <-s.there.wrong:
			return fmt.Errorf("next door: %w", err)
		case <-stuck:
			return fmt.Errorf("nothing goes on: %v", s)
		case <-time.After(5 * time.Millisecond):
		}
	}
}

func (s *beside) lived() bool {
	for d := range deeds {
		if s.here.done[d].Load() < s.began[d]+1 {
			return false
		}
	}
	return true
}

func (s *beside) String() string {
	text := "behind somebody next door:"
	for d := range deeds {
		text += fmt.Sprintf(" %s %d", deedNames[d], s.behind[d].Load())
	}
	return text
}
