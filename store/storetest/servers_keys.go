package storetest

import (
	"time"

	"youku.example/store"
)

// The admins' keys are the library's: what the operator says of one holds on every
// server, for a key at once, for a session within a read of the events.
func serversAdminKeys(s *servers) {
	kept, is := store.KeysIn(s.otherDB)
	if !is {
		s.t.Fatal("there are no keys in the rows")
	}
	any := func(bool) error { return nil }
	line, fingerprint := newKey("boss")
	for _, shop := range []*store.Shop{s.shop, s.other} {
		shop.VouchByRows()
	}
	boss := at(s.boss, "boss/3")
	boss.Key = fingerprint
	s.refused(s.shop.CheckActive(s.ctx, boss), store.ErrRevoked)
	for range 2 { // saying it twice is fine
		s.must(kept.AddAdmin(s.ctx, store.AdminKey{Fingerprint: fingerprint, Name: "boss", Line: line}, any))
	}
	s.must(s.shop.CheckActive(s.ctx, boss))
	s.must(s.other.CheckActive(s.ctx, boss))
	err := kept.AddAdmin(s.ctx, store.AdminKey{Fingerprint: fingerprint, Name: "imp", Line: line}, any)
	equal(s.testShop, "the key is of", s.refused(err, store.ErrKeyTaken).Name, "boss")
	name, err := kept.AdminOf(s.ctx, fingerprint)
	s.must(err)
	equal(s.testShop, "the key is of", name, "boss")

	// A name is kept from the moment that it is vouched for, and an account is told of.
	wangLine, wang := newKey("wang")
	s.must(kept.AddAdmin(s.ctx, store.AdminKey{Fingerprint: wang, Name: "wang", Line: wangLine}, func(exists bool) error {
		equal(s.testShop, "wang exists", exists, false)
		return nil
	}))
	_, err = s.shop.Register(s.ctx, store.Actor{Role: store.RoleGuest}, store.Registration{Name: "Wang", Password: "correct horse"})
	s.refused(err, store.ErrNameReserved)
	_, err = s.other.Register(s.ctx, store.Actor{Role: store.RoleGuest, Key: wang, KeyLine: wangLine, Vouched: "wang"}, store.Registration{Name: "wang"})
	s.must(err)
	list, err := kept.Admins(s.ctx)
	s.must(err)
	equal(s.testShop, "keys", len(list), 2)
	err = kept.AddAdmin(s.ctx, store.AdminKey{Fingerprint: "SHA256:x", Name: "wang"}, func(exists bool) error {
		equal(s.testShop, "wang exists", exists, true)
		return store.ErrNameTaken
	})
	s.refused(err, store.ErrNameTaken)

	// Taking it back ends what it opened, and nothing else.
	b1, b2 := s.enter(s.shop, boss), s.enter(s.other, at(boss, "boss/4"))
	w := s.enter(s.other, store.Actor{Role: store.RoleGuest, Key: wang, Name: "wang", Session: "wang/1"})
	removed, err := kept.RemoveAdmin(s.ctx, "Boss")
	s.must(err)
	equal(s.testShop, "removed", len(removed), 1)
	time.Sleep(heardWithin)
	b1.was(store.ErrRevoked)
	b2.was(store.ErrRevoked)
	w.was(nil)
	s.refused(s.other.CheckActive(s.ctx, at(boss, "boss/5")), store.ErrRevoked)
	removed, err = kept.RemoveAdmin(s.ctx, "boss")
	s.must(err)
	equal(s.testShop, "removed once more", len(removed), 0)

	// What no event told of is found out.
	s.must(kept.AddAdmin(s.ctx, store.AdminKey{Fingerprint: fingerprint, Name: "boss", Line: line}, any))
	b6 := s.enter(s.other, at(boss, "boss/6"))
	time.Sleep(foundWithin)
	b6.was(nil)
	_, err = kept.RemoveAdmin(s.ctx, "boss")
	s.must(err)
	s.rows.lose()
	time.Sleep(foundWithin)
	b6.was(store.ErrRevoked)
}
