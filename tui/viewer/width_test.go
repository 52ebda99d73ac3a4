package viewer

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"
	"youku.example/tui/words"
)

// TestWidthLaw draws screens full of 10,000 random titles at random sizes: no
// line is wider than the window, by either way of counting, none is too many,
// and nothing of a title reaches the terminal that could act on it.
func TestWidthLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	for range 170 {
		shop := randomShop(r)
		v := screensOf(t, shop, store.Actor{Account: 1, Name: uitest.RandomText(r), Role: store.RoleUser, Key: uitest.RandomText(r)},
			[]words.Lang{words.Zh, words.En}[r.IntN(2)], theme.New(r.IntN(2) == 0, r.IntN(4) == 0, theme.Colours(r.IntN(4))))
		v.Account = store.Account{ID: 1, Balance: store.Fen(r.Int64N(1e8)), VIPUntil: now, HasPassword: true, CreatedAt: now}
		at := r.IntN(40)
		lib, down, read, purse := newLibrary(v).(*library), newDownloads(v).(*downloads), newNotices(v).(*notices), newWallet(v).(*wallet)
		v.keep(lib, down, read, purse)
		for _, cmd := range []tea.Cmd{lib.list.Load(), down.Init(), read.Init(), purse.Init()} {
			v.hear(cmd)
		}
		lib.list.At, down.list.At, read.list.At = at, at, at
		lib.search.Open()
		lib.search.Typed(tea.PasteMsg{Content: uitest.RandomText(r)})
		of := newSeries(v, store.SeriesListing{Series: store.Series{ID: int64(at + 1)}}).(*series)
		v.keep(of)
		v.hear(of.Init())
		of.tab = r.IntN(of.tabs())
		m := shop.movies[at]
		after := shop.movies[at+1]
		m.Grant = &shop.downloads[at]
		d := shop.downloads[0]
		for _, s := range []ui.Screen{
			lib, newMovie(v, m), down, of, &movie{Screens: v, m: m, before: &m, after: &after, page: ui.NewReader()},
			&fetch{Screens: v, id: 1, d: store.Download{Title: m.Title, Episode: m.Episode, State: store.Complete, Live: true}, state: ready, after: &after},
			&fetch{Screens: v, id: 1, d: d, state: ready}, &fetch{Screens: v, id: 1, d: d, state: waiting, until: now, next: uitest.RandomText(r)},
			&fetch{Screens: v, id: 1, d: d, state: over}, newBuy(v, m),
			read, newNotice(v, shop.notices[0], nil),
			purse,
			&pubkeys{Screens: v, asker: screen.Asker{Loaded: true}, all: []store.Key{{Comment: uitest.RandomText(r), Fingerprint: uitest.RandomText(r), Line: uitest.RandomText(r), AddedAt: now}}},
			newAccount(v), newLogin(v, nil), newRegister(v), &plans{Screens: v, all: []store.Plan{{Name: uitest.RandomText(r), Days: r.IntN(1e5), Price: store.Fen(r.Int64N(1e8))}}},
			typedInto(newRedeem(v), r), typedInto(newPassword(v), r), typedInto(newAddKey(v, &pubkeys{Screens: v}), r),
			ui.NewConfirm(&v.Display, v.Close, ui.Question{Title: textBuyTitle, Yes: textPay, No: textNotBuying, Danger: true, Body: func() []string { return []string{ui.Clean(m.Title)} }}),
		} {
			w, h := 38+r.IntN(120), 8+r.IntN(40)
			uitest.Fits(t, s, ui.Clean(v.Say(s.Title())), 1000, 1)
			uitest.Fits(t, s, framed(v, s.View(w, h), w, h), w, h)
		}
	}
}

// framed is a body as the frame shows it: cut where it leaves its room, without
// the mark of the cursor.
func framed(v *Screens, body string, w, h int) string {
	drawn, _ := term.FindCursor(strings.Join(cells.Fit(body, w, h, v.Styles.More), "\n"))
	return drawn
}

// typedInto is a form in which something odd was typed.
func typedInto(s ui.Screen, r *rand.Rand) ui.Screen {
	for range r.IntN(4) {
		s.Update(tea.PasteMsg{Content: uitest.RandomText(r)})
		s.Update(uitest.Press("tab"))
	}
	return s
}

// randomShop is a shop with odd names in all of its lists, each longer than a
// page.
func randomShop(r *rand.Rand) listed {
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	l := listed{entries: []store.Entry{{ID: 1, Kind: store.EntryBuy, Title: uitest.RandomText(r), Note: uitest.RandomText(r), Amount: -1e8, At: now}}}
	for i := range 60 {
		id := int64(i + 1)
		m := store.Listing{Movie: store.Movie{ID: id, Title: uitest.RandomText(r), Free: r.IntN(2) == 0, Price: 2000, Size: r.Int64N(1e12), Duration: time.Duration(r.Int64N(1e13)), VideoCodec: uitest.RandomText(r), MediaType: "video/mp4"}}
		m.YourPrice = store.Fen(r.IntN(2001))
		m.Year, m.About, m.Tags = r.IntN(2200), uitest.RandomText(r)+"\n\n"+uitest.RandomText(r), []string{uitest.RandomText(r), uitest.RandomText(r)}
		m.SeriesID, m.Episode = 1, store.Episode{Series: uitest.RandomText(r), Season: i % 3 * 499, Number: r.IntN(10000)}
		l.movies = append(l.movies, m)
		l.downloads = append(l.downloads, store.Download{ID: id, MovieID: id, Title: m.Title, State: store.Ready, Live: true, RequestedAt: now, ExpiresAt: now, FileName: store.Clean(uitest.RandomText(r)), Size: m.Size, Sent: m.Size / 3})
		l.notices = append(l.notices, store.Notice{ID: id, Title: uitest.RandomText(r), Content: uitest.RandomText(r) + "\n" + uitest.RandomText(r), By: uitest.RandomText(r), CreatedAt: now, Unread: i%2 == 0})
	}
	return l
}
