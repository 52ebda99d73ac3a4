package storetest

import (
	"testing/synctest"
	"time"

	"youku.example/store"
)

// beat is how often a server says what runs there.
const beat = 2 * time.Second

// An account's connections are known on all servers, and its rate is divided by those
// where it fetches.
func serversBounds(s *servers) {
	rules := store.DefaultRules()
	rules.Rate = 1000
	s.must(s.shop.SetRules(s.ctx, rules))
	m := s.movie("城南旧事", 0)
	alice, here := s.sending("alice", m)
	defer here.Close()
	s.other.CountConnections(func() map[int64]int { return map[int64]int{alice.Account: 3, 77: 1} })
	time.Sleep(2 * beat)
	n, err := s.shop.ConnectionsElsewhere(s.ctx, alice.Account)
	s.must(err)
	equal(s.testShop, "connections elsewhere", n, 3)
	n, err = s.other.ConnectionsElsewhere(s.ctx, alice.Account)
	s.must(err)
	equal(s.testShop, "seen from there", n, 0)

	takes := func(tr *store.Transfer, what string, want time.Duration) {
		s.t.Helper()
		s.must(tr.Pace(s.ctx, 1)) // what a pause left to send at once
		s.must(tr.Pace(s.ctx, rules.Rate))
		before := time.Now()
		s.must(tr.Pace(s.ctx, 10*rules.Rate))
		if took := time.Since(before); (took - want).Abs() > time.Second/2 {
			s.t.Errorf("ten seconds' bytes %s took %v, want %v", what, took, want)
		}
	}
	takes(here, "of one server", 10*time.Second)
	there, err := s.other.OpenDownload(s.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	s.must(err)
	time.Sleep(2 * beat)
	takes(here, "of one of two servers", 20*time.Second)
	takes(there, "of the other", 20*time.Second)
	s.must(there.Close())
	time.Sleep(2 * beat)
	takes(here, "of one server again", 10*time.Second)
}

// A screen shows what is fetched by way of another server, too.
func serversWatched(s *servers) {
	m := s.movie("城南旧事", 0)
	alice, tr := s.sending("alice", m)
	s.must(tr.Close())
	time.Sleep(2 * beat)
	tr, err := s.other.OpenDownload(s.ctx, alice, m.ID, store.ProtocolSFTP, "x")
	s.must(err)
	tr.Sent(0, 200)
	time.Sleep(2 * beat)
	newest := func(c <-chan []store.Progress) (list []store.Progress) {
		synctest.Wait()
		select {
		case list = <-c:
		default:
		}
		return list
	}
	of := map[int64]<-chan []store.Progress{}
	for _, account := range []int64{0, alice.Account, s.boss.Account} {
		c, stop := s.shop.WatchTransfers(account)
		defer stop()
		of[account] = c
	}
	for _, account := range []int64{0, alice.Account} {
		if list := newest(of[account]); len(list) != 1 || list[0].Sent != 200 || list[0].MovieID != m.ID {
			s.t.Errorf("account %d sees %+v", account, list)
		}
	}
	tr.Sent(200, 300)
	time.Sleep(2 * beat)
	if list := newest(of[0]); len(list) != 1 || list[0].Sent != 500 {
		s.t.Errorf("it goes on, and is seen as %+v", list)
	}
	s.must(tr.Close())
	time.Sleep(2 * beat)
	if list := newest(of[alice.Account]); list == nil || len(list) != 0 {
		s.t.Errorf("it ended, and is seen as %+v", list)
	}
	if list := newest(of[s.boss.Account]); list != nil {
		s.t.Errorf("another account sees %+v", list)
	}
}
