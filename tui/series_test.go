package tui

import (
	"fmt"
	"time"

	"youku.example/store"
)

// show brings a series of two seasons and a special: the first two episodes are
// free, the last came a month after the others.
func show(h *testShop) {
	h.t.Helper()
	titles := []string{"启程", "渡口", "无名小站", "雨夜", "The Long Way Home", "旧信"}
	for season := 1; season <= 2; season++ {
		for n := 1; n <= 12; n++ {
			if season == 2 && n == 12 {
				h.episode(store.Episode{Series: showTitle, Season: 0, Number: 1}, "幕后", 0)
				time.Sleep(30 * 24 * time.Hour)
			}
			price := store.Fen(300)
			if season == 1 && n <= 2 {
				price = 0
			}
			h.episode(store.Episode{Series: showTitle, Season: season, Number: n}, titles[(season+n)%len(titles)], price)
		}
	}
	year, about, tags := 2024, showAbout, []string{"公路", "剧情"}
	id := h.showID()
	_, err := h.shop.EditSeries(h.ctx, h.boss, id, store.SeriesEdit{Year: &year, About: &about, Tags: &tags})
	h.must(err)
}

const (
	showTitle = "流浪记 The Wanderers"
	showAbout = "一个修表匠带着一只停了的怀表离开小城，沿着一条废弃的铁路往北走，每到一站就替人修一件东西，也听一个故事。\n\nA watchmaker leaves his town with a watch that has stopped, and follows a disused railway north; at each station he mends a thing and hears a story."
)

func (h *testShop) episode(at store.Episode, name string, price store.Fen) store.Movie {
	h.t.Helper()
	f := film{fmt.Sprintf("%s %s %s", at.Series, at.Code(), name), price, 512_000_000 + int64(at.Number)*7_000_000, 45*time.Minute + time.Duration(at.Number)*11*time.Second}
	return h.publish(f, store.Publication{Title: f.title, Free: price == 0, Price: price, Episode: at, Year: 2024, About: "他在渡口等了三天，船没有来，来了一封信。\n\nHe waits three days for a ferry, and a letter comes."})
}

func (h *testShop) showID() int64 {
	h.t.Helper()
	list, err := h.shop.SeriesList(h.ctx, h.boss, store.SeriesQuery{})
	h.must(err)
	return list[0].ID
}

// fan is alice with money, beside a series.
func fan(h *testShop) store.Actor { show(h); return member(h) }

// fanOwning is a fan who bought the first season.
func fanOwning(h *testShop) store.Actor {
	a := fan(h)
	first := 1
	_, err := h.shop.BuyAll(h.ctx, a, store.Selection{Series: h.showID(), Season: &first}, nil)
	h.must(err)
	return a
}

// fanVIP is a fan who does not wait.
func fanVIP(h *testShop) store.Actor {
	a := fanOwning(h)
	_, err := h.shop.BuyVIP(h.ctx, a, "month")
	h.must(err)
	return a
}

// episodeID is the movie that is an episode of the series.
func (s *stage) episodeID(season, n int) int64 {
	s.t.Helper()
	_, list, err := s.shop.Series(s.testShop.ctx, s.boss, s.showID())
	s.must(err)
	for _, m := range list {
		if m.Episode.Season == season && m.Episode.Number == n {
			return m.ID
		}
	}
	s.t.Fatalf("no episode %d of season %d", n, season)
	return 0
}

// ask asks for an episode.
func (s *stage) ask(season, n int) int64 {
	s.t.Helper()
	id := s.episodeID(season, n)
	_, err := s.shop.Request(s.testShop.ctx, s.model.Actor, id)
	s.must(err)
	return id
}

// sendWhole asks for an episode, waits, and has all of it sent.
func sendWhole(s *stage, season, n int) {
	s.t.Helper()
	id := s.ask(season, n)
	s.rest(31 * time.Second)
	tr, err := s.shop.OpenDownload(s.testShop.ctx, s.model.Actor, id, store.ProtocolSFTP, "SSH-2.0-test")
	s.must(err)
	tr.Sent(0, tr.Download().Size)
	tr.Close()
	s.rest(10 * time.Second)
}
