package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// titleBar shows where one is at the left and who one is at the right. The
// heavy piece of the line below stands under the place one is in. With less
// room, less is said: see chooseParts.
func (r *root) titleBar(w int) (bar, under string) {
	p := r.chooseParts(w)
	places, at, size := r.where(p)
	at, size = min(at, w), min(size, max(0, w-at))
	thin := func(n int) string { return r.Styles.Rule.Render(strings.Repeat(r.Styles.Glyphs.Rule, n)) }
	return cells.Ends(places, r.alive()+r.drawPieces(r.who(p), r.Styles.Mute.Render(p.between(r.Styles.Dot))), w, r.Styles.More),
		thin(at) + r.Styles.Accent.Render(strings.Repeat(r.Styles.Heavy, size)) + thin(w-at-size)
}

// alive is the sign that something is under way, in the room that is kept for
// it before the name.
func (r *root) alive() string {
	if r.Asking == 0 {
		return ""
	}
	return r.Styles.Accent.Render(r.Styles.Beat[r.Beat%len(r.Styles.Beat)]) + " "
}

// piece is a part of the title bar, and what a click on it does.
type piece struct {
	texts []styledText
	do    func() tea.Cmd
}

// styledText points to its style, which is large: the title is laid out several
// times in each frame, to find what it has room for.
type styledText struct {
	style *lipgloss.Style
	text  string
}

func pieceOf(style *lipgloss.Style, text string) piece {
	return piece{texts: []styledText{{style, text}}}
}

func (r *root) drawPieces(ps []piece, between string) string {
	drawn := make([]string, len(ps))
	for i, p := range ps {
		for _, t := range p.texts {
			drawn[i] += t.style.Render(t.text)
		}
		if p.do != nil {
			drawn[i] = r.Click(drawn[i], p.do)
		}
	}
	return strings.Join(drawn, between)
}

// widthOf is how wide pieces are drawn, between them so many cells.
func widthOf(ps []piece, between int) int {
	n := between * max(0, len(ps)-1)
	for _, p := range ps {
		for _, t := range p.texts {
			n += cells.Width(t.text)
		}
	}
	return n
}

// where draws the places, or the seen screen's title where it lies on none,
// and says in which cells the one stands that one is in.
func (r *root) where(p titleParts) (text string, at, size int) {
	brand := ""
	if p.brand {
		brand = r.brand()
		at = cells.Width(brand)
		brand = r.Styles.Strong.Render(brand)
	}
	ps, here := r.tabs(p)
	at += widthOf(ps[:here], len(p.gap()))
	if here > 0 {
		at += len(p.gap())
	}
	size = cells.Width(ps[here].texts[0].text)
	return brand + r.drawPieces(ps, p.gap()), at, size
}

func (r *root) brand() string { return r.Say(textBrand) + "   " }

// tabs are the places with their numbers; here is the index of the one that
// one is in, which always has its name.
func (r *root) tabs(p titleParts) (ps []piece, here int) {
	seen, chosen := r.seen(), r.Styles.Accent.Bold(true)
	if seen == "" {
		return []piece{pieceOf(&chosen, r.Say(r.Top().Title()))}, 0
	}
	for i, place := range r.open() {
		num, name := string(rune('1'+i)), " "+r.Say(place.Name)
		tab := piece{do: r.goer(place.ID)}
		switch {
		case place.ID == seen:
			here = i
			tab.texts = []styledText{{&chosen, num + name}}
		case p.names:
			tab.texts = []styledText{{&r.Styles.Mute, num}, {&r.Styles.Text, name}}
		default:
			tab.texts = []styledText{{&r.Styles.Mute, num}}
		}
		if place.ID == "notices" && r.unread > 0 {
			mark := styledText{&r.Styles.Accent, r.Styles.Mark}
			if p.names || place.ID == seen {
				mark.text = " " + mark.text
			}
			tab.texts = append(tab.texts, mark)
		}
		ps = append(ps, tab)
	}
	return ps, here
}

// who is the person's name, role, VIP and balance.
func (r *root) who(p titleParts) []piece {
	if !r.User() {
		return []piece{pieceOf(&r.Styles.Mute, r.Say(words.Role(store.RoleGuest)))}
	}
	ps := []piece{pieceOf(&r.Styles.Text, cells.Clip(store.Clean(r.Actor.Name), p.name, r.Styles.More))}
	if r.Admin() && p.admin {
		ps = append(ps, pieceOf(&r.Styles.Accent, r.Say(words.Role(store.RoleAdmin))))
	}
	if r.Account.ID == 0 {
		return ps
	}
	if r.Account.VIP(r.Now()) && p.vip {
		vip := "VIP"
		if p.until {
			vip = r.Say(textVIPUntilShort, r.Account.VIPUntil.In(r.Location).Format("01-02"))
		}
		ps = append(ps, pieceOf(&r.Styles.Accent, vip))
	}
	balance := r.Account.Balance.String()
	if !p.cents {
		balance = words.WholeYuan(r.Account.Balance)
	}
	return append(ps, pieceOf(&r.Styles.Money, balance))
}
