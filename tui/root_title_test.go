package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// titled is a root of which nothing is asked but its title bar.
func titled(lang words.Lang, role store.Role, name string, balance store.Fen, vip bool, unread int) *root {
	h := testRoot(Session{Shop: listed{}, Actor: store.Actor{Account: 1, Name: name, Role: role}, Lang: lang, Location: time.UTC}, theme.New(true, false, theme.Colourful))
	h.Account, h.unread = store.Account{ID: 1, Name: name, Balance: balance}, unread
	if role == store.RoleGuest {
		h.Actor.Account, h.Account = 0, store.Account{}
	}
	if vip {
		h.Account.VIPUntil = time.Now().Add(30 * 24 * time.Hour)
	}
	h.GoTo("library")
	return h
}

type part struct {
	what string
	has  bool
	add  func(*titleParts)
}

// droppable are the parts that may be missing, in the order in which they go.
func droppable(r *root, p titleParts) []part {
	whole := cells.Width(store.Clean(r.Actor.Name))
	return []part{
		{"the brand", p.brand, func(p *titleParts) { p.brand = true }},
		{"until", p.until, func(p *titleParts) { p.until = true }},
		{"the word admin", p.admin, func(p *titleParts) { p.admin = true }},
		{"the word VIP", p.vip, func(p *titleParts) { p.vip = true }},
		{"the cents", p.cents, func(p *titleParts) { p.cents = true }},
		{"the dots", p.dots, func(p *titleParts) { p.dots = true }},
		{"the gaps", p.gaps, func(p *titleParts) { p.gaps = true }},
		{"the end of the name", !r.User() || p.name == whole, func(p *titleParts) { p.name++ }},
		{"the names of the places", p.names, func(p *titleParts) { p.names = true }},
	}
}

// TestTitleBar walks through widths, languages, roles, names and balances. The
// bar always has its width, the numbers of all places, the person's name or its
// beginning and the balance's yuan, and nothing is missing that there is room
// for beside what matters more.
func TestTitleBar(t *testing.T) {
	names := []string{"al", "NAME", "alice", "longer.name-of_32-characters.abcd", "小明", "名字很长的一位观众朋友名字很长的一位观众朋友"}
	for _, lang := range []words.Lang{words.Zh, words.En} {
		for _, role := range []store.Role{store.RoleGuest, store.RoleUser, store.RoleAdmin} {
			for i, name := range names {
				for j, balance := range []store.Fen{760, 109001, 99999999} {
					r := titled(lang, role, name, balance, i%2 == 0, i%3)
					for w := 40 + j; w <= 160; w += 3 {
						checkTitleBar(t, r, w)
					}
				}
			}
		}
	}
}

func checkTitleBar(t *testing.T, r *root, w int) {
	t.Helper()
	inner := w - 2*margin(w)
	styled, under := r.titleBar(inner)
	bar := ansi.Strip(styled)
	l := r.layTitle()
	p := l.chooseParts(inner)
	where := fmt.Sprintf("%s %s %q %v at %d: %q", r.Lang, r.Actor.Role, r.Actor.Name, r.Account.Balance, w, bar)
	if cells.Width(styled) != inner || cells.Width(under) != inner {
		t.Fatalf("%s: %d and %d cells, want %d", where, cells.Width(styled), cells.Width(under), inner)
	}
	for i := range r.open() {
		if !strings.Contains(bar, fmt.Sprint(i+1)) {
			t.Fatalf("%s: place %d is missing", where, i+1)
		}
	}
	if r.User() {
		begin := cells.Clip(store.Clean(r.Actor.Name), p.name, r.Styles.More)
		if !strings.Contains(bar, begin) || !strings.Contains(bar, words.WholeYuan(r.Account.Balance)) {
			t.Fatalf("%s: name or balance is missing", where)
		}
	}
	// What is kept longest among the missing has no room, and what goes before
	// it is missing too; but where the places have no names the rest begins anew.
	parts := droppable(r, p)
	for i := len(parts) - 1; i >= 0; i-- {
		if parts[i].has {
			continue
		}
		q := p
		if i == len(parts)-1 {
			q = titleParts{name: min(p.name, leastName)}
		}
		parts[i].add(&q)
		if now := l.width(q); now <= inner && now > l.width(p) {
			t.Fatalf("%s: %s is missing, with room for it", where, parts[i].what)
		}
		if i == len(parts)-1 {
			continue
		}
		for _, part := range parts[:i] {
			if part.has {
				t.Fatalf("%s: %s is missing, but not %s", where, parts[i].what, part.what)
			}
		}
		break
	}
}

// At 80 columns every role reads the names of all places.
func TestTitleBar_Named(t *testing.T) {
	for _, c := range []struct {
		role    store.Role
		name    string
		balance store.Fen
		vip     bool
		want    string
	}{
		{store.RoleUser, "NAME", 109001, true, "1 Library  2 Downloads  3 Wallet  4 Notices  5 Account       NAME · ¥1090.01"},
		{store.RoleAdmin, "boss", 0, false, "1 Library  2 Downloads  3 Wallet  4 Notices  5 Account  6 Admin    boss · ¥0"},
		{store.RoleAdmin, "boss", 109001, true, "1 Library  2 Downloads  3 Wallet  4 Notices  5 Account  6 Admin   boss ¥1090"},
		{store.RoleUser, "a-name-of-many-letters", 109001, true, "1 Library 2 Downloads 3 Wallet 4 Notices 5 Account   a-name-of-many-l… ¥1090"},
	} {
		bar, _ := titled(words.En, c.role, c.name, c.balance, c.vip, 0).titleBar(76)
		if got := ansi.Strip(bar); got != c.want {
			t.Errorf("%s %s: got  %q\nwant %q", c.role, c.name, got, c.want)
		}
	}
}

// The title is laid out anew for each frame.
func BenchmarkTitleBar(b *testing.B) {
	for _, w := range []int{36, 76, 116} {
		b.Run(fmt.Sprint(w), func(b *testing.B) {
			r := titled(words.En, store.RoleUser, "alice", 109001, false, 1)
			b.ReportAllocs()
			for b.Loop() {
				r.BeginFrame()
				r.titleBar(w)
			}
		})
	}
}
