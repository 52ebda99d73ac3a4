package tui

import (
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
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

// listed is a shop that is asked for its prices alone.
type listed struct{ Shop }

func (listed) Rules() store.Rules { return store.Rules{Price: 1e8} }

// TestWidthLaw draws screens full of 10,000 random titles at random sizes: no
// line is wider than the window, by either way of counting, none is too many,
// and nothing of a title reaches the terminal that could act on it.
func TestWidthLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	for range 250 {
		var ms []store.Listing
		var ds []store.Download
		for i := range 40 {
			m := store.Listing{Movie: store.Movie{ID: int64(i + 1), Title: randomText(r), Free: r.IntN(2) == 0, Price: 2000, Size: r.Int64N(1e12), Duration: time.Duration(r.Int64N(1e13)), VideoCodec: randomText(r), MediaType: "video/mp4"}}
			m.YourPrice = store.Fen(r.IntN(2001))
			ms = append(ms, m)
			ds = append(ds, store.Download{ID: m.ID, MovieID: m.ID, Title: m.Title, State: store.Ready, Live: true, RequestedAt: now, ExpiresAt: now, FileName: store.Clean(randomText(r)), Size: m.Size, Sent: m.Size / 3})
		}
		h := testEnv(Session{Shop: listed{}, Actor: store.Actor{Account: 1, Name: randomText(r), Role: store.RoleUser, Key: randomText(r)}, Lang: []words.Lang{words.Zh, words.En}[r.IntN(2)], Location: time.UTC, Host: "youku.example", Port: 2222},
			newTheme(r.IntN(2) == 0, r.IntN(4) == 0, colours(r.IntN(4))))
		h.acct = store.Account{ID: 1, Balance: store.Fen(r.Int64N(1e8)), VIPUntil: now, HasPassword: true, CreatedAt: now}
		v := &Screens{h}
		at := r.IntN(40)
		lib := newLibrary(v).(*library)
		lib.list = loadedWith(lib.list, ms, at)
		lib.search.insert(randomText(r))
		m := ms[at]
		m.Grant = &ds[at]
		notes := make([]store.Notice, 40)
		for i := range notes {
			notes[i] = store.Notice{ID: int64(i), Title: randomText(r), Content: randomText(r) + "\n" + randomText(r), By: randomText(r), CreatedAt: now, Unread: i%2 == 0}
		}
		down, read, purse := newDownloads(v).(*downloads), newNotices(v).(*notices), newWallet(v).(*wallet)
		down.list, read.list = loadedWith(down.list, ds, at), loadedWith(read.list, notes, at)
		purse.list = loadedWith(purse.list, []store.Entry{{Kind: store.EntryBuy, Title: randomText(r), Note: randomText(r), Amount: -1e8, At: now}}, 0)
		for _, s := range []screen{
			lib, newMovie(v, m), down,
			&fetch{Screens: v, id: 1, d: ds[0], state: ready}, &fetch{Screens: v, id: 1, d: ds[0], state: waiting, until: now, next: randomText(r)},
			&fetch{Screens: v, id: 1, d: ds[0], state: over}, newBuy(v, m),
			read, newNotice(v, notes[0]),
			purse,
			&pubkeys{Screens: v, loaded: true, all: []store.Key{{Comment: randomText(r), Fingerprint: randomText(r), Line: randomText(r), AddedAt: now}}},
			newAccount(v), newLogin(v, nil), newRegister(v), &plans{Screens: v, all: []store.Plan{{Name: randomText(r), Days: r.IntN(1e5), Price: store.Fen(r.Int64N(1e8))}}},
			typedInto(newRedeem(v), r), typedInto(newPassword(v), r), typedInto(newAddKey(v, &pubkeys{Screens: v}), r),
			typedInto(newPublish(&adminScreen{Env: h}, store.Incoming{Name: randomText(r), Size: m.Size, VideoCodec: randomText(r)}), r),
			typedInto(newEdit(&adminScreen{Env: h}, m.Movie), r), typedInto(newPost(&adminScreen{Env: h}), r), typedInto(newMint(&adminScreen{Env: h}), r),
			&minted{Env: h, page: newReader(), codes: []store.Code{{Text: randomText(r), Amount: 1e8}}},
			randomDesk(r, h, ms), randomBought(r, h), typedInto(newCredit(&adminScreen{Env: h}, store.Account{Name: randomText(r)}), r),
			newConfirm(h, question{title: textAdminTakeDownTitle, yes: textAdminKeyTakeDown, no: textAdminLeaveIt, danger: true, body: func() []string { return []string{clean(m.Title)} }}),
		} {
			h.stack = []screen{s}
			h.toast(mood(r.IntN(3)), func() string { return randomText(rand.New(rand.NewPCG(3, 4))) })
			p := &root{Env: h, helpText: newReader(), w: leastWidth + r.IntN(120), h: leastHeight + r.IntN(40), help: r.IntN(8) == 0}
			checkFrame(t, p)
		}
	}
}

// loadedWith is a loader that was answered: rows of a longer list.
func loadedWith[T any](l loader[T], rows []T, at int) loader[T] {
	l.rows, l.loaded, l.at, l.total, l.first = rows, true, at, 1234567, 890
	l.above = 1
	return l
}

