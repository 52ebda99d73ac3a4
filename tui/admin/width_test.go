package admin

import (
	"math/rand/v2"
	"net/netip"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/term"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"
	"youku.example/tui/words"
)

// TestWidthLaw draws screens full of random titles and names at random sizes: no
// line is wider than the window, by either way of counting, none is too many,
// and nothing of a title reaches the terminal that could act on it.
func TestWidthLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 170 {
		shop := randomShop(r)
		d := screenOf(t, shop, []words.Lang{words.Zh, words.En}[r.IntN(2)], theme.New(r.IntN(2) == 0, r.IntN(4) == 0, theme.Colours(r.IntN(4))))
		fill(d, r, shop.movies)
		m := shop.movies[r.IntN(40)]
		all := []ui.Screen{
			typedInto(newPublish(d, plan.Of([]store.Incoming{{Name: uitest.RandomText(r), Size: m.Size, VideoCodec: uitest.RandomText(r)}})[0]), r),
			typedInto(newEdit(d, m.Movie), r), typedInto(newPost(d), r), typedInto(newMint(d), r), typedInto(newCheck(d), r),
			&minted{Env: d.Env, page: ui.NewReader(), codes: []string{uitest.RandomText(r)}, head: func() string { return d.Say(textMintTotal, 1, store.Fen(1e8), store.Fen(1e8)) }}, typedInto(newMintInvitations(d), r),
			typedInto(newSetPassword(d, uitest.RandomText(r)), r), typedInto(newGiveKey(d, uitest.RandomText(r)), r),
			randomBought(r, d), newResults(d, []string{uitest.RandomText(r), uitest.RandomText(r)}, []error{store.ErrNoNotice, nil}, 1), typedInto(newCredit(d, store.Account{Name: uitest.RandomText(r)}), r),
		}
		for range d.tabs { // each in sight once
			d.seen = (d.seen + 1) % len(d.tabs)
			draws(t, d, d, 38+r.IntN(120), 8+r.IntN(40))
		}
		for _, s := range all {
			draws(t, d, s, 38+r.IntN(120), 8+r.IntN(40))
		}
	}
}

// draws checks a body as the frame shows it: cut where it leaves its room,
// without the mark of the cursor.
func draws(t *testing.T, d *Screen, s ui.Screen, w, h int) {
	t.Helper()
	drawn, _ := term.FindCursor(strings.Join(cells.Fit(s.View(w, h), w, h, d.Styles.More), "\n"))
	uitest.Fits(t, s, drawn, w, h)
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
	l := listed{}
	for i := range 60 {
		id := int64(i + 1)
		l.movies = append(l.movies, store.Listing{Movie: store.Movie{ID: id, Title: uitest.RandomText(r), Free: r.IntN(2) == 0, Price: 2000, Size: r.Int64N(1e12), Duration: time.Duration(r.Int64N(1e13)), VideoCodec: uitest.RandomText(r), MediaType: "video/mp4"}})
		l.notices = append(l.notices, store.Notice{ID: id, Title: uitest.RandomText(r), Content: uitest.RandomText(r) + "\n" + uitest.RandomText(r), By: uitest.RandomText(r), CreatedAt: now})
		l.people = append(l.people, store.Person{Account: store.Account{ID: id, Name: uitest.RandomText(r), Balance: store.Fen(r.Int64N(1e8)), Locked: i%2 == 0, CreatedAt: now}, Bought: r.IntN(1e6), Online: i % 3})
		l.audit = append(l.audit, store.AuditLine{ID: id, At: now, Actor: uitest.RandomText(r), Action: uitest.RandomText(r), Target: uitest.RandomText(r), Detail: uitest.RandomText(r), Addr: uitest.RandomText(r), Key: uitest.RandomText(r)})
	}
	return l
}

// fill has all tabs answered.
func fill(d *Screen, r *rand.Rand, ms []store.Listing) {
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	done := tabLoader{Asker: screen.Asker{Loaded: true}}
	for _, t := range d.tabs {
		switch t := t.(type) {
		case *uploads:
			t.loader = done
			var rows []store.Incoming
			for i, m := range ms {
				folder := strings.Repeat("x/", i%4)
				rows = append(rows, store.Incoming{ID: int64(i + 1), Name: folder + m.Title, Size: m.Size, Done: m.Size / 2, State: []store.IncomingState{store.Arrived, store.Receiving, store.Hashing, store.Partial, store.Duplicate, store.Refused}[i%6], By: uitest.RandomText(r), VideoCodec: m.VideoCodec})
			}
			t.open["x"], t.open["x/x"] = true, true
			t.replace(inflow{all: plan.Of(rows), tree: uploadtree.Of(plan.Of(rows))})
			t.cur.At = r.IntN(len(t.rows))
		case *movies:
			d.hear(t.list.Load())
			t.list.At = r.IntN(50)
		case *people:
			d.hear(t.list.Load())
		case *notices:
			d.hear(t.list.Load())
		case *auditLog:
			d.hear(t.list.Load())
		case *live:
			t.loader = done
			var l traffic
			for i, m := range ms {
				l.visits = append(l.visits, store.Visit{ID: uitest.RandomText(r), Name: uitest.RandomText(r), Protocol: store.ProtocolSFTP, Addr: uitest.RandomText(r), Client: uitest.RandomText(r), Since: now})
				l.moves = append(l.moves, store.Progress{ID: int64(i), Name: uitest.RandomText(r), Title: m.Title, MovieID: m.ID * int64(i%2), Size: m.Size, Sent: m.Size / 3, Rate: 1e7, Client: uitest.RandomText(r)})
			}
			t.replace(l.rows())
			t.cur.At = r.IntN(2 * len(ms))
		case *bans:
			t.loader = done
			t.replace([]store.Ban{{Source: netip.MustParsePrefix("2001:db8:aaaa:bbbb::/64"), Until: now, Times: 1e6}})
		}
	}
}

func randomBought(r *rand.Rand, d *Screen) ui.Screen {
	b := newBought(d, store.Account{Name: uitest.RandomText(r)}).(*bought)
	b.asker.Loaded = true
	for range r.IntN(40) {
		b.all = append(b.all, store.Bought{Title: uitest.RandomText(r), Paid: store.Fen(r.Int64N(1e8))})
	}
	return b
}
