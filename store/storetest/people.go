package storetest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

var guest = store.Actor{Role: store.RoleGuest, Session: "guest/1", Addr: "192.0.2.1"}

func testPeople(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, err := h.shop.Register(h.ctx, guest, store.Registration{Name: "Alice", Password: "correct horse", Language: "zh"})
	h.must(err)
	asked := store.Actor{Account: alice.ID, Name: alice.Name, Role: store.RoleUser, Stamp: alice.Stamp, Session: "a"}

	h.run("OneNamePerFold", func(h *testShop) {
		for _, name := range []string{"Alice", "ALICE", "ａｌｉｃｅ", "аlice"} {
			_, err := h.shop.Register(h.ctx, guest, store.Registration{Name: name, Password: "correct horse"})
			if err == nil {
				h.t.Errorf("%q was registered beside Alice", name)
			}
		}
		got, err := h.shop.AccountByName(h.ctx, "aLICE")
		h.must(err)
		equal(h, "name", got.Name, "Alice")
	})
	h.run("Refused", func(h *testShop) {
		for _, c := range []struct {
			r    store.Registration
			want error
		}{
			{store.Registration{Name: "a", Password: "correct horse"}, store.ErrNameInvalid},
			{store.Registration{Name: "bob\x00", Password: "correct horse"}, store.ErrNameInvalid},
			{store.Registration{Name: "root", Password: "correct horse"}, store.ErrNameReserved},
			{store.Registration{Name: "bob", Password: "short"}, store.ErrPassword},
			{store.Registration{Name: "bob", Password: strings.Repeat("x", 129)}, store.ErrPassword},
			{store.Registration{Name: "bob"}, store.ErrNoProof},
			{store.Registration{Name: "bob", WithKey: true}, store.ErrNoProof},
		} {
			_, err := h.shop.Register(h.ctx, guest, c.r)
			h.refused(err, c.want)
		}
		_, err := h.shop.Register(h.ctx, asked, store.Registration{Name: "bob", Password: "correct horse"})
		h.refused(err, store.ErrNotAllowed)
	})
	h.run("Vouched", func(h *testShop) {
		h.shop.ReserveNames(func(folded string, use func(bool) error) error { return use(folded == "carol") })
		line, fp := newKey("carol")
		carol := store.Actor{Role: store.RoleGuest, Vouched: "carol", Key: fp, KeyLine: line}
		_, err := h.shop.Register(h.ctx, guest, store.Registration{Name: "CAROL", Password: "correct horse"})
		h.refused(err, store.ErrNameReserved)
		_, err = h.shop.Register(h.ctx, carol, store.Registration{Name: "dave", WithKey: true})
		equal(h, "name", h.refused(err, store.ErrVouchedName).Name, "carol")
		_, err = h.shop.Register(h.ctx, carol, store.Registration{Name: "Carol"})
		h.must(err)
	})
	h.run("Login", func(h *testShop) {
		got, err := h.shop.Login(h.ctx, "ALICE", "correct horse")
		h.must(err)
		equal(h, "account", got.ID, alice.ID)
		for _, c := range [][2]string{{"alice", "wrong horse"}, {"no-such-name", "correct horse"}, {"alice", ""}, {"a\x00b", "x"}, {"boss", ""}} {
			_, err := h.shop.Login(h.ctx, c[0], c[1])
			h.refused(err, store.ErrWrongLogin)
		}
	})
	h.run("Account", func(h *testShop) {
		got, err := h.shop.Account(h.ctx, asked)
		h.must(err)
		equal(h, "language", got.Language, "zh")
		equal(h, "has a password", got.HasPassword, true)
		equal(h, "VIP", got.VIP(time.Now()), false)
		h.must(h.shop.SetLanguage(h.ctx, asked, "en"))
		got, err = h.shop.Account(h.ctx, asked)
		h.must(err)
		equal(h, "language", got.Language, "en")
		if h.shop.SetLanguage(h.ctx, asked, "fr") == nil {
			h.t.Error("French was accepted")
		}
	})
	h.run("ChangePassword", func(h *testShop) {
		_, err := h.shop.ChangePassword(h.ctx, asked, "short")
		h.refused(err, store.ErrPassword)
		next, err := h.shop.ChangePassword(h.ctx, asked, "battery staple")
		h.must(err)
		h.refused(h.shop.CheckActive(h.ctx, asked), store.ErrRevoked)
		h.must(h.shop.CheckActive(h.ctx, next))
		_, err = h.shop.Login(h.ctx, "alice", "correct horse")
		h.refused(err, store.ErrWrongLogin)
		_, err = h.shop.Login(h.ctx, "alice", "battery staple")
		h.must(err)
	})
	h.run("List", func(h *testShop) {
		list, err := h.shop.People(h.ctx, h.boss, "ALI")
		h.must(err)
		if len(list) != 1 || list[0].Name != "Alice" {
			h.t.Errorf("people: %v", list)
		}
	})
}

