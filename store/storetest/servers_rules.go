package storetest

import (
	"testing/synctest"
	"time"

	"youku.example/store"
)

// The rules are the library's: what is set on one server holds on all, and on those
// that come later, whatever their own settings say.
func serversRules(s *servers) {
	rules := store.DefaultRules()
	rules.Price, rules.VIPShare, rules.Plans = 3000, 40, []store.Plan{{Name: "month", Days: 30, Price: 1}}
	s.must(s.shop.SetRules(s.ctx, rules))
	a := s.enter(s.other, store.Actor{Role: store.RoleGuest, Session: "guest/1"})
	a.told()
	time.Sleep(heardWithin)
	is := func(what string, shop *store.Shop, price store.Fen) {
		s.t.Helper()
		synctest.Wait()
		equal(s.testShop, what, shop.Rules().Price, price)
	}
	is("here", s.shop, 3000)
	is("there", s.other, 3000)
	equal(s.testShop, "the share there", s.other.Rules().VIPShare, 40)
	equal(s.testShop, "its plans are its own", len(s.other.Rules().Plans), len(store.DefaultRules().Plans))
	equal(s.testShop, "told there", a.told()&store.TopicMovies, store.TopicMovies)

	started := func(price store.Fen) (*store.Shop, *sharedServer) {
		db := &sharedServer{sharedRows: s.rows}
		own := store.DefaultRules()
		own.Price = price
		shop, err := store.Open(s.ctx, db, own)
		s.must(err)
		return shop, db
	}
	late, lateDB := started(500)
	is("one that comes to others", late, 3000)

	// What no event told of is heard when events may have been missed.
	lateDB.setAway(true)
	rules.Price = 4000
	s.must(s.other.SetRules(s.ctx, rules))
	time.Sleep(time.Second)
	s.rows.lose()
	is("of one that is cut off", late, 3000)
	lateDB.setAway(false)
	time.Sleep(foundWithin)
	is("of one that is back", late, 4000)
	s.must(late.Close())

	// The first after none goes by its own, also where the others died and left a lease.
	s.otherDB.setAway(true)
	s.must(s.other.Close())
	s.must(s.shop.Close())
	first, _ := started(600)
	is("the first", first, 600)
	second, _ := started(700)
	is("the second", second, 600)
	s.must(first.Close())
	s.must(second.Close())
}

// A record is changed by one after another, and each server hears of it.
func serversRecords(s *servers) {
	heard, all := map[string]string{}, 0
	s.must(s.other.FollowRecords(s.ctx, "counted", store.RecordFollower{
		Changed: func(r store.Record) { heard[r.Key] = r.Body }, All: func([]store.Record) { all++ },
	}))
	more := func(shop *store.Shop) {
		s.t.Helper()
		s.must(shop.ChangeRecord(s.ctx, "counted", "k", func(r *store.Record) *store.Record {
			if r == nil {
				return &store.Record{Body: "x", Until: s.shop.Now().Add(time.Hour)}
			}
			r.Body += "x"
			return r
		}))
	}
	more(s.shop)
	more(s.other)
	more(s.shop)
	time.Sleep(heardWithin)
	synctest.Wait()
	equal(s.testShop, "heard of", heard["k"], "xxx")
	s.must(s.shop.ChangeRecord(s.ctx, "counted", "k", func(*store.Record) *store.Record { return nil }))
	time.Sleep(heardWithin)
	synctest.Wait()
	equal(s.testShop, "heard that it is gone", heard["k"], "")
	equal(s.testShop, "read all", all, 1)

	// What is of no use any more goes with a later change.
	more(s.shop)
	time.Sleep(2 * time.Hour)
	s.must(s.shop.ChangeRecord(s.ctx, "counted", "other", func(*store.Record) *store.Record { return &store.Record{Body: "y"} }))
	s.must(s.shop.ChangeRecord(s.ctx, "counted", "k", func(r *store.Record) *store.Record {
		if r != nil {
			s.t.Errorf("an old record is there: %+v", r)
		}
		return nil
	}))
}
