package storetest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"youku.example/store"
)

func testNotices(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.person("alice"), h.person("bob")
	n, err := h.shop.Post(h.ctx, h.boss, "停机 maintenance", "今晚十点\r\nat ten\n")
	h.must(err)
	equal(h, "content", n.Content, "今晚十点\nat ten")

	unread := func(h *testShop, a store.Actor) bool {
		h.t.Helper()
		list, err := h.shop.Notices(h.ctx, a)
		h.must(err)
		equal(h, "notices", len(list), 1)
		equal(h, "by", list[0].By, "boss")
		return list[0].Unread
	}
	h.run("Unread", func(h *testShop) {
		equal(h, "alice", unread(h, alice), true)
		equal(h, "a guest", unread(h, guest), false)
		got, err := h.shop.ReadNotice(h.ctx, alice, n.ID)
		h.must(err)
		equal(h, "title", got.Title, n.Title)
		_, err = h.shop.ReadNotice(h.ctx, alice, n.ID)
		h.must(err)
		equal(h, "alice", unread(h, alice), false)
		equal(h, "bob", unread(h, bob), true)
		_, err = h.shop.ReadNotice(h.ctx, guest, n.ID)
		h.must(err)
	})
	h.run("Refused", func(h *testShop) {
		for _, c := range []struct {
			title, content string
			want           error
		}{
			{"", "x", store.ErrTitle},
			{"a\u202eb", "x", store.ErrTitle},
			{"x", "a\x1b]0;y\x07", store.ErrText},
			{"x", strings.Repeat("长", 4001), store.ErrTooLong},
			{"x", "", store.ErrEmpty},
			{"x", " \n\t\n", store.ErrEmpty},
		} {
			_, err := h.shop.Post(h.ctx, h.boss, c.title, c.content)
			h.refused(err, c.want)
		}
	})
	h.run("Withdraw", func(h *testShop) {
		h.must(h.shop.Withdraw(h.ctx, h.boss, n.ID))
		h.refused(h.shop.Withdraw(h.ctx, h.boss, n.ID), store.ErrNoNotice)
		_, err := h.shop.ReadNotice(h.ctx, alice, n.ID)
		h.refused(err, store.ErrNoNotice)
		list, err := h.shop.Notices(h.ctx, alice)
		h.must(err)
		equal(h, "notices", len(list), 0)
	})
	h.run("Audit", func(h *testShop) {
		h.must(h.shop.Note(h.ctx, h.boss, "admin add", "carol\x1b", "SHA256:x"))
		lines, err := h.shop.Audit(h.ctx, h.boss, 3)
		h.must(err)
		equal(h, "lines", len(lines), 3)
		l := lines[0]
		if l.Actor != "boss" || l.Role != store.RoleAdmin || l.Action != "admin add" || l.Target != "carol?" || l.Key != h.boss.Key {
			h.t.Errorf("line: %+v", l)
		}
		equal(h, "before it", lines[1].Action, "withdraw")
		equal(h, "before that", lines[2].Action, "post")
	})
	h.run("Search", func(h *testShop) {
		_, err := h.shop.Post(h.ctx, h.boss, "ÉCRAN Noir", "x")
		h.must(err)
		for search, want := range map[string]int{"ÉCRAN": 1, "Écran n": 1, "noir X": 0, "NOIR boss": 1, "a\x00": 0, "\xff": 0} {
			p, err := h.shop.NoticePage(h.ctx, h.boss, store.ListQuery{Search: search}, store.Span{})
			h.must(err)
			equal(h, search, len(p.Rows), want)
			equal(h, search+" in all", p.Total.N, want)
		}
	})
}

// testNews holds which sessions are notified of what, after it is true.
func testNews(t *testing.T, open Opener) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		h := newTestShopIn(t, open, dir)
		alice, bob := h.rich("alice", 5000), h.person("bob")
		m := h.movie("流浪地球", 2000)
		listen := func(a store.Actor) <-chan store.Topic {
			news, stop := h.shop.Listen(a)
			t.Cleanup(stop)
			return news
		}
		a, b, g, boss := listen(alice), listen(bob), listen(guest), listen(h.boss)
		received := func(news <-chan store.Topic) store.Topic {
			synctest.Wait()
			select {
			case topic := <-news:
				return topic
			default:
				return 0
			}
		}
		_, err := h.shop.Buy(h.ctx, alice, m.ID, nil)
		h.must(err)
		equal(h, "alice is notified", received(a)&store.TopicWallet, store.TopicWallet)
		equal(h, "bob is notified", received(b), 0)
		_, err = h.shop.Buy(h.ctx, bob, m.ID, nil)
		h.refused(err, store.ErrFunds)
		equal(h, "of a refusal bob is notified", received(b), 0)
		_, err = h.shop.Post(h.ctx, h.boss, "x", "y")
		h.must(err)
		equal(h, "a guest is notified", received(g), store.TopicNotices)
		equal(h, "bob is notified", received(b), store.TopicNotices)
		h.must(h.shop.Delete(h.ctx, h.boss, m.ID))
		h.must(h.shop.Restore(h.ctx, h.boss, m.ID))
		equal(h, "two changes are one", received(b), store.TopicMovies)
		received(boss)
		h.arrived("x")
		equal(h, "an admin is notified", received(boss), store.TopicIncoming)
		equal(h, "bob is notified", received(b), 0)
	})
}

