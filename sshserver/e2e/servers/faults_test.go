package servers

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"syscall"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var away = flag.Duration("away", 6*time.Second, "how long the store of the movies is away")

// Three servers are used by many while each of them is killed, while the database
// restarts, its clock is set, and the store goes. Nothing that was acknowledged is lost
// or doubled, and people read one sentence meanwhile.
func TestFaults(t *testing.T) {
	c := newCluster(t, 3, "YOUKU_RATE=8")
	w := newCrowd(c)
	boss := c.person("boss", 0, c.port)
	if _, err := boss.run("register boss"); err != nil {
		t.Fatal(err)
	}
	boss.leave() // what comes next is an admin's
	c.together()
	var paid, free []movie
	stock := func(title string, size int, terms string) movie {
		m, done := w.publish(context.Background(), boss, "boss", title, size, 0, terms)
		if !done {
			t.Fatalf("%s was not published", title)
		}
		return m
	}
	for _, title := range []string{"paidxa", "paidxb", "paidxc", "paidxd", "paidxe", "paidxf", "paidxg", "paidxh"} {
		paid = append(paid, stock(title, 0, "--price 20"))
	}
	for _, title := range []string{"freexa", "freexb", "freexc"} {
		free = append(free, stock(title, 8<<20, "--free"))
	}
	boss.leave()
	w.forget("boss")

	w.begin(w.buyer("amy", 1, paid), w.buyer("ben", 2, paid), w.buyer("cat", 3, paid),
		w.fetcher("dan", 4, free), w.fetcher("eve", 5, free),
		w.publisher("small", 6, 300_000, 300*time.Millisecond), w.publisher("large", 7, 20<<20, 100*time.Millisecond))
	defer w.end()
	time.Sleep(4 * time.Second)

	for _, s := range c.each {
		f := w.declare("a server is killed", true, &store.Refusal{Code: store.ErrReceiving.Code, Wait: time.Second}, store.ErrBusy)
		c.kill(s, syscall.SIGKILL)
		time.Sleep(time.Second)
		c.start(s)
		w.over(f)
	}
	for _, how := range []syscall.Signal{syscall.SIGINT, syscall.SIGQUIT} {
		f := w.declare("the database restarts ("+how.String()+")", false, store.ErrRowsAway, store.ErrRowsUnknown)
		c.db.Halt(how)
		time.Sleep(2 * time.Second)
		c.fatal(c.db.Resume())
		w.over(f)
	}
	f := w.declare("the store is away", false, store.ErrStoreAway)
	c.haltStore()
	time.Sleep(*away)
	c.resumeStore()
	w.over(f)
	w.cutOff(c.each[2], free[0])
	w.end()
	w.verify()
	c.check()
}

// cutOff cuts a server off the database and the store, but not off the people, for more
// than half a minute: what accounts do there ends, since they may have been locked
// meanwhile. On the others the database's clock is set in that time.
func (w *crowd) cutOff(s *server, m movie) {
	c := w.c
	if !c.net.own {
		w.setClock(m)
		require(c.t, errors.New("no server can be cut off here: that takes networks of one's own, and so root"))
	}
	c.newKey("fay")
	if !w.register(context.Background(), "fay", "fay", 8, s.port) {
		c.t.Fatal("fay is not registered")
	}
	fay := c.person("fay", 8, s.port)
	defer fay.leave()
	c.fatal(fay.connect())
	session, told, err := fay.subsystem()
	c.fatal(err)
	w.forget("fay")
	f := w.declare("a server is cut off the database", true, store.ErrRowsAway, store.ErrRowsUnknown, store.ErrStoreAway,
		&store.Refusal{Code: store.ErrReceiving.Code, Wait: time.Second}, store.ErrTakenOver)
	began := time.Now()
	c.fatal(c.net.link(s.number, "down"))
	ended := make(chan error, 1)
	go func() { ended <- session.Wait() }()
	w.setClock(m)
	select {
	case <-ended:
		_, want := words.Refusal(store.ErrRowsAway)
		if after := time.Since(began); after < 25*time.Second || !saysOnly(told.String(), want.In(words.En)) {
			c.t.Errorf("a session on a server that was cut off ended after %v: %q", after, told)
		}
	case <-time.After(patience):
		c.t.Error("a session goes on on a server that was cut off")
	}
	c.fatal(c.net.link(s.number, "up"))
	w.over(f)
}

// setClock sets the database's clock while people wait: no wait gets longer, and
// none shorter, whichever server they ask.
func (w *crowd) setClock(m movie) {
	c := w.c
	for i, to := range []time.Duration{time.Hour, -time.Hour, 0} {
		name := fmt.Sprintf("gus-%d", i)
		c.newKey(name)
		if !w.register(context.Background(), name, name, 9, c.each[0].port) {
			c.t.Fatalf("%s is not registered", name)
		}
		me, there := c.person(name, 9, c.each[0].port), c.person(name, 9, c.each[1].port)
		begun := time.Now()
		_, err := me.run(fmt.Sprint("request ", m.id))
		c.fatal(err)
		answered := time.Now()
		c.setClock(to)
		c.await(name+"'s movie to be ready", func() bool { return there.ready(m) == nil })
		if least, most := time.Since(begun), time.Since(answered); least < wait-1500*time.Millisecond || most > wait+20*time.Second {
			c.t.Errorf("the clock was set to %v: the wait took %v to %v, want %v", to, most, least, wait)
		}
		c.t.Logf("the clock was set to %+v: a wait of %v took %v", to, wait, time.Since(begun).Round(time.Millisecond))
		me.leave()
		there.leave()
		w.forget(name)
	}
}

// forget is for one who does no more: no one waits for them to go on.
func (w *crowd) forget(who string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.last, who)
}
