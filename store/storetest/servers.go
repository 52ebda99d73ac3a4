package storetest

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// The servers of one library hear of each other's changes within so long: a read and
// what it takes. What no event told them they find out by asking.
const (
	heardWithin = 400 * time.Millisecond
	foundWithin = 6 * time.Second
	lostAfter   = 30 * time.Second
)

// testServers holds what two servers over the same rows owe each other.
func testServers(t *testing.T, open Opener) {
	for _, c := range []struct {
		name string
		test func(*servers)
	}{
		{"Look", serversLook},
		{"End", serversEnd},
		{"Cut", serversCut},
		{"NothingUndone", serversNothingUndone},
		{"EventsLost", serversEventsLost},
		{"OwnPassword", serversOwnPassword},
		{"Away", serversAway},
		{"Busy", serversBusy},
		{"Here", serversHere},
		{"Clock", serversClock},
		{"AdminKeys", serversAdminKeys},
		{"Rules", serversRules},
		{"Calendar", serversCalendar},
		{"Bounds", serversBounds},
		{"Watched", serversWatched},
		{"OperatorsPassword", serversOperatorsPassword},
		{"Records", serversRecords},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				db, err := open(dir)
				if err != nil {
					t.Fatal(err)
				}
				defer db.Close()
				rows := newSharedRows(db)
				one := func(string) (store.DB, error) { return &sharedServer{sharedRows: rows}, nil }
				s := &servers{testShop: newTestShopIn(t, one, dir), rows: rows}
				defer s.shop.Close()
				s.otherDB = &sharedServer{sharedRows: rows}
				s.other, err = store.Open(s.ctx, s.otherDB, store.DefaultRules())
				s.must(err)
				defer s.other.Close()
				time.Sleep(heardWithin / 4) // a test acts between two reads
				c.test(s)
			})
		})
	}
}

// servers are two shops over the same rows; testShop.shop is one of them.
type servers struct {
	*testShop
	rows    *sharedRows
	other   *store.Shop
	otherDB *sharedServer
}

// sessionAt is a session that has come to one of the shops.
type sessionAt struct {
	h     *testShop
	name  string
	ended chan error
	news  <-chan store.Topic
	leave func()
}

func (s *servers) enter(shop *store.Shop, a store.Actor) *sessionAt {
	v := &sessionAt{h: s.testShop, name: a.Session, ended: make(chan error, 1)}
	leave := shop.Enter(a, store.Visit{Protocol: store.ProtocolTUI}, func(cause error) { v.ended <- cause })
	news, stop := shop.Listen(a)
	v.news, v.leave = news, func() { stop(); leave() }
	return v
}

// was checks for what the session was ended by now; nil: it wasn't.
func (v *sessionAt) was(want error) {
	v.h.t.Helper()
	synctest.Wait()
	select {
	case got := <-v.ended:
		if !errors.Is(got, want) {
			v.h.t.Errorf("%s was ended for %v, want %v", v.name, got, want)
		}
	default:
		if want != nil {
			v.h.t.Errorf("%s goes on, and was to be ended for %v", v.name, want)
		}
	}
}

// told is what the session was told to look at since the last call.
func (v *sessionAt) told() store.Topic {
	synctest.Wait()
	select {
	case topics := <-v.news:
		return topics
	default:
		return 0
	}
}

func at(a store.Actor, session string) store.Actor { a.Session = session; return a }

func serversLook(s *servers) {
	alice, m := s.rich("alice", 5000), s.movie("城南旧事", 2000)
	time.Sleep(time.Second)
	here, there := s.enter(s.shop, alice), s.enter(s.other, at(alice, "alice/2"))
	bob, guest := s.enter(s.other, s.person("bob")), s.enter(s.other, store.Actor{Role: store.RoleGuest, Session: "guest/1"})
	time.Sleep(time.Second)
	for _, v := range []*sessionAt{here, there, bob, guest} {
		v.told()
	}

	_, err := s.shop.Buy(s.ctx, alice, m.ID, nil)
	s.must(err)
	bought := store.TopicWallet | store.TopicDownloads | store.TopicMovies
	equal(s.testShop, "told here, at once", here.told(), bought)
	time.Sleep(heardWithin)
	equal(s.testShop, "told there", there.told(), bought)
	equal(s.testShop, "told another", bob.told(), 0)
	_, err = s.other.Post(s.ctx, s.boss, "停机", "今晚")
	s.must(err)
	time.Sleep(heardWithin)
	for _, v := range []*sessionAt{here, there, bob, guest} {
		equal(s.testShop, "told of a notice: "+v.name, v.told(), store.TopicNotices)
	}
	time.Sleep(time.Minute)
	for _, v := range []*sessionAt{here, there, bob, guest} {
		equal(s.testShop, "told once more: "+v.name, v.told(), 0)
		v.was(nil)
	}
}

