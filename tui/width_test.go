package tui

import (
	"context"
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// pieces are what titles are made of: all that is wide, narrow, joined, empty,
// turned round or not to be shown.
var pieces = []string{
	"流浪地球", "の", "한국", "A", "Amélie", "e\u0301", "n\u0303\u0308", "👨‍👩‍👧", "❤️", "🇨🇳", "1️⃣", "👍🏽", "हिन्दी", "क्षि", "ไทย", "العربية", "עברית",
	" ", "  ", "…", "—", "，", "·", "\u202e", "\x1b[5;41m", "\u009b2J", "\x00", "\t", "\n", "\u200b", "\ufeff", "ﷺ", "𒐫", "ﾊﾝｶｸ", "\xff", "́", "\U000e0041",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(24) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return b.String()
}

// listed is a shop of which nothing is asked but its prices and its lists.
type listed struct {
	Shop
	movies    []store.Listing
	downloads []store.Download
	notices   []store.Notice
	entries   []store.Entry
	people    []store.Person
	audit     []store.AuditLine
}

var total = store.Total{N: 1234567}

func (l listed) Movies(context.Context, store.Actor, store.Query) ([]store.Listing, error) {
	return l.movies, nil
}

func (l listed) CountMovies(context.Context, store.Actor, store.Query) (store.Total, error) {
	return total, nil
}

func (l listed) DownloadPage(context.Context, store.Actor, store.Span) (store.Page[store.Download], error) {
	return store.Page[store.Download]{Rows: l.downloads, Total: total}, nil
}

func (l listed) NoticePage(context.Context, store.Actor, store.Span) (store.Page[store.Notice], error) {
	return store.Page[store.Notice]{Rows: l.notices, Total: total}, nil
}

func (l listed) WalletPage(context.Context, store.Actor, store.Span) (store.Wallet, error) {
	return store.Wallet{Balance: 1e8, Entries: l.entries, Total: total}, nil
}

func (l listed) PeoplePage(context.Context, store.Actor, string, store.Span) (store.Page[store.Person], error) {
	return store.Page[store.Person]{Rows: l.people, Total: total}, nil
}

func (l listed) AuditPage(context.Context, store.Actor, store.Span) (store.Page[store.AuditLine], error) {
	return store.Page[store.AuditLine]{Rows: l.audit, Total: total}, nil
}

// hear has a question of a screen answered, and what the answer asks.
func hear(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case tea.BatchMsg:
		for _, c := range msg {
			hear(c)
		}
	case answerMsg:
		hear(msg.apply())
	}
}

func (listed) Rules() store.Rules { return store.Rules{Price: 1e8} }

// TestWidthLaw draws screens full of 10,000 random titles at random sizes: no
// line is wider than the window, by either way of counting, none is too many,
// and nothing of a title reaches the terminal that could act on it.
func TestWidthLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	for range 170 {
		var ms []store.Listing
		var ds []store.Download
		for i := range 60 {
			m := store.Listing{Movie: store.Movie{ID: int64(i + 1), Title: randomText(r), Free: r.IntN(2) == 0, Price: 2000, Size: r.Int64N(1e12), Duration: time.Duration(r.Int64N(1e13)), VideoCodec: randomText(r), MediaType: "video/mp4"}}
			m.YourPrice = store.Fen(r.IntN(2001))
			ms = append(ms, m)
			ds = append(ds, store.Download{ID: m.ID, MovieID: m.ID, Title: m.Title, State: store.Ready, Live: true, RequestedAt: now, ExpiresAt: now, FileName: store.Clean(randomText(r)), Size: m.Size, Sent: m.Size / 3})
		}
		shop := randomShop(r, ms, ds)
		h := testRoot(Session{Shop: shop, Ctx: t.Context(), Actor: store.Actor{Account: 1, Name: randomText(r), Role: store.RoleUser, Key: randomText(r)}, Lang: []words.Lang{words.Zh, words.En}[r.IntN(2)], Location: time.UTC, Host: "youku.example", Port: 2222},
			ui.NewTheme(r.IntN(2) == 0, r.IntN(4) == 0, ui.Colours(r.IntN(4))))
		h.Account = store.Account{ID: 1, Balance: store.Fen(r.Int64N(1e8)), VIPUntil: now, HasPassword: true, CreatedAt: now}
		v, desk := h.screens, newAdminScreen(h.Env, shop, nil, nil).(*adminScreen)
		at := r.IntN(40)
		lib, down, read, purse := newLibrary(v).(*library), newDownloads(v).(*downloads), newNotices(v).(*notices), newWallet(v).(*wallet)
		for _, cmd := range []tea.Cmd{lib.list.Load(), down.Init(), read.Init(), purse.Init()} {
			hear(cmd)
		}
		lib.list.At, down.list.At, read.list.At = at, at, at
		lib.search.Set(randomText(r))
		m := ms[at]
		m.Grant = &ds[at]
		for _, s := range []ui.Screen{
			lib, newMovie(v, m), down,
			&fetch{Screens: v, id: 1, d: ds[0], state: ready}, &fetch{Screens: v, id: 1, d: ds[0], state: waiting, until: now, next: randomText(r)},
			&fetch{Screens: v, id: 1, d: ds[0], state: over}, newBuy(v, m),
			read, newNotice(v, shop.notices[0], nil),
			purse,
			&pubkeys{Screens: v, loaded: true, all: []store.Key{{Comment: randomText(r), Fingerprint: randomText(r), Line: randomText(r), AddedAt: now}}},
			newAccount(v), newLogin(v, nil), newRegister(v), &plans{Screens: v, all: []store.Plan{{Name: randomText(r), Days: r.IntN(1e5), Price: store.Fen(r.Int64N(1e8))}}},
			typedInto(newRedeem(v), r), typedInto(newPassword(v), r), typedInto(newAddKey(v, &pubkeys{Screens: v}), r),
			typedInto(newPublish(desk, store.Incoming{Name: randomText(r), Size: m.Size, VideoCodec: randomText(r)}), r),
			typedInto(newEdit(desk, m.Movie), r), typedInto(newPost(desk), r), typedInto(newMint(desk), r),
			&minted{Env: h.Env, page: ui.NewReader(), codes: []store.Code{{Text: randomText(r), Amount: 1e8}}},
			randomDesk(r, desk, ms), randomBought(r, desk), typedInto(newCredit(desk, store.Account{Name: randomText(r)}), r),
			ui.NewConfirm(&h.Display, h.close, ui.Question{Title: textAdminTakeDownTitle, Yes: textAdminKeyTakeDown, No: textAdminLeaveIt, Danger: true, Body: func() []string { return []string{ui.Clean(m.Title)} }}),
		} {
			h.stack = []ui.Screen{s}
			h.toast(mood(r.IntN(3)), func() string { return randomText(rand.New(rand.NewPCG(3, 4))) })
			h.w, h.h, h.help = leastWidth+r.IntN(120), leastHeight+r.IntN(40), r.IntN(8) == 0
			checkFrame(t, h)
		}
	}
}

