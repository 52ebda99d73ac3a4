package storetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/mark"
)

// episode publishes one of a series; price 0 makes it free.
func (h *testShop) episode(series string, season, number int, price store.Fen) store.Movie {
	h.t.Helper()
	in := h.arrived(fmt.Sprintf("%s %d %d", series, season, number))
	at := store.Episode{Series: series, Season: season, Number: number}
	m, err := h.shop.PublishIncoming(h.ctx, h.boss, in.ID, in.SHA256+in.Ext, store.Publication{Title: at.DefaultTitle(), Free: price == 0, Price: price, Episode: at})
	h.must(err)
	h.must(h.shop.DropIncoming(h.ctx, in.ID))
	return m
}

// testMarks holds that marks are each account's own, come in the order in which they
// were made, are seen wherever the movie is, and go with it.
func testMarks(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.rich("alice", 100000), h.person("bob")
	a, b, c := h.movie("流浪地球", 0), h.movie("Rain", 300), h.movie("城南旧事", 0)
	one := func(a store.Actor, m store.Movie) mark.Set {
		h.t.Helper()
		l, err := h.shop.Movie(h.ctx, a, m.ID)
		h.must(err)
		return l.Marks
	}
	marks := func(a store.Actor, kinds ...mark.Kind) string {
		h.t.Helper()
		rows, err := h.shop.Marks(h.ctx, a, kinds, 0, 0)
		h.must(err)
		return namesOf(rows)
	}
	own := func(a store.Actor, q store.LibraryQuery) string {
		h.t.Helper()
		list, err := h.shop.Library(h.ctx, a, q)
		h.must(err)
		n, err := h.shop.CountLibrary(h.ctx, a, q)
		h.must(err)
		if q.After == (store.EntryID{}) && q.Limit == 0 && n.N != len(list) {
			h.t.Errorf("%+v lists %d and counts %d", q, len(list), n.N)
		}
		var out []string
		for _, e := range list {
			if e.Series != nil {
				out = append(out, e.Series.Title)
			} else {
				out = append(out, e.Movie.Title)
			}
		}
		return strings.Join(out, " ")
	}
	set := func(a store.Actor, k mark.Kind, on bool, movies ...store.Movie) []store.Listing {
		h.t.Helper()
		var ids []int64
		for _, m := range movies {
			ids = append(ids, m.ID)
		}
		list, err := h.shop.Mark(h.ctx, a, ids, k, on)
		h.must(err)
		return list
	}

	h.run("Own", func(h *testShop) {
		equal(h, "before", one(alice, a), mark.Set{})
		list := set(alice, mark.Favourite, true, a)
		equal(h, "answered", list[0].Marks, mark.Set{Favourite: true})
		set(alice, mark.Favourite, true, b)
		set(alice, mark.Favourite, true, a) // keeps its place
		set(alice, mark.Later, true, a)
		set(alice, mark.Seen, true, c)
		set(bob, mark.Favourite, true, c)
		equal(h, "of one", one(alice, a), mark.Set{Favourite: true, Later: true})
		equal(h, "of another", one(bob, a), mark.Set{})
		equal(h, "favourites", marks(alice, mark.Favourite), "Rain 流浪地球")
		equal(h, "all", marks(alice, mark.All...), "城南旧事 流浪地球 Rain 流浪地球")
		equal(h, "another's", marks(bob, mark.All...), "城南旧事")
		equal(h, "in the library", own(alice, store.LibraryQuery{Own: mark.Favourite}), "Rain 流浪地球")
		equal(h, "seen", own(alice, store.LibraryQuery{Own: mark.Seen}), "城南旧事")
		equal(h, "of a guest", own(guest, store.LibraryQuery{Own: mark.Favourite}), "")
		_, err := h.shop.Mark(h.ctx, guest, []int64{a.ID}, mark.Favourite, true)
		h.refused(err, store.ErrLogIn)
		_, err = h.shop.Marks(h.ctx, guest, mark.All, 0, 0)
		h.refused(err, store.ErrLogIn)
	})
	h.run("Searched", func(h *testShop) {
		equal(h, "found", own(alice, store.LibraryQuery{Own: mark.Favourite, Search: "liulang"}), "流浪地球")
		equal(h, "not marked", own(alice, store.LibraryQuery{Own: mark.Favourite, Search: "城南"}), "")
	})
	h.run("Pages", func(h *testShop) {
		many := h.person("many")
		var want []string
		for i := range 7 {
			m := h.movie(fmt.Sprintf("m%d", i), 0)
			set(many, mark.Later, true, m)
			want = append([]string{m.Title}, want...)
		}
		for _, reverse := range []bool{false, true} {
			var got []string
			for after := (store.EntryID{}); ; {
				list, err := h.shop.Library(h.ctx, many, store.LibraryQuery{Own: mark.Later, Limit: 3, After: after, Reverse: reverse})
				h.must(err)
				for _, e := range list {
					got, after = append(got, e.Movie.Title), e.ID()
				}
				if len(list) < 3 {
					break
				}
			}
			if !slices.Equal(got, want) {
				h.t.Errorf("reverse %v: %v, want %v", reverse, got, want)
			}
			slices.Reverse(want)
		}
		rows, err := h.shop.Marks(h.ctx, many, []mark.Kind{mark.Later}, 0, 3)
		h.must(err)
		rows, err = h.shop.Marks(h.ctx, many, []mark.Kind{mark.Later}, rows[2].Movie.ID, 3)
		h.must(err)
		equal(h, "the next page", namesOf(rows), "m3 m2 m1")
		_, err = h.shop.Marks(h.ctx, many, []mark.Kind{mark.Favourite}, rows[2].Movie.ID, 3)
		h.refused(err, store.ErrNoMovie)
	})
	h.run("AllOrNone", func(h *testShop) {
		_, err := h.shop.Mark(h.ctx, bob, []int64{b.ID, 999}, mark.Later, true)
		h.refused(err, store.ErrNoMovie)
		equal(h, "the first", one(bob, b), mark.Set{})
	})
	h.run("TakenAway", func(h *testShop) {
		set(alice, mark.Later, false, a)
		set(alice, mark.Later, false, b) // was none
		equal(h, "left", one(alice, a), mark.Set{Favourite: true})
		equal(h, "listed", marks(alice, mark.Later), "")
	})
	h.run("OffTheShelf", func(h *testShop) {
		_, err := h.shop.Buy(h.ctx, alice, b.ID, nil)
		h.must(err)
		h.must(h.shop.Delete(h.ctx, h.boss, a.ID))
		h.must(h.shop.Delete(h.ctx, h.boss, b.ID))
		equal(h, "what was bought stays", marks(alice, mark.Favourite), "Rain")
		_, err = h.shop.Mark(h.ctx, alice, []int64{a.ID}, mark.Seen, true)
		h.refused(err, store.ErrNoMovie)
		_, err = h.shop.Mark(h.ctx, bob, []int64{b.ID}, mark.Seen, true)
		h.refused(err, store.ErrNoMovie)
		set(alice, mark.Seen, true, b)
		h.must(h.shop.Restore(h.ctx, h.boss, a.ID))
		h.must(h.shop.Restore(h.ctx, h.boss, b.ID))
		equal(h, "restored", marks(alice, mark.Favourite), "Rain 流浪地球")
	})
	h.run("Purged", func(h *testShop) {
		h.must(h.shop.Delete(h.ctx, h.boss, a.ID))
		_, err := h.shop.BeginPurge(h.ctx, h.boss, a.ID)
		h.must(err)
		h.must(h.shop.EndPurge(h.ctx, a.ID))
		equal(h, "listed", marks(alice, mark.Favourite), "Rain")
		h.must(h.db.View(h.ctx, func(v store.View) error {
			sets, err := v.MarksAmong(h.ctx, alice.Account, []int64{a.ID, b.ID})
			if err == nil && (len(sets) != 1 || sets[b.ID] != mark.Set{Favourite: true, Seen: true}) {
				h.t.Errorf("left: %v", sets)
			}
			return err
		}))
		h.clean()
	})
	h.run("Locked", func(h *testShop) {
		h.must(h.shop.Lock(h.ctx, h.boss, "bob"))
		_, err := h.shop.Mark(h.ctx, bob, []int64{b.ID}, mark.Later, true)
		h.refused(err, store.ErrLocked)
		_, err = h.shop.Marks(h.ctx, bob, mark.All, 0, 0)
		h.refused(err, store.ErrLocked)
	})
}

