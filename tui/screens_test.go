package tui

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/tui/words"
)

var update = flag.Bool("update", false, "write the golden screens anew")

// view is a way to a screen in some state. play leaves it on the stage; the
// test draws it in every size and both languages.
type view struct {
	name string
	who  func(*testShop) store.Actor
	play func(*stage)
}

// member is alice with money and something to read.
func member(h *testShop) store.Actor {
	a := alice(h)
	h.credit(a, 5000)
	return a
}

// vip is alice with a month of VIP and a movie that is hers.
func vip(h *testShop) store.Actor {
	a := alice(h)
	h.credit(a, 10000)
	_, err := h.shop.BuyVIP(h.ctx, a, "month")
	h.must(err)
	_, err = h.shop.Buy(h.ctx, a, 11, nil)
	h.must(err)
	return a
}

func poor(h *testShop) store.Actor { return alice(h) }

// speaking is a member; the newest movie has subtitles beside it and in its file.
func speaking(h *testShop) store.Actor {
	a := member(h)
	m := h.publish(film{"雨夜 A Night of Rain", 0, 1_200_000_000, 101 * time.Minute}, store.Publication{
		Title: "雨夜 A Night of Rain", Free: true, Year: 2021, Tags: []string{"剧情", "悬疑"}, About: "一场雨，两个陌生人，一夜的路。",
	})
	for _, s := range []store.Subtitle{{Language: "zh"}, {Language: "en"}, {Language: "en", Kind: "sdh"}, {Language: "pt-BR", Kind: "forced"}} {
		s.MovieID, s.Format, s.File = m.ID, "srt", s.Language+s.Kind
		_, _, err := h.shop.AddSubtitle(h.ctx, h.boss, s)
		h.must(err)
	}
	h.must(h.shop.SetExamined(h.ctx, m.ID, store.StreamsYes, store.Tracks{
		Known: true, Subtitles: []store.Track{{Language: "ja", Format: "ass"}, {Language: "ar", Format: "srt"}}, Sound: []string{"zh", "ja"},
	}))
	return a
}

// seek opens the movie that a search finds first.
func seek(s *stage, search string) {
	s.press("/")
	s.write(search)
	s.press("enter")
}

// closed makes a library one for its members.
func closed(admits store.Admission, noGuests bool) func(*testShop) store.Actor {
	return func(h *testShop) store.Actor {
		r := h.shop.Rules()
		r.Registration, r.NoGuests = admits, noGuests
		h.must(h.shop.SetRules(h.ctx, r))
		return guest(h)
	}
}