// randomShop is a shop with odd names in all of its lists, each longer than a
// page.
func randomShop(r *rand.Rand, ms []store.Listing, ds []store.Download) listed {
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	l := listed{movies: ms, downloads: ds, entries: []store.Entry{{Kind: store.EntryBuy, Title: randomText(r), Note: randomText(r), Amount: -1e8, At: now}}}
	for i := range ms {
		id := int64(i + 1)
		l.notices = append(l.notices, store.Notice{ID: id, Title: randomText(r), Content: randomText(r) + "\n" + randomText(r), By: randomText(r), CreatedAt: now, Unread: i%2 == 0})
		l.people = append(l.people, store.Person{Account: store.Account{ID: id, Name: randomText(r), Balance: store.Fen(r.Int64N(1e8)), Locked: i%2 == 0, CreatedAt: now}, Bought: r.IntN(1e6), Online: i % 3})
		l.audit = append(l.audit, store.AuditLine{ID: id, At: now, Actor: randomText(r), Action: randomText(r), Target: randomText(r), Detail: randomText(r), Addr: randomText(r), Key: randomText(r)})
	}
	return l
}

// randomDesk is the admin screen, with one of its tabs in sight.
func randomDesk(r *rand.Rand, d *adminScreen, ms []store.Listing) ui.Screen {
	d.seen = r.IntN(len(d.tabs))
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	done := tabLoader{loaded: true}
	for _, t := range d.tabs {
		switch t := t.(type) {
		case *uploads:
			t.loader = done
			for i, m := range ms {
				t.files = append(t.files, store.Incoming{ID: int64(i), Name: m.Title, Size: m.Size, Done: m.Size / 2, State: []store.IncomingState{store.Arrived, store.Receiving, store.Hashing, store.Partial, store.Duplicate, store.Refused}[i%6], By: randomText(r), VideoCodec: m.VideoCodec})
			}
			t.cur.At = r.IntN(len(ms))
		case *adminMovies:
			hear(t.list.Load())
			t.list.At = r.IntN(len(ms))
		case *people:
			hear(t.list.Load())
		case *adminNotices:
			hear(t.list.Load())
		case *live:
			t.loader = done
			for i, m := range ms {
				t.visits = append(t.visits, store.Visit{ID: randomText(r), Name: randomText(r), Protocol: store.ProtocolSFTP, Addr: randomText(r), Client: randomText(r), Since: now})
				t.moves = append(t.moves, store.Progress{ID: int64(i), Name: randomText(r), Title: m.Title, MovieID: m.ID * int64(i%2), Size: m.Size, Sent: m.Size / 3, Rate: 1e7, Client: randomText(r)})
			}
			t.cur.At = r.IntN(2 * len(ms))
		case *auditLog:
			hear(t.list.Load())
		case *bans:
			t.loader = done
			t.all = []store.Ban{{Source: netip.MustParsePrefix("2001:db8:aaaa:bbbb::/64"), Until: now, Times: 1e6}}
		}
	}
	return d
}

func randomBought(r *rand.Rand, desk *adminScreen) ui.Screen {
	b := newBought(desk, store.Account{Name: randomText(r)}).(*bought)
	b.loader.loaded = true
	for range r.IntN(40) {
		b.all = append(b.all, store.Bought{Title: randomText(r), Paid: store.Fen(r.Int64N(1e8))})
	}
	return b
}

// typedInto is a form in which something odd was typed.
func typedInto(s ui.Screen, r *rand.Rand) ui.Screen {
	for range r.IntN(4) {
		s.Update(tea.PasteMsg{Content: randomText(r)})
		s.Update(pressOf("tab"))
	}
	return s
}

func checkFrame(t *testing.T, p *root) {
	t.Helper()
	frame := p.View().Content
	ls := strings.Split(frame, "\n")
	if len(ls) > p.h {
		t.Fatalf("%T: %d lines in %d×%d", p.top(), len(ls), p.w, p.h)
	}
	for _, l := range ls {
		if n := ui.Width(l); n > p.w {
			t.Fatalf("%T: %d cells in %d×%d: %q", p.top(), n, p.w, p.h, l)
		}
	}
	if bare := ansi.Strip(frame); strings.ContainsAny(bare, "\x1b\u009b\u202e\x00\t\u200b\ufeff") || strings.Contains(frame, "\x1b[2J") || strings.Contains(frame, "\x1b[5;41m") {
		t.Fatalf("%T: a title acts on the terminal: %q", p.top(), frame)
	}
}