func namesOf(rows []store.MarkedRow) string {
	var out []string
	for _, r := range rows {
		if r.Series != nil {
			out = append(out, r.Series.Title)
		} else {
			out = append(out, r.Movie.Title)
		}
	}
	return strings.Join(out, " ")
}

// testFollowing holds that the first request or purchase of a series follows it, that
// what a person said of it stays, and that it is their own.
func testFollowing(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	alice, bob := h.rich("alice", 100000), h.rich("bob", 100000)
	first, second := h.episode("流浪记", 1, 1, 0), h.episode("流浪记", 1, 2, 500)
	other := h.episode("狂飙", 1, 1, 500)
	follows := func(a store.Actor, series int64) bool {
		h.t.Helper()
		l, _, err := h.shop.Series(h.ctx, a, series)
		h.must(err)
		return l.Following
	}
	listed := func(a store.Actor) string {
		h.t.Helper()
		rows, err := h.shop.Marks(h.ctx, a, []mark.Kind{mark.Following}, 0, 0)
		h.must(err)
		return namesOf(rows)
	}
	h.run("ByRequest", func(h *testShop) {
		equal(h, "before", follows(alice, first.SeriesID), false)
		_, err := h.shop.Request(h.ctx, alice, first.ID)
		h.must(err)
		equal(h, "then", follows(alice, first.SeriesID), true)
		equal(h, "another", follows(bob, first.SeriesID), false)
	})
	h.run("ByPurchase", func(h *testShop) {
		_, err := h.shop.Buy(h.ctx, alice, other.ID, nil)
		h.must(err)
		equal(h, "listed", listed(alice), "狂飙 流浪记")
	})
	h.run("Off", func(h *testShop) {
		l, err := h.shop.Follow(h.ctx, alice, first.SeriesID, false)
		h.must(err)
		equal(h, "answered", l.Following, false)
		_, err = h.shop.Buy(h.ctx, alice, second.ID, nil)
		h.must(err)
		_, err = h.shop.Request(h.ctx, alice, second.ID)
		h.must(err)
		equal(h, "after a request", listed(alice), "狂飙")
		l, err = h.shop.Follow(h.ctx, alice, first.SeriesID, true)
		h.must(err)
		equal(h, "answered", l.Following, true)
		equal(h, "again", listed(alice), "流浪记 狂飙")
		_, err = h.shop.Follow(h.ctx, alice, other.SeriesID, true)
		h.must(err)
		equal(h, "twice", listed(alice), "流浪记 狂飙")
	})
	h.run("Refused", func(h *testShop) {
		_, err := h.shop.Follow(h.ctx, alice, 999, true)
		h.refused(err, store.ErrNoSeries)
		_, err = h.shop.Follow(h.ctx, guest, first.SeriesID, true)
		h.refused(err, store.ErrLogIn)
	})
	h.run("Empty", func(h *testShop) {
		h.must(h.shop.Delete(h.ctx, h.boss, other.ID))
		equal(h, "of a series without movies", listed(alice), "流浪记")
		_, err := h.shop.Follow(h.ctx, bob, other.SeriesID, true)
		h.refused(err, store.ErrNoSeries)
	})
}