var scenes = []view{
	{"welcome_invited", closed(store.AdmitInvited, false), func(*stage) {}},
	{"welcome_closed", closed(store.AdmitNone, false), func(*stage) {}},
	{"welcome_members", closed(store.AdmitInvited, true), func(*stage) {}},
	{"welcome_members_closed", closed(store.AdmitNone, true), func(*stage) {}},
	{"register_invited", closed(store.AdmitInvited, true), func(s *stage) {
		s.press("r")
		s.write("abcd-efgh-jkmn-pqrs-tvwx")
		s.press("tab")
		s.write("小明")
		s.press("tab")
		s.write("correct horse")
		s.press("tab")
		s.write("correct horse")
		s.press("enter")
	}},
	{"account_remove", vip, func(s *stage) { s.press("5", "D") }},
	{"welcome", guest, func(s *stage) {}},
	{"login", guest, func(s *stage) { s.press("i"); s.write("alice") }},
	{"login_refused", guest, func(s *stage) {
		s.press("i")
		s.write("alice")
		s.press("tab")
		s.write("not my password")
		s.press("enter")
	}},
	{"register", guest, func(s *stage) { s.press("r"); s.write("小明") }},
	{"register_wrong", guest, func(s *stage) {
		s.press("r")
		s.write("a b")
		s.press("tab")
		s.write("short")
		s.press("tab")
		s.write("other")
		s.press("tab")
	}},
	{"register_key", func(h *testShop) store.Actor {
		line, fp := keyOf("carol")
		return store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line}
	}, func(s *stage) { s.press("r"); s.write("carol"); s.press("tab") }},
	{"library_guest", guest, func(s *stage) { s.press("2") }},
	{"library", member, func(s *stage) { s.press("down", "down") }},
	{"library_marked", member, func(s *stage) {
		s.press("f", "w", "x", "down", "f", "down", "down", "x", "up")
		s.rest(6 * time.Second)
	}},
	{"library_favourites", member, func(s *stage) {
		s.press("f", "down", "f", "w")
		s.rest(6 * time.Second)
		s.press("tab", "tab", "tab", "tab")
	}},
	{"library_favourites_none", member, func(s *stage) { s.press("tab", "tab", "tab", "tab") }},
	{"library_following", fan, func(s *stage) { s.ask(1, 1); s.press("shift+tab") }},
	{"library_new", member, func(s *stage) {
		s.must(s.shop.LeaveScreen(s.testShop.ctx, s.model.Actor))
		s.rest(time.Hour)
		s.film(film{"雨夜", 0, 1_200_000_000, 101 * time.Minute})
		s.run(s.model.askNews())
		s.settle()
		s.press("tab", "tab", "tab")
	}},
	{"series_marked", fanOwning, func(s *stage) { opensShow(s); s.press("x", "right", "f", "w", "x"); s.rest(6 * time.Second) }},
	{"movie_finished", fan, func(s *stage) { sendWhole(s, 1, 1); opensShow(s); s.press("home", "enter") }},
	{"movie_marked", member, func(s *stage) { s.press("enter", "f", "w") }},
	{"library_vip", vip, func(s *stage) { s.press("down") }},
	{"library_paid_by_price", member, func(s *stage) { s.press("tab", "tab", "s", "s") }},
	{"library_searching", member, func(s *stage) { s.press("/"); s.write("流浪") }},
	{"library_nothing", member, func(s *stage) { seek(s, "zzz") }},
	{"library_loading", guest, func(s *stage) {
		s.model.screens.Shop = &slowShop{s.shop, 10 * time.Second}
		s.press("2")
		s.rest(time.Second)
	}},
	{"library_error", guest, func(s *stage) { s.must(s.shop.Close()); s.press("2") }},
	{"movie_error", member, func(s *stage) { s.must(s.shop.Close()); s.press("enter") }},
	{"movie_paid", member, func(s *stage) { seek(s, "流浪地球"); s.press("enter") }},
	{"movie_vip", vip, func(s *stage) { seek(s, "流浪地球"); s.press("enter") }},
	{"movie_owned", vip, func(s *stage) { seek(s, "sdyjq"); s.press("enter") }},
	{"movie_free", guest, func(s *stage) { s.press("2"); seek(s, "moon"); s.press("enter") }},
	{"movie_languages", speaking, func(s *stage) { s.press("enter") }},
	{"library_languages", speaking, func(s *stage) { s.size(120, 36); s.press("down", "up"); s.rest(time.Second) }},
	{"movie_long_title", member, func(s *stage) { seek(s, "strangelove"); s.press("enter") }},
	{"buy", member, func(s *stage) { seek(s, "大闹"); s.press("d") }},
	{"buy_too_little", poor, func(s *stage) { seek(s, "大闹"); s.press("d") }},
	{"buy_price_changed", member, func(s *stage) {
		seek(s, "大闹")
		s.press("d")
		price := store.Fen(900)
		_, err := s.shop.Edit(s.ctx, s.boss, 8, store.Edit{Price: &price})
		s.must(err)
		s.press("y")
	}},
	{"countdown", member, func(s *stage) { seek(s, "城南"); s.press("d"); s.rest(3 * time.Second) }},
	{"countdown_queued", member, func(s *stage) {
		for _, id := range []int64{1, 2, 3} {
			_, err := s.shop.Request(s.ctx, s.model.Actor, id)
			s.must(err)
		}
		s.settle()
		seek(s, "城南")
		s.press("d")
	}},
	{"commands", member, func(s *stage) { seek(s, "城南"); s.press("d"); s.rest(31 * time.Second) }},
	{"commands_owned", vip, func(s *stage) { seek(s, "速度"); s.press("d") }},
	{"transfer", vip, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		send(s, 2, 0, 30)
	}},
	{"transfer_stopped", vip, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		send(s, 2, 0, 30)()
		s.rest(10 * time.Second)
	}},
	{"transfer_whole", vip, func(s *stage) {
		seek(s, "clip")
		s.press("d")
		tr, err := s.shop.OpenDownload(s.ctx, s.model.Actor, 12, store.ProtocolSFTP, "SSH-2.0-test")
		s.must(err)
		tr.Sent(0, films[11].size)
		tr.Close()
		s.rest(10 * time.Second)
	}},
	{"grant_over", member, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		s.must(s.shop.Delete(s.ctx, s.boss, 2))
		s.rest(time.Second)
	}},
	{"downloads_none", poor, func(s *stage) { s.press("2") }},
	{"downloads", vip, func(s *stage) {
		for _, id := range []int64{11, 2, 12} {
			_, err := s.shop.Request(s.ctx, s.model.Actor, id)
			s.must(err)
		}
		tr, err := s.shop.OpenDownload(s.ctx, s.model.Actor, 12, store.ProtocolSFTP, "SSH-2.0-test")
		s.must(err)
		tr.Sent(0, films[11].size)
		tr.Close()
		s.press("2")
		send(s, 2, 0, 30)
	}},
	{"downloads_marked", fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		s.ask(1, 2)
		s.press("2", "w", "down", "f", "x")
		s.rest(6 * time.Second)
	}},
	{"downloads_waiting", member, func(s *stage) {
		for _, id := range []int64{1, 2, 3} {
			_, err := s.shop.Request(s.ctx, s.model.Actor, id)
			s.must(err)
			s.rest(20 * time.Second)
		}
		s.press("2")
	}},
	{"downloads_error", member, func(s *stage) { s.must(s.shop.Close()); s.press("2") }},
	{"wallet_error", member, func(s *stage) { s.must(s.shop.Close()); s.press("3") }},
	{"notices_error", member, func(s *stage) { s.must(s.shop.Close()); s.press("4") }},
	{"keys_error", member, func(s *stage) { s.must(s.shop.Close()); s.press("5", "K") }},
	{"wallet_empty", poor, func(s *stage) { s.press("3") }},
	{"wallet", vip, func(s *stage) { s.press("3") }},
	{"redeem_refused", poor, func(s *stage) { s.press("3", "r"); s.paste("NOT-A-CODE\n"); s.press("enter") }},
	{"plans", member, func(s *stage) { s.press("3", "v") }},
	{"plans_confirm", member, func(s *stage) { s.press("3", "v", "enter") }},
	{"plans_too_little", member, func(s *stage) { s.press("3", "v", "down", "enter") }},
	{"notices_none", poor, func(s *stage) { s.press("4") }},
	{"notices", noticed, func(s *stage) { s.press("4", "down") }},
	{"notice", noticed, func(s *stage) { s.press("4", "down", "enter") }},
	{"notice_toast", member, func(s *stage) {
		_, err := s.shop.Post(s.ctx, s.boss, "今晚上新：流浪地球 2", "八点整。")
		s.must(err)
		s.settle()
	}},
	{"account_changed", func(h *testShop) store.Actor {
		a := member(h)
		if _, err := h.shop.SetPasswordOf(h.ctx, h.boss, "alice", "battery staple"); err != nil {
			h.t.Fatal(err)
		}
		return a
	}, func(*stage) {}},
	{"account", member, func(s *stage) { s.press("5") }},
	{"password", member, func(s *stage) {
		s.press("5", "p")
		s.write("a long enough one")
		s.press("tab")
		s.write("another")
		s.press("enter")
	}},
	{"keys", member, func(s *stage) { s.press("5", "K") }},
	{"key_add", member, func(s *stage) {
		s.press("5", "K", "a")
		line, _ := keyOf("second")
		s.paste(line + "\n")
	}},
	{"key_remove", member, func(s *stage) { s.press("5", "K", "x") }},
	{"key_last", member, func(s *stage) { s.press("5", "K", "x", "y") }},
	{"library_series", fan, func(s *stage) { s.press("tab", "shift+tab", "g") }},
	{"library_series_about", fan, func(s *stage) {
		s.size(160, 45)
		s.press("tab", "shift+tab", "down", "up")
		s.rest(time.Second)
	}},
	{"library_series_search", fan, func(s *stage) { seek(s, "流浪") }},
	{"library_series_owned", fanOwning, func(s *stage) { s.press("tab", "shift+tab", "g") }},
	{"library_episode_search", fan, func(s *stage) { seek(s, "启程") }},
	{"series", fan, opensShow},
	{"series_guest", func(h *testShop) store.Actor { show(h); return guest(h) }, func(s *stage) { s.press("2", "g", "enter") }},
	{"series_second", fan, func(s *stage) { opensShow(s); s.press("tab", "right", "down") }},
	{"series_specials", fan, func(s *stage) { opensShow(s); s.press("tab", "tab") }},
	{"series_about", fan, func(s *stage) { opensShow(s); s.press("shift+tab") }},
	{"series_waiting", fan, func(s *stage) {
		opensShow(s)
		s.press("d", "esc", "right", "d", "esc", "right", "right")
		s.rest(6 * time.Second)
	}},
	{"series_states", fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		s.ask(1, 2)
		s.rest(40 * time.Second)
		for n := 3; n < 6; n++ {
			s.ask(1, n)
		}
		s.rest(10 * time.Second)
		opensShow(s)
	}},
	{"series_all_asked", fanOwning, func(s *stage) { opensShow(s); s.press("D") }},
	{"series_all_ready", fanVIP, func(s *stage) { opensShow(s); s.press("D", "y") }},
	{"series_buy", fan, func(s *stage) { opensShow(s); s.press("D") }},
	{"series_bought", fan, func(s *stage) { opensShow(s); s.press("D", "y") }},
	{"series_buy_too_little", func(h *testShop) store.Actor { show(h); return poor(h) }, func(s *stage) { opensShow(s); s.press("D") }},
	{"series_error", fan, func(s *stage) { opensShow(s); s.must(s.shop.Close()); s.press("esc", "enter") }},
	{"movie_episode", fan, func(s *stage) { opensShow(s); s.press("right", "enter") }},
	{"movie_episode_fetched", fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		opensShow(s)
		s.press("left", "enter")
	}},
	{"transfer_episode_whole", fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		opensShow(s)
		s.press("left", "d")
	}},
	{"downloads_series", fanOwning, func(s *stage) {
		sendWhole(s, 1, 1)
		opensShow(s)
		s.press("D", "2")
	}},
	{"lose", member, func(s *stage) { s.press("5", "p"); s.write("something"); s.press("esc") }},
}

