package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestSeries_Season asks for a season: one question with one sum, one sale a
// movie, a queue of which the end is said at once.
func TestSeries_Season(t *testing.T) {
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.press("D")
		s.sees("Buy the 10 that you do not own?", "¥30.00", "¥20.00")
		s.press("y")
		s.sees("10 bought for ¥30.00; 12 episodes, the last ready today 09:06", "● 0:30", "queued", "¥20.00")
		if s.kind() != "series" {
			t.Fatalf("then %s is seen", s.kind())
		}
		w, err := s.shop.WalletPage(s.ctx, s.model.Actor, store.Span{Limit: 50})
		s.must(err)
		if w.Balance != 2000 || len(w.Entries) != 11 {
			t.Errorf("balance %v after %d entries", w.Balance, len(w.Entries))
		}
		s.rest(7 * time.Second)
		s.sees("● 0:23", "12 waiting")
		s.rest(24 * time.Second)
		s.sees("ready", "11 waiting")
		s.rest(6 * time.Minute)
		s.misses("waiting", "queued")
		s.press("D")
		s.sees("12 episodes are ready")
		s.press("y")
		if want := "sftp -a -r -P 2222 'alice@youku.example:/downloads/流浪记-The-Wanderers' ."; s.clip != want {
			t.Errorf("copied %q, want %q", s.clip, want)
		}
	})
}

// TestSeries_PriceChanged holds that a season is not bought for another sum than
// the one that was shown.
func TestSeries_PriceChanged(t *testing.T) {
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.press("D")
		price := store.Fen(500)
		_, err := s.shop.Edit(s.ctx, s.boss, s.episodeID(1, 7), store.Edit{Price: &price})
		s.must(err)
		s.press("y")
		s.sees("The price changed: it is ¥32.00 now")
		s.press("y")
		s.sees("10 bought for ¥32.00")
	})
}

// TestSeries_Quiet holds that only a wait that runs moves the screen: a tick a
// second, and none where none runs.
func TestSeries_Quiet(t *testing.T) {
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.idles()
		s.press("d", "esc", "right", "d", "esc")
		s.sees("● 0:30", "queued")
		s.rest(2 * time.Second)
		before, drawn := s.told, s.screen()
		s.rest(10 * time.Second)
		if n := s.told - before; n > 11 {
			t.Errorf("%d messages in ten seconds of waiting", n)
		}
		if s.screen() == drawn {
			t.Error("the countdown stands still")
		}
		s.rest(time.Minute)
		s.sees("ready")
		s.idles()
	})
}

// TestSeries_Next leads from an episode that was fetched whole to the next one:
// from its page, and from the screen of its download.
func TestSeries_Next(t *testing.T) {
	play(t, fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		opensShow(s)
		s.sees("▌  2 雨夜") // where one goes on
		s.press("left", "d")
		s.sees("Next: S01E02 雨夜")
		s.press("enter")
		s.sees("Getting 流浪记 The Wanderers S01E02 雨夜 ready")
		s.press("esc", "left", "enter")
		s.sees("Next: S01E02 雨夜")
		s.press("tab")
		s.sees("Before it: S01E01", "Next: S01E03")
		s.press("shift+tab", "enter")
		s.sees("Getting 流浪记 The Wanderers S01E02 雨夜 ready")
		s.press("esc", "esc")
		if s.kind() != "series" {
			t.Errorf("behind it is %s", s.kind())
		}
	})
}

// TestSeries_Live holds that what happens elsewhere shows, and that the cursor
// stays at its episode.
func TestSeries_Live(t *testing.T) {
	play(t, fan, func(s *stage) {
		s.size(120, 40)
		opensShow(s)
		s.press("down", "right")
		s.sees("▌  4 旧信", "S01E04")
		s.must(s.shop.Delete(s.ctx, s.boss, s.episodeID(1, 2)))
		s.settle()
		s.sees("▌  4 旧信")
		s.misses("  2 雨夜")
		s.episode(store.Episode{Series: showTitle, Season: 1, Number: 13}, "尾声", 0)
		s.settle()
		s.sees("13 尾声", "Free ●", "▌  4 旧信")
		_, all, err := s.shop.Series(s.testShop.ctx, s.boss, s.showID())
		s.must(err)
		for _, m := range all {
			s.must(s.shop.Delete(s.ctx, s.boss, m.ID))
		}
		s.settle()
		s.sees("no longer in the library")
	})
}