func testKeys(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	line, fp := newKey("laptop\x1b[31m")

	h.run("Add", func(h *testShop) {
		k, err := h.shop.AddKey(h.ctx, alice, line)
		h.must(err)
		equal(h, "fingerprint", k.Fingerprint, fp)
		if strings.ContainsRune(k.Comment+k.Line, '\x1b') {
			h.t.Errorf("the comment was not cleaned: %q", k.Line)
		}
		_, err = h.shop.AddKey(h.ctx, alice, line)
		h.must(err)
		acc, err := h.shop.AccountByKey(h.ctx, fp)
		h.must(err)
		equal(h, "account", acc.ID, alice.Account)
	})
	h.run("OneAccount", func(h *testShop) {
		_, err := h.shop.AddKey(h.ctx, bob, line)
		equal(h, "owner", h.refused(err, store.ErrKeyTaken).Name, "alice")
		_, err = h.shop.Register(h.ctx, store.Actor{Key: fp, KeyLine: line}, store.Registration{Name: "carol", WithKey: true})
		equal(h, "owner", h.refused(err, store.ErrKeyTaken).Name, "alice")
	})
	h.run("Invalid", func(h *testShop) {
		for _, bad := range []string{"", "ssh-ed25519", "hello", line + "\n" + line, `command="x" ` + line, strings.Repeat("a", 20000)} {
			_, err := h.shop.AddKey(h.ctx, alice, bad)
			h.refused(err, store.ErrKeyInvalid)
		}
	})
	h.run("Remove", func(h *testShop) {
		other := store.Actor{Account: alice.Account, Name: "alice", Role: store.RoleUser, Key: fp, Session: "alice/2"}
		h.must(h.shop.CheckActive(h.ctx, other))
		h.must(h.shop.RemoveKey(h.ctx, alice, strings.TrimPrefix(fp, "SHA256:")))
		h.refused(h.shop.CheckActive(h.ctx, other), store.ErrRevoked)
		h.refused(h.shop.RemoveKey(h.ctx, alice, fp), store.ErrKeyUnknown)
		h.refused(h.shop.RemoveKey(h.ctx, bob, alice.Key), store.ErrKeyUnknown)
		h.refused(h.shop.RemoveKey(h.ctx, alice, alice.Key), store.ErrLastProof)
		keys, err := h.shop.Keys(h.ctx, alice)
		h.must(err)
		equal(h, "keys", len(keys), 1)
	})
}