// opensShow opens the series that fan brought.
func opensShow(s *stage) {
	s.press("tab", "shift+tab") // the library asks anew
	s.press("g", "enter")
}

// noticed is alice with two notices, one of them read.
func noticed(h *testShop) store.Actor {
	a := alice(h)
	old, err := h.shop.Post(h.ctx, h.boss, "Welcome to Youku", "A movie library that any terminal can open.\n\nPress d on a movie to fetch it, and have a good time.")
	h.must(err)
	_, err = h.shop.Post(h.ctx, h.boss, "今晚上新：流浪地球 2", "八点整上架，VIP 半价。\n\n喜欢第一部的朋友不要错过；还没看过的，先看第一部。")
	h.must(err)
	_, err = h.shop.ReadNotice(h.ctx, a, old.ID)
	h.must(err)
	return a
}

// send moves a share of a movie, in percent, as a client would; the transfer
// stays open until the function that it gives is called.
func send(s *stage, movie int64, from, to int64) func() {
	tr, err := s.shop.OpenDownload(s.ctx, s.model.Actor, movie, store.ProtocolSFTP, "SSH-2.0-test")
	s.must(err)
	s.runs = append(s.runs, tr)
	one := tr.Download().Size / 100
	for p := from; p < to; p++ {
		tr.Sent(p*one, one)
		s.rest(100 * time.Millisecond)
	}
	return func() { tr.Close(); s.settle() }
}