// testSinceLastVisit holds what is new to whom: what came since they left a screen, of
// the series that they follow how much; and that reading it moves nothing.
func testSinceLastVisit(t *testing.T, open Opener) {
	h := newTestShop(t, open)
	h.movie("before", 0)
	alice, bob := h.person("alice"), h.person("bob")
	first := h.episode("流浪记", 1, 1, 0)
	_, err := h.shop.Request(h.ctx, alice, first.ID)
	h.must(err)
	news := func(h *testShop, a store.Actor, since time.Time) store.News {
		h.t.Helper()
		n, err := h.shop.News(h.ctx, a, since, 0)
		h.must(err)
		return n
	}
	rows := func(h *testShop, a store.Actor, q store.LibraryQuery) (out string) {
		h.t.Helper()
		list, err := h.shop.Library(h.ctx, a, q)
		h.must(err)
		for _, e := range list {
			if e.Series != nil {
				out += e.Series.Title + " "
			} else {
				out += e.Movie.Title + " "
			}
		}
		return out
	}
	said := func(n store.News) string {
		out := fmt.Sprint(n.Others(), ":")
		for _, l := range n.Movies {
			out += " " + l.Title
		}
		for _, s := range n.Series {
			out += fmt.Sprintf(" %s+%d", s.Series.Title, s.New)
		}
		return out
	}
	h.run("Registered", func(h *testShop) {
		n := news(h, bob, time.Time{})
		equal(h, "since bob came", said(n), "{1 false}: 流浪记 S01E01")
		if n.Visited {
			h.t.Errorf("bob was here")
		}
		if len(n.Library) < 16 {
			h.t.Errorf("the library is called %q", n.Library)
		}
	})
	h.run("Left", func(h *testShop) {
		h.must(h.shop.LeaveScreen(h.ctx, alice))
		equal(h, "at once", said(news(h, alice, time.Time{})), "{0 false}:")
		h.episode("流浪记", 1, 2, 0)
		h.episode("流浪记", 1, 3, 0)
		h.movie("Rain", 300)
		h.episode("Tides", 1, 1, 0)
		want := "{2 false}: Tides S01E01 Rain 流浪记 S01E03 流浪记 S01E02 流浪记+2"
		n := news(h, alice, time.Time{})
		equal(h, "then", said(n), want)
		equal(h, "was here", n.Visited, true)
		equal(h, "read again", said(news(h, alice, time.Time{})), want)
		equal(h, "owned and prices", n.Movies[1].YourPrice, 300)
		if at := n.Series[0].Newest; !at.Equal(n.Movies[2].CreatedAt) {
			h.t.Errorf("the newest episode is of %v", at)
		}
		q := store.LibraryQuery{Since: n.Since}
		equal(h, "in the library", rows(h, alice, q), "Tides Rain 流浪记 ")
		equal(h, "searched", rows(h, alice, store.LibraryQuery{Since: n.Since, Search: "rain"}), "Rain ")
		total, err := h.shop.CountLibrary(h.ctx, alice, q)
		h.must(err)
		equal(h, "counted", total, store.Total{N: 3})
		list, err := h.shop.Library(h.ctx, alice, store.LibraryQuery{Since: n.Since, Limit: 2})
		h.must(err)
		equal(h, "the next page", rows(h, alice, store.LibraryQuery{Since: n.Since, Limit: 2, After: list[1].ID()}), "流浪记 ")
		equal(h, "from the end", rows(h, alice, store.LibraryQuery{Since: n.Since, Limit: 2, Reverse: true}), "流浪记 Rain ")
	})
	h.run("Asked", func(h *testShop) {
		all := news(h, alice, time.Unix(0, 0))
		equal(h, "of old", said(all), "{3 false}: Tides S01E01 Rain 流浪记 S01E03 流浪记 S01E02 流浪记 S01E01 before 流浪记+3")
		n, err := h.shop.News(h.ctx, alice, time.Unix(0, 0), 2)
		h.must(err)
		equal(h, "a part", said(n), "{3 false}: Tides S01E01 Rain 流浪记+3")
		equal(h, "later", said(news(h, alice, time.Now().Add(time.Hour))), "{0 false}:")
	})
	h.run("Unfollowed", func(h *testShop) {
		_, err := h.shop.Follow(h.ctx, alice, first.SeriesID, false)
		h.must(err)
		equal(h, "then", said(news(h, alice, time.Time{})), "{4 false}: Tides S01E01 Rain 流浪记 S01E03 流浪记 S01E02")
		_, err = h.shop.Follow(h.ctx, alice, first.SeriesID, true)
		h.must(err)
	})
	h.run("Here", func(h *testShop) {
		list, err := h.shop.FollowedNews(h.ctx, alice, news(h, alice, time.Time{}).Series[0].Newest)
		h.must(err)
		equal(h, "nothing", len(list), 0)
		list, err = h.shop.FollowedNews(h.ctx, alice, time.Unix(0, 0))
		h.must(err)
		equal(h, "all", list[0].New, 3)
	})
	h.run("OffTheShelf", func(h *testShop) {
		h.must(h.shop.Delete(h.ctx, h.boss, news(h, alice, time.Time{}).Movies[0].ID))
		equal(h, "then", said(news(h, alice, time.Time{})), "{1 false}: Rain 流浪记 S01E03 流浪记 S01E02 流浪记+2")
	})
	h.run("Refused", func(h *testShop) {
		_, err := h.shop.News(h.ctx, guest, time.Time{}, 0)
		h.refused(err, store.ErrLogIn)
		_, err = h.shop.FollowedNews(h.ctx, guest, time.Time{})
		h.refused(err, store.ErrLogIn)
		h.must(h.shop.LeaveScreen(h.ctx, guest))
		h.refused(h.shop.LeaveScreen(h.ctx, store.Actor{Account: 9999}), store.ErrRevoked)
	})
	// Those who follow more than are looked at one by one are told of the same.
	h.run("Many", func(h *testShop) {
		h.must(h.db.View(h.ctx, func(v store.View) error {
			one, err := v.FollowedSince(h.ctx, alice.Account, time.Unix(0, 0), 10, 100, 1000)
			if err != nil {
				return err
			}
			other, err := v.FollowedSince(h.ctx, alice.Account, time.Unix(0, 0), 0, 100, 1000)
			if err == nil && (len(one) != 1 || len(other) != 0) {
				h.t.Errorf("%v and %v", one, other)
			}
			return err
		}))
		_, err := h.shop.Follow(h.ctx, alice, h.episode("Dunes", 1, 1, 0).SeriesID, true)
		h.must(err)
		h.must(h.db.View(h.ctx, func(v store.View) error {
			for few, want := range map[int]int{1: 1, 2: 2, 3: 2} {
				list, err := v.FollowedSince(h.ctx, alice.Account, time.Unix(0, 0), few, 100, 1000)
				if err != nil {
					return err
				}
				if len(list) != want || list[0].Series.Title != "Dunes" {
					h.t.Errorf("among %d: %+v", few, list)
				}
			}
			list, err := v.FollowedSince(h.ctx, alice.Account, time.Unix(0, 0), 10, 100, 2)
			if err == nil && list[1].New != 2 {
				h.t.Errorf("counted up to 2: %+v", list)
			}
			return err
		}))
	})
}