func serversEnd(s *servers) {
	alice, bob, boss := s.person("alice"), s.person("bob"), s.enter(s.other, at(s.boss, "boss/2"))
	a1, a2, a3 := s.enter(s.shop, alice), s.enter(s.shop, at(alice, "alice/2")), s.enter(s.other, at(alice, "alice/3"))
	b1, guest := s.enter(s.other, bob), s.enter(s.other, store.Actor{Role: store.RoleGuest, Name: "visitor", Session: "guest/1"})

	_, err := s.shop.ChangePassword(s.ctx, alice, "correct horse")
	s.must(err)
	a2.was(store.ErrRevoked)
	a3.was(nil) // not yet
	time.Sleep(heardWithin)
	a3.was(store.ErrRevoked)
	a1.was(nil)
	b1.was(nil)

	s.must(s.shop.Lock(s.ctx, s.boss, "bob"))
	time.Sleep(heardWithin)
	b1.was(store.ErrLocked)
	s.refused(s.other.CheckActive(s.ctx, bob), store.ErrLocked)
	b1.leave()

	_, err = s.shop.Kick(s.ctx, s.boss, "alice")
	s.must(err)
	a1.was(store.ErrKicked)
	a1.leave()
	a4 := s.enter(s.other, at(alice, "alice/4")) // after the kick, before it is heard of
	time.Sleep(heardWithin)
	a4.was(store.ErrKicked) // a kick ends who is here: this one may come again
	guest.was(nil)
	boss.was(nil)
}

// What the operator sets, by a program of its own, all servers hear of.
func serversOperatorsPassword(s *servers) {
	carol := s.person("carol")
	_, err := s.shop.ChangePassword(s.ctx, carol, "correct horse")
	s.must(err)
	account, err := s.shop.Login(s.ctx, "carol", "correct horse")
	s.must(err)
	a := store.Actor{Account: account.ID, Name: "carol", Role: store.RoleUser, Stamp: account.Stamp}
	for _, shop := range []*store.Shop{s.shop, s.other} {
		following, stop := context.WithCancel(s.ctx)
		defer stop()
		go shop.FollowPasswords(following, time.Second, func(err error) { s.t.Error(err) })
	}
	here, there := s.enter(s.shop, at(a, "carol/2")), s.enter(s.other, at(a, "carol/3"))
	_, err = store.SetPassword(s.ctx, &sharedServer{sharedRows: s.rows}, "carol", "battery staple")
	s.must(err)
	time.Sleep(heardWithin)
	here.was(store.ErrRevoked)
	there.was(store.ErrRevoked)
}

func serversCut(s *servers) {
	m := s.movie("城南旧事", 0)
	paid := s.movie("狂飙", 2000)
	alice := s.rich("alice", 5000)
	s.vip(alice)
	_, err := s.shop.Buy(s.ctx, alice, paid.ID, nil)
	s.must(err)
	fetch := func(movie int64) *store.Transfer {
		s.t.Helper()
		s.request(alice, movie)
		tr, err := s.other.OpenDownload(s.ctx, alice, movie, store.ProtocolSFTP, "x")
		s.must(err)
		return tr
	}
	free, bought := fetch(m.ID), fetch(paid.ID)
	defer free.Close()
	defer bought.Close()

	_, err = s.shop.Refund(s.ctx, s.boss, "alice", paid.ID)
	s.must(err)
	time.Sleep(heardWithin)
	s.refused(bought.Cause(), store.ErrCutOff)
	s.must(s.shop.Delete(s.ctx, s.boss, m.ID))
	time.Sleep(2 * foundWithin)
	s.must(free.Cause()) // it finishes
	_, err = s.shop.TakeDown(s.ctx, s.boss, m.ID)
	s.must(err)
	time.Sleep(heardWithin)
	s.refused(free.Cause(), store.ErrCutOff)
}