// TestScreens compares every screen in every state, at 40, 80, 120 and 160
// columns in both languages, with testdata/golden; -update writes them anew.
// The title bar is left out: it has goldens of its own, so that one more place
// touches no screen's. The same stage then shows that it can do with ASCII and
// that it idles.
func TestScreens(t *testing.T) {
	for _, sc := range scenes {
		t.Run(sc.name, func(t *testing.T) {
			t.Parallel()
			play(t, sc.who, func(s *stage) {
				sc.play(s)
				golden(t, sc.name, s.drawn(body))
				s.plainly()
				if !moves(sc.name) {
					s.idles()
				}
			})
		})
	}
}

// moves reports whether something moves in a scene, for a while.
func moves(scene string) bool {
	return slices.ContainsFunc([]string{"transfer", "downloads", "countdown", "series_waiting", "series_states", "series_all_asked", "series_bought"},
		func(p string) bool { return strings.HasPrefix(scene, p) })
}

// drawn is a part of what is seen, in each size and language.
func (s *stage) drawn(part func(frame string) string) string {
	var b strings.Builder
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 36}, {160, 45}} {
		for _, lang := range []words.Lang{words.Zh, words.En} {
			s.model.Lang = lang
			s.size(size[0], size[1])
			fmt.Fprintf(&b, "== %s %d×%d\n%s\n", lang, size[0], size[1], part(bare(s.screen())))
		}
	}
	return b.String()
}

// titleLines are the title bar and the line under it.
const titleLines = 2

// body is a frame below its title bar.
func body(frame string) string {
	return strings.Join(strings.Split(frame, "\n")[titleLines:], "\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "golden", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Errorf("%s (-want +got):\n%s", file, d)
	}
}