// testTransactions holds what the shop builds on: all or nothing.
func testTransactions(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	stop := errors.New("stop")

	h.run("Rollback", func(h *testShop) {
		err := h.db.Update(h.ctx, func(tx store.Tx) error {
			h.must(tx.AddAudit(h.ctx, store.AuditLine{Action: "never"}))
			return stop
		})
		if !errors.Is(err, stop) {
			h.t.Errorf("got %v", err)
		}
		lines, err := h.shop.Audit(h.ctx, h.boss, 1)
		h.must(err)
		equal(h, "the last line is another", lines[0].Action == "never", false)
	})
	h.run("CallerGone", func(h *testShop) { // what has begun is finished, whatever becomes of its caller
		for range 50 { // its end and an answer meet by chance
			ctx, cancel := context.WithCancel(h.ctx)
			h.must(h.db.Update(ctx, func(tx store.Tx) error {
				cancel()
				c := store.Cover{File: "file"}
				h.must(tx.AddCover(ctx, &c))
				read, err := tx.Cover(ctx, c.ID)
				h.must(err)
				equal(h, "the cover's file", read.File, "file")
				_, _, err = tx.Covers(ctx, 0, 10)
				h.must(err)
				return tx.DropCover(ctx, c.ID)
			}))
			if err := h.db.Update(ctx, func(store.Tx) error { return nil }); !errors.Is(err, context.Canceled) {
				h.t.Fatalf("begun after its caller went: %v", err)
			}
		}
	})
	h.run("Part", func(h *testShop) {
		add := func(tx store.Tx, title string) error {
			m := store.Movie{Title: title, Slug: "x", Free: true, SHA256: title, File: title, Shelf: store.OnShelf}
			h.must(tx.AddAudit(h.ctx, store.AuditLine{Action: title}))
			return tx.AddMovie(h.ctx, &m, store.IndexOf(m))
		}
		h.must(h.db.Update(h.ctx, func(tx store.Tx) error {
			h.must(add(tx, "zoetrope before"))
			err := tx.Try(h.ctx, func(tx store.Tx) error {
				h.must(add(tx, "zoetrope undone"))
				h.must(tx.Try(h.ctx, func(tx store.Tx) error { return add(tx, "zoetrope inner") }))
				return stop
			})
			if !errors.Is(err, stop) {
				h.t.Errorf("got %v", err)
			}
			return tx.Try(h.ctx, func(tx store.Tx) error { return add(tx, "zoetrope after") })
		}))
		lines, err := h.shop.Audit(h.ctx, h.boss, 2)
		h.must(err)
		equal(h, "the last lines", lines[0].Action+", "+lines[1].Action, "zoetrope after, zoetrope before")
		found, err := h.shop.Movies(h.ctx, h.boss, store.Query{Search: "zoetrope"})
		h.must(err)
		equal(h, "found", len(found), 2)
	})
	h.run("Panic", func(h *testShop) {
		func() {
			defer func() { recover() }()
			h.db.Update(h.ctx, func(store.Tx) error { panic("x") })
		}()
		func() {
			defer func() { recover() }()
			h.db.View(h.ctx, func(store.View) error { panic("x") })
		}()
		h.must(h.shop.Note(h.ctx, h.boss, "still", "writes", ""))
	})
	h.run("Unbalanced", func(h *testShop) {
		err := h.db.Update(h.ctx, func(tx store.Tx) error {
			return tx.AddEntry(h.ctx, &store.LedgerEntry{Kind: store.EntryCredit, Postings: []store.Posting{
				{LedgerAccount: store.LedgerAccount{User: h.boss.Account}, Amount: 5}, {LedgerAccount: store.LedgerAccount{HouseAccount: store.HouseAccountCredits}, Amount: -4},
			}})
		})
		if err == nil {
			h.t.Error("a line that does not sum to zero was written")
		}
	})
	h.run("Snapshot", func(h *testShop) {
		h.must(h.db.View(h.ctx, func(v store.View) error {
			before, err := v.AuditLines(h.ctx, store.AuditQuery{}, store.Span{Limit: 1})
			h.must(err)
			h.must(h.shop.Note(h.ctx, h.boss, "meanwhile", "", ""))
			after, err := v.AuditLines(h.ctx, store.AuditQuery{}, store.Span{Limit: 1})
			h.must(err)
			equal(h, "the newest line", after[0].ID, before[0].ID)
			return nil
		}))
	})
	h.clean()
}