// randomDesk is the admin screen, with one of its tabs in sight.
func randomDesk(r *rand.Rand, h *Env, ms []store.Listing) screen {
	d := newAdminScreen(h).(*adminScreen)
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
			t.cur.at = r.IntN(len(ms))
		case *adminMovies:
			t.list = loadedWith(t.list, ms, r.IntN(len(ms)))
		case *people:
			var all []store.Person
			for i := range ms {
				all = append(all, store.Person{Account: store.Account{ID: int64(i), Name: randomText(r), Balance: store.Fen(r.Int64N(1e8)), Locked: i%2 == 0, CreatedAt: now}, Bought: r.IntN(1e6), Online: i % 3})
			}
			t.list = loadedWith(t.list, all, 0)
		case *adminNotices:
			var all []store.Notice
			for i := range ms {
				all = append(all, store.Notice{ID: int64(i), Title: randomText(r), Content: randomText(r), By: randomText(r), CreatedAt: now})
			}
			t.list = loadedWith(t.list, all, 0)
		case *live:
			t.loader = done
			for i, m := range ms {
				t.visits = append(t.visits, store.Visit{ID: randomText(r), Name: randomText(r), Protocol: store.ProtocolSFTP, Addr: randomText(r), Client: randomText(r), Since: now})
				t.moves = append(t.moves, store.Progress{ID: int64(i), Name: randomText(r), Title: m.Title, MovieID: m.ID * int64(i%2), Size: m.Size, Sent: m.Size / 3, Rate: 1e7, Client: randomText(r)})
			}
			t.cur.at = r.IntN(2 * len(ms))
		case *auditLog:
			var all []store.AuditLine
			for i := range ms {
				all = append(all, store.AuditLine{ID: int64(i), At: now, Actor: randomText(r), Action: randomText(r), Target: randomText(r), Detail: randomText(r), Addr: randomText(r), Key: randomText(r)})
			}
			t.list = loadedWith(t.list, all, 0)
		case *bans:
			t.loader = done
			t.all = []store.Ban{{Source: netip.MustParsePrefix("2001:db8:aaaa:bbbb::/64"), Until: now, Times: 1e6}}
		}
	}
	return d
}

func randomBought(r *rand.Rand, h *Env) screen {
	b := newBought(&adminScreen{Env: h}, store.Account{Name: randomText(r)}).(*bought)
	b.loader.loaded = true
	for range r.IntN(40) {
		b.all = append(b.all, store.Bought{Title: randomText(r), Paid: store.Fen(r.Int64N(1e8))})
	}
	return b
}

// typedInto is a form in which something odd was typed.
func typedInto(s screen, r *rand.Rand) screen {
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
		if n := width(l); n > p.w {
			t.Fatalf("%T: %d cells in %d×%d: %q", p.top(), n, p.w, p.h, l)
		}
	}
	if bare := ansi.Strip(frame); strings.ContainsAny(bare, "\x1b\u009b\u202e\x00\t\u200b\ufeff") || strings.Contains(frame, "\x1b[2J") || strings.Contains(frame, "\x1b[5;41m") {
		t.Fatalf("%T: a title acts on the terminal: %q", p.top(), frame)
	}
}

// TestClip never cuts inside a character and never takes more than it may.
func TestClip(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"流浪地球", 8, "流浪地球"}, {"流浪地球", 7, "流浪地…"}, {"流浪地球", 6, "流浪…"}, {"流浪地球", 1, "…"}, {"流浪地球", 0, ""},
		{"abc", 2, "a…"}, {"e\u0301e\u0301e\u0301", 2, "e\u0301…"}, {"", 5, ""},
	} {
		if got := clip(c.in, c.w, "…"); got != c.want {
			t.Errorf("clip(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

// TestWrap breaks at spaces and between Han characters, never before a mark.
func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want []string
	}{
		{"one two three", 8, []string{"one two", "three"}},
		{"八点整上架，VIP 半价。", 10, []string{"八点整上", "架，VIP 半", "价。"}},
		{"今晚上新，不要错过", 8, []string{"今晚上", "新，不要", "错过"}},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"a\n\nb", 4, []string{"a", "", "b"}},
		{"", 4, []string{""}},
	} {
		if got := wrap(c.in, c.w); strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("wrap(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

// FuzzWrap holds that no line is too wide and that no text is lost.
func FuzzWrap(f *testing.F) {
	f.Add("八点整上架，VIP 半价。 one two\n\nthree", 7)
	f.Add("👨‍👩‍👧हिन्दी", 2)
	f.Fuzz(func(t *testing.T, text string, w int) {
		text, w = store.CleanText(text), 2+abs(w)%60
		joined := ""
		for _, l := range wrap(text, w) {
			if width(l) > w {
				t.Fatalf("%q is %d cells, not %d", l, width(l), w)
			}
			joined += l
		}
		squash := strings.NewReplacer(" ", "", "\n", "")
		if wide := slices.ContainsFunc(clusters(text), func(c string) bool { return width(c) > w }); !wide && squash.Replace(joined) != squash.Replace(text) {
			t.Fatalf("%q became %q", text, joined)
		}
	})
}

// TestBar fills to an eighth of a cell and is as wide as it should be.
func TestBar(t *testing.T) {
	h := &Display{styles: newTheme(true, false, colourful)}
	for _, c := range []struct {
		done int64
		want string
	}{{0, "          "}, {1, "▏         "}, {40, "█████     "}, {44, "█████▌    "}, {80, "██████████"}, {90, "██████████"}, {-1, "          "}} {
		if got := ansi.Strip(h.bar(c.done, 80, 10)); got != c.want {
			t.Errorf("%d of 80: %q", c.done, got)
		}
	}
}