// A change that came to nothing is no event.
func serversNothingUndone(s *servers) {
	alice, m := s.person("alice"), s.movie("狂飙", 2000)
	before := s.rows.count()
	_, err := s.shop.Buy(s.ctx, alice, m.ID, nil)
	s.refused(err, store.ErrFunds)
	_, err = s.shop.Post(s.ctx, alice, "停机", "今晚")
	s.refused(err, store.ErrNotAllowed)
	s.refused(s.shop.Lock(s.ctx, s.boss, "boss"), store.ErrYourself)
	equal(s.testShop, "events", s.rows.count(), before)
}

// What no event told a server of, it finds out.
func serversEventsLost(s *servers) {
	m := s.movie("城南旧事", 0)
	alice, tr := s.sending("alice", m)
	s.must(tr.Close())
	tr, err := s.other.OpenDownload(s.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	s.must(err)
	defer tr.Close()
	bob, carol := s.person("bob"), s.person("carol")
	_, err = s.shop.ChangePassword(s.ctx, carol, "correct horse")
	s.must(err)
	account, err := s.shop.Login(s.ctx, "carol", "correct horse")
	s.must(err)
	withWord := store.Actor{Account: account.ID, Name: "carol", Role: store.RoleUser, Stamp: account.Stamp, Session: "carol/2"}
	line, _ := newKey("second")
	_, err = s.shop.AddKey(s.ctx, bob, line)
	s.must(err)
	b1, c1, c2 := s.enter(s.other, bob), s.enter(s.other, carol), s.enter(s.other, withWord)
	a1, boss := s.enter(s.other, alice), s.enter(s.other, at(s.boss, "boss/2"))
	time.Sleep(2 * foundWithin)
	for _, v := range []*sessionAt{a1, b1, c1, c2, boss} {
		v.was(nil)
	}

	s.must(s.shop.RemoveKey(s.ctx, bob, bob.Key))
	_, err = s.shop.SetPasswordOf(s.ctx, s.boss, "carol", "battery staple")
	s.must(err)
	s.rows.lose()
	time.Sleep(foundWithin)
	b1.was(store.ErrRevoked)
	c2.was(store.ErrRevoked)
	c1.was(nil) // its key opens the account still
	a1.was(nil)
	s.must(tr.Cause())

	s.must(s.shop.Lock(s.ctx, s.boss, "carol"))
	_, err = s.shop.TakeDown(s.ctx, s.boss, m.ID)
	s.must(err)
	s.rows.lose()
	time.Sleep(foundWithin)
	c1.was(store.ErrLocked)
	s.refused(tr.Cause(), store.ErrCutOff)
	a1.was(nil)

	s.other.Vouch(func(string, string) bool { return false })
	time.Sleep(foundWithin)
	boss.was(store.ErrRevoked)
	a1.was(nil)
}

// A session that changes its own password goes on, however often it is asked about.
func serversOwnPassword(s *servers) {
	carol := s.person("carol")
	_, err := s.shop.ChangePassword(s.ctx, carol, "correct horse")
	s.must(err)
	account, err := s.shop.Login(s.ctx, "carol", "correct horse")
	s.must(err)
	a := store.Actor{Account: account.ID, Name: "carol", Role: store.RoleUser, Stamp: account.Stamp, Session: "carol/2"}
	v := s.enter(s.other, a)
	for range 3 {
		a, err = s.other.ChangePassword(s.ctx, a, "battery staple")
		s.must(err)
		time.Sleep(2 * foundWithin)
		v.was(nil)
		s.must(s.other.CheckActive(s.ctx, a))
	}
}

func serversAway(s *servers) {
	m := s.movie("城南旧事", 0)
	alice, tr := s.sending("alice", m)
	s.must(tr.Close())
	var faults []error
	s.other.OnFault(func(err error) { faults = append(faults, err) })
	a1, guest := s.enter(s.other, alice), s.enter(s.other, store.Actor{Role: store.RoleGuest, Session: "guest/1"})
	here := s.enter(s.shop, at(alice, "alice/2"))
	tr, err := s.other.OpenDownload(s.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	s.must(err)
	time.Sleep(foundWithin) // asked about
	a1.told()

	// For a moment: nothing ends, and all look again.
	s.otherDB.setAway(true)
	time.Sleep(lostAfter / 2)
	_, err = s.shop.Post(s.ctx, s.boss, "停机", "今晚")
	s.must(err)
	s.otherDB.setAway(false)
	time.Sleep(2 * time.Second)
	a1.was(nil)
	s.must(tr.Cause())
	if got := a1.told(); got&store.TopicMovies == 0 || got&store.TopicNotices == 0 {
		s.t.Errorf("once the rows were back alice was told %b", got)
	}

	// For longer: an account may have been locked meanwhile.
	time.Sleep(foundWithin)
	s.otherDB.setAway(true)
	time.Sleep(lostAfter - foundWithin)
	a1.was(nil)
	time.Sleep(foundWithin + time.Second)
	a1.was(store.ErrRowsAway)
	s.refused(tr.Cause(), store.ErrRowsAway)
	guest.was(nil)
	here.was(nil)
	a1.leave()

	s.otherDB.setAway(false)
	s.must(tr.Close())
	time.Sleep(2 * time.Second)
	again := s.enter(s.other, at(alice, "alice/3"))
	s.must(s.other.CheckActive(s.ctx, at(alice, "alice/3")))
	time.Sleep(2 * lostAfter)
	again.was(nil)
	equal(s.testShop, "faults", len(faults), 4)
	for i, err := range faults {
		equal(s.testShop, "a fault, and its end", err != nil, i%2 == 0)
	}
}

// A server whose views all wait for their turn knows what it must in time,
// and ends no one.
func serversBusy(s *servers) {
	alice, bob := s.person("alice"), s.person("bob")
	a1, b1 := s.enter(s.other, alice), s.enter(s.other, bob)
	var faults []error
	s.other.OnFault(func(err error) { faults = append(faults, err) })
	s.otherDB.setBusy(true)
	time.Sleep(2 * lostAfter)
	a1.was(nil)
	if len(faults) > 0 {
		s.t.Errorf("a busy server says %v", faults)
	}
	s.must(s.shop.Lock(s.ctx, s.boss, "bob"))
	time.Sleep(foundWithin)
	b1.was(store.ErrLocked)
	s.otherDB.setBusy(false)
}

// Lists and counts are of all servers that live.
func serversHere(s *servers) {
	const dead = 8 * time.Second
	m := s.movie("城南旧事", 0)
	alice, tr := s.sending("alice", m)
	s.must(tr.Close())
	carol, boss := s.enter(s.shop, s.person("carol")), s.enter(s.shop, s.boss)
	boss.told()
	tr, err := s.other.OpenDownload(s.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	s.must(err)
	defer tr.Close()
	tr.Sent(0, 300)
	a1, a2 := s.enter(s.other, alice), s.enter(s.other, at(alice, "alice/2"))
	guest := s.enter(s.other, store.Actor{Role: store.RoleGuest, Name: "visitor", Session: "guest/1"})
	time.Sleep(2 * beat)

	listed := func(shop *store.Shop) (all string) {
		s.t.Helper()
		list, err := shop.Visits(s.ctx, s.boss)
		s.must(err)
		for _, v := range list {
			all += v.ID + " "
		}
		return all
	}
	everybody := "boss/1 carol/1 alice/1 alice/2 guest/1 "
	for _, shop := range []*store.Shop{s.shop, s.other} {
		if got := listed(shop); len(got) != len(everybody) {
			s.t.Errorf("here are %q, want %q", got, everybody)
		}
		people, err := shop.People(s.ctx, s.boss, "alice")
		s.must(err)
		equal(s.testShop, "alice is here", people[0].Online, 2)
		moves, err := shop.Transfers(s.ctx, s.boss)
		s.must(err)
		equal(s.testShop, "transfers", len(moves), 1)
		equal(s.testShop, "of a movie", moves[0].MovieID, m.ID)
		equal(s.testShop, "sent", moves[0].Sent, 300)
	}
	if got := boss.told(); got&store.TopicPeople == 0 {
		s.t.Errorf("an admin was told %b of those who came elsewhere", got)
	}

	// Names are known everywhere, guests' too.
	n, err := s.shop.Kick(s.ctx, s.boss, "visitor")
	s.must(err)
	equal(s.testShop, "kicked", n, 1)
	n, err = s.shop.Kick(s.ctx, s.boss, "alice")
	s.must(err)
	equal(s.testShop, "kicked", n, 2)
	_, err = s.shop.Kick(s.ctx, s.boss, "no-such-name")
	s.refused(err, store.ErrNoUser)
	time.Sleep(heardWithin)
	for _, v := range []*sessionAt{a1, a2, guest} {
		v.was(store.ErrKicked)
	}
	carol.was(nil)
	a2.leave()
	time.Sleep(2 * beat)
	equal(s.testShop, "left", len(listed(s.shop)), len("boss/1 carol/1 alice/1 guest/1 "))

	// What runs on a server that died runs no more.
	s.otherDB.setAway(true)
	time.Sleep(dead + 2*beat)
	equal(s.testShop, "without the dead", len(listed(s.shop)), len("boss/1 carol/1 "))
	moves, err := s.shop.Transfers(s.ctx, s.boss)
	s.must(err)
	equal(s.testShop, "transfers", len(moves), 0)
	s.otherDB.setAway(false)
	time.Sleep(2 * beat)
	equal(s.testShop, "with it again", len(listed(s.shop)), len("boss/1 carol/1 alice/1 guest/1 "))
}

// Setting the database's clock neither shortens nor lengthens a wait, on any server.
func serversClock(s *servers) {
	alice, m := s.person("alice"), s.movie("城南旧事", 0)
	for _, by := range []time.Duration{time.Hour, -2 * time.Hour} {
		d := s.request(alice, m.ID)
		equal(s.testShop, "wait", d.Wait, wait)
		time.Sleep(time.Second)
		s.rows.setClock(by)
		for left := wait - time.Second; left > 0; left -= time.Second {
			for _, shop := range []*store.Shop{s.shop, s.other} {
				d, err := shop.Download(s.ctx, alice, m.ID)
				s.must(err)
				if off := (d.Wait - left).Abs(); off > time.Second {
					s.t.Fatalf("set by %v: %v are left of the wait, want %v", by, d.Wait, left)
				}
			}
			time.Sleep(time.Second)
		}
		time.Sleep(time.Second)
		s.must(s.tryOpen(alice, m.ID))
		m = s.movie("城南旧事二", 0)
	}

	// A server that starts now counts by the library's time, too.
	d := s.request(alice, m.ID)
	late, err := store.Open(s.ctx, &sharedServer{sharedRows: s.rows}, store.DefaultRules())
	s.must(err)
	defer late.Close()
	got, err := late.Download(s.ctx, alice, m.ID)
	s.must(err)
	if off := (got.Wait - d.Wait).Abs(); off > time.Second || !got.ReadyAt.Equal(d.ReadyAt) {
		s.t.Errorf("at a new server %v are left until %v, want %v until %v", got.Wait, got.ReadyAt, d.Wait, d.ReadyAt)
	}
}

// Calendars are the library's too: a server whose own is wrong writes down the same
// times as the others.
func serversCalendar(s *servers) {
	ahead := newSharedRows(s.rows.db)
	ahead.setClock(24 * time.Hour) // from before the first server, so it is the library's time
	shop, err := store.Open(s.ctx, &sharedServer{sharedRows: ahead}, store.DefaultRules())
	s.must(err)
	defer shop.Close()
	alice := s.rich("alice", 5000)
	account, err := shop.BuyVIP(s.ctx, alice, "month")
	s.must(err)
	want := time.Now().Add(24*time.Hour + 30*24*time.Hour)
	if off := account.VIPUntil.Sub(want).Abs(); off > time.Second {
		s.t.Errorf("VIP ends at %v, want %v", account.VIPUntil, want)
	}
	lines, err := shop.Audit(s.ctx, s.boss, 1)
	s.must(err)
	if off := lines[0].At.Sub(time.Now().Add(24 * time.Hour)).Abs(); off > time.Second {
		s.t.Errorf("the audit's line is of %v", lines[0].At)
	}
}
