package command

import (
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

// episode publishes one of a series; price 0 makes it free.
func (h *testServer) episode(title string, price store.Fen, e store.Episode) store.Movie {
	h.t.Helper()
	m := h.movie(title, price)
	m, err := h.shop.Edit(h.ctx, h.people["boss"], m.ID, store.Edit{Episode: &e})
	h.must(err)
	return m
}

// tellSeries is a show of two seasons, from the first look to the last episode.
func (s *story) tellSeries() {
	h := s.h
	h.person("alice")
	h.movie("城南旧事", 0)
	const show = "流浪记 Wandering"
	h.episode("启程 Departure", 0, store.Episode{Series: show, Season: 1, Number: 1})
	h.episode(show+" S01E02", 300, store.Episode{Series: show, Season: 1, Number: 2})
	h.episode("归途 The Way Back", 300, store.Episode{Series: show, Season: 1, Number: 3, End: 4})
	h.episode("远方 Afar", 500, store.Episode{Series: show, Season: 2, Number: 1})
	h.episode("花絮 Extras", 0, store.Episode{Series: show, Season: 0, Number: 1})
	year, tags := 2023, []string{"Travel"}
	_, err := h.shop.Edit(h.ctx, h.people["boss"], 2, store.Edit{Year: &year, Tags: &tags})
	h.must(err)
	about, shown, both := "一路向西。\n\nWestward, on foot.", 2024, []string{"旅行", "travel"}
	_, err = h.shop.EditSeries(h.ctx, h.people["boss"], 1, store.SeriesEdit{About: &about, Year: &shown, Tags: &both})
	h.must(err)

	s.ask("guest", "series")
	s.ask("guest", "series 1")
	s.ask("guest", "series 2")
	s.ask("guest", "request --series 1")
	s.ask("alice", "series --search wandering")
	s.ask("alice", "series --search nobody")
	s.ask("alice", "movies --series 1 --sort price --reverse --limit 2")
	s.ask("alice", "movies --tag TRAVEL")
	s.ask("alice", "movies --year 2023 --free")
	s.ask("alice", "movie 2")
	s.ask("alice", "movie 6")
	s.ask("alice", "request --series 1 --season 1")
	s.ask("alice", "buy --series 1 --season 1")
	h.credit("alice", 12_00)
	s.ask("alice", "buy --series 1 --season 1 --price 5")
	s.ask("alice", "buy --series 1 --season 1 --price 6")
	s.ask("alice", "buy --series 1 --season 1")
	s.ask("alice", "buy 4 2")
	s.ask("alice", "buy --series 1 --season 7")
	s.ask("alice", "buy --series 1 4")
	s.ask("alice", "buy --season 1")
	s.ask("alice", "request 2 5")
	s.ask("alice", "request --series 1 --season 1")
	s.ask("alice", "request 3 1")
	s.ask("alice", "request 3")
	s.ask("alice", "downloads")
	s.ask("alice", "series 1")
	time.Sleep(2 * time.Minute)
	s.ask("alice", "request --series 1 --season 1")
	s.ask("alice", "get 2")
	s.ask("alice", "get 4")
	s.ask("alice", "get 4 --quiet")
	s.ask("alice", "series 1")
}

func TestSeriesStory(t *testing.T) {
	for _, c := range []struct {
		name string
		lang words.Lang
		json bool
	}{{"series_json", words.En, true}, {"series_en", words.En, false}, {"series_zh", words.Zh, false}} {
		t.Run(c.name, func(t *testing.T) {
			withServer(t, func(h *testServer) {
				s := &story{h: h, lang: c.lang, json: c.json}
				s.tellSeries()
				s.hold(t, c.name)
			})
		})
	}
}