// testSessions holds that a revocation reaches who is here.
func testSessions(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	movie := h.movie("城南旧事", 0)
	type visit struct {
		actor store.Actor
		ended chan error
		leave func()
	}
	enter := func(a store.Actor) visit {
		v := visit{a, make(chan error, 2), nil}
		v.leave = h.shop.Enter(a, store.Visit{Protocol: store.ProtocolTUI, Client: "SSH-2.0-x\x1b"}, func(c error) { v.ended <- c })
		return v
	}
	ended := func(h *testShop, v visit, want error) {
		h.t.Helper()
		select {
		case got := <-v.ended:
			h.refused(got, want)
		case <-time.After(5 * time.Second):
			h.t.Fatalf("the visit of %s was not ended", v.actor.Name)
		}
	}
	here := func(h *testShop, v visit) {
		h.t.Helper()
		select {
		case got := <-v.ended:
			h.t.Fatalf("the visit of %s was ended: %v", v.actor.Name, got)
		default:
		}
	}
	second := func(a store.Actor) store.Actor { a.Session += "b"; return a }

	h.run("Lock", func(h *testShop) {
		bob, carol := enter(h.person("bob")), enter(h.person("carol"))
		h.vip(bob.actor)
		_, err := h.shop.Request(h.ctx, bob.actor, movie.ID)
		h.must(err)
		tr, err := h.shop.OpenDownload(h.ctx, bob.actor, movie.ID, store.ProtocolSFTP, "x")
		h.must(err)
		h.must(h.shop.Lock(h.ctx, h.boss, "BOB"))
		ended(h, bob, store.ErrLocked)
		<-tr.Cut()
		h.refused(tr.Cause(), store.ErrLocked)
		h.must(tr.Close())
		h.refused(h.shop.CheckActive(h.ctx, second(bob.actor)), store.ErrLocked)
		_, err = h.downloads(second(bob.actor))
		h.refused(err, store.ErrLocked)
		here(h, carol)
		bob.leave()
		h.must(h.shop.Unlock(h.ctx, h.boss, "bob"))
		h.must(h.shop.CheckActive(h.ctx, bob.actor))
		h.refused(h.shop.Lock(h.ctx, h.boss, "no-such-name"), store.ErrNoUser)
		h.refused(h.shop.Lock(h.ctx, h.boss, "boss"), store.ErrYourself)
	})
	h.run("Password", func(h *testShop) {
		a := h.person("dave")
		one, two := enter(a), enter(second(a))
		_, err := h.shop.ChangePassword(h.ctx, a, "correct horse")
		h.must(err)
		ended(h, two, store.ErrRevoked)
		here(h, one)
		h.refused(h.shop.CheckActive(h.ctx, two.actor), store.ErrRevoked)
		h.must(h.shop.CheckActive(h.ctx, one.actor))
	})
	h.run("EndKey", func(h *testShop) {
		v := enter(h.boss)
		h.shop.EndKey(h.boss.Key)
		ended(h, v, store.ErrRevoked)
		h.refused(h.shop.CheckActive(h.ctx, v.actor), store.ErrRevoked)
		v.leave()
	})
	h.run("Vouch", func(h *testShop) { // a connection outlives its sessions: so does the question
		vouched := true
		h.shop.Vouch(func(fingerprint, folded string) bool {
			return vouched && fingerprint == h.boss.Key && folded == "boss"
		})
		defer h.shop.Vouch(nil)
		later := second(h.boss)
		h.must(h.shop.CheckActive(h.ctx, later))
		other := later
		other.Key = h.person("frank").Key
		h.refused(h.shop.CheckActive(h.ctx, other), store.ErrRevoked)
		other.Key = ""
		h.refused(h.shop.CheckActive(h.ctx, other), store.ErrRevoked)
		vouched = false
		h.refused(h.shop.CheckActive(h.ctx, later), store.ErrRevoked)
		_, err := h.shop.MintCodes(h.ctx, later, 1, 1)
		h.refused(err, store.ErrRevoked)
		_, err = h.shop.MintCodes(h.ctx, store.Operator(), 1, 1)
		h.must(err)
		later.Role = store.RoleUser // the key is the account's own as well
		h.must(h.shop.CheckActive(h.ctx, later))
	})
	h.run("Kick", func(h *testShop) {
		v := enter(h.person("erin"))
		visits, err := h.shop.Visits(h.ctx, h.boss)
		h.must(err)
		found := false
		for _, x := range visits {
			found = found || x.Name == "erin" && x.Client == "SSH-2.0-x?"
		}
		equal(h, "erin is listed, cleaned", found, true)
		n, err := h.shop.Kick(h.ctx, h.boss, "ERIN")
		h.must(err)
		equal(h, "ended", n, 1)
		ended(h, v, store.ErrKicked)
		_, err = h.shop.Kick(h.ctx, h.boss, "no-such-name")
		h.refused(err, store.ErrNoUser)
	})
}

// testPreferences holds that choices are each account's own, can be
// taken back, and stay few; and that guests leave nothing behind.
func testPreferences(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	has := func(h *testShop, a store.Actor, name, want string) {
		h.t.Helper()
		got, err := h.shop.Preferences(h.ctx, a)
		h.must(err)
		equal(h, name, got[name], want)
	}
	h.run("Kept", func(h *testShop) {
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", "title"))
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", "price"))
		has(h, alice, "library.sort", "price")
		has(h, bob, "library.sort", "")
		h.must(h.shop.SetPreference(h.ctx, alice, "library.sort", ""))
		has(h, alice, "library.sort", "")
	})
	h.run("Guests", func(h *testShop) {
		h.must(h.shop.SetPreference(h.ctx, guest, "mouse", "on"))
		has(h, guest, "mouse", "")
	})
	h.run("Locked", func(h *testShop) {
		h.must(h.shop.Lock(h.ctx, h.boss, "bob"))
		h.refused(h.shop.SetPreference(h.ctx, bob, "mouse", "on"), store.ErrLocked)
	})
	h.run("Bounded", func(h *testShop) {
		if err := h.shop.SetPreference(h.ctx, alice, "no name", "x"); err == nil {
			h.t.Error("a name with a space was taken")
		}
		var err error
		for i := 0; err == nil && i < 100; i++ {
			err = h.shop.SetPreference(h.ctx, alice, fmt.Sprintf("p%d", i), "x")
		}
		if err == nil {
			h.t.Error("a hundred choices were taken")
		}
		h.must(h.shop.SetPreference(h.ctx, alice, "p0", "y")) // a known one may change
		has(h, alice, "p0", "y")
	})
}