// TestSeries_New holds that an episode that came to an older series is new for a
// week: in the row of the series, and in its season until it was asked for.
func TestSeries_New(t *testing.T) {
	play(t, fan, func(s *stage) {
		s.press("tab", "shift+tab")
		s.sees("流浪记 The Wanderers · 2 seasons · 1 new")
		s.press("g", "enter", "tab")
		s.sees("12 无名小站", "¥3.00 ●")
		s.rest(6 * 24 * time.Hour)
		s.press("esc", "tab", "shift+tab")
		s.sees("1 new")
		s.rest(25 * time.Hour)
		s.press("tab", "shift+tab")
		s.misses("1 new")
	})
}

// TestSeries_Mouse selects by a click, opens by another, and changes seasons.
func TestSeries_Mouse(t *testing.T) {
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.press("m")
		s.clickOn("渡口")
		s.sees("▌  6 渡口")
		s.clickOn("渡口")
		if s.kind() != "movie" {
			t.Fatalf("not opened:\n%s", s.screen())
		}
		s.clickOn("Next: ")
		s.sees("S01E07")
		s.press("esc")
		s.roll(tea.MouseWheelDown)
		s.sees("S01E09")
		s.roll(tea.MouseWheelUp)
		s.sees("S01E06")
		s.clickOn("Season 2")
		s.sees("S02E01")
		s.clickOn("About")
		s.sees("disused railway")
		s.clickOn("Season 1")
		s.sees("S01E01")
	})
}

// TestSeries_Guest leads a guest to log in first.
func TestSeries_Guest(t *testing.T) {
	play(t, func(h *testShop) store.Actor { show(h); return guest(h) }, func(s *stage) {
		s.press("2", "g", "enter", "D")
		s.sees("Log in")
	})
}

// BenchmarkSeries_FirstFrame opens a season of 24: the question to the shop, and
// the frame that shows its answer.
func BenchmarkSeries_FirstFrame(b *testing.B) {
	h := newTestShop(b, b.TempDir())
	for n := 1; n <= 24; n++ {
		h.episode(store.Episode{Series: showTitle, Season: 1, Number: n}, "启程", 300)
	}
	a := h.person("alice")
	h.credit(a, 10000)
	r := testRoot(Session{Shop: h.shop, Ctx: b.Context(), Actor: a, Lang: words.En, Location: time.UTC, Host: "youku.example", Port: 2222}, theme.New(true, false, theme.Colourful))
	r.w, r.h = 120, 36
	r.hear(r.GoTo("library"))
	for b.Loop() {
		open, _ := ui.FindKey(r.Top().Keys(), "enter")
		r.hear(open.Do())
		if !strings.Contains(r.View().Content, "S01E01") {
			b.Fatal(r.View().Content)
		}
		r.Close(r.Top())
	}
}

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
	id := s.findEpisode(season, n)
	if id == 0 {
		s.t.Fatalf("no episode %d of season %d", n, season)
	}
	return id
}

func (s *stage) findEpisode(season, n int) int64 {
	s.t.Helper()
	_, list, err := s.shop.Series(s.testShop.ctx, s.boss, s.showID())
	s.must(err)
	for _, m := range list {
		if m.Episode.Season == season && m.Episode.Number == n {
			return m.ID
		}
	}
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

// TestSeries_Edit holds that an admin edits a series where it is seen, and that
// the screen shows it then; others have no such key.
func TestSeries_Edit(t *testing.T) {
	play(t, func(h *testShop) store.Actor { fan(h); return h.boss }, func(s *stage) {
		opensShow(s)
		s.press("e")
		s.sees("Edit the series", "流浪记 The Wanderers")
		s.write("!")
		s.press("ctrl+s")
		s.sees("流浪记 The Wanderers!", "is saved", "Season 1")
	})
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.press("e")
		s.misses("Edit the series")
	})
}
