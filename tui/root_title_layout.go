package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// titleLayout is all that the title bar may say, laid out and measured once for
// each frame: what there is room for is found by adding up widths.
type titleLayout struct {
	brand      string
	brandWidth int
	places     []piece
	here       int // of places: the one that one is in
	who        []piece
	nameWidth  int // of the person's whole name; 0 for a guest
	dotWidth   int
	more       string
}

// piece is a part of the title bar, and what a click on it does.
type piece struct {
	texts []titleText
	do    func() tea.Cmd
}

// titleText is a text of a piece.
type titleText struct {
	style theme.Style
	text  string
	width int
	when  func(titleParts) bool // it is said; nil: always
	cut   bool                  // to as much of the person's name as there is room for
}

func (t *titleText) in(p titleParts) bool { return t.when == nil || t.when(p) }

func textOf(style theme.Style, text string, when func(titleParts) bool) titleText {
	return titleText{style: style, text: text, width: cells.Width(text), when: when}
}

// layTitle lays out the title bar of now.
func (r *root) layTitle() *titleLayout {
	l := &titleLayout{brand: r.Say(textBrand) + "   ", dotWidth: cells.Width(r.Styles.Dot), more: r.Styles.More}
	l.brandWidth = cells.Width(l.brand)
	l.places, l.here = r.tabs()
	l.who = r.who()
	if r.User() {
		l.nameWidth = l.who[0].texts[0].width
	}
	return l
}

// tabs are the places with their numbers, or the seen screen's title where it
// lies on none; here is the index of the one that one is in, which always has its
// name.
func (r *root) tabs() (ps []piece, here int) {
	seen := r.seen()
	if seen == "" {
		return []piece{{texts: []titleText{textOf(r.Styles.Here, r.Say(r.Top().Title()), nil)}}}, 0
	}
	named := func(p titleParts) bool { return p.names }
	numbered := func(p titleParts) bool { return !p.names }
	open := r.open()
	ps = make([]piece, len(open))
	for i, place := range open {
		num, name := string(rune('1'+i)), " "+r.Say(place.Name)
		texts := make([]titleText, 0, 4)
		marked := place.ID == "notices" && r.unread > 0
		if place.ID == seen {
			here = i
			texts = append(texts, textOf(r.Styles.Here, num+name, nil))
			if marked {
				texts = append(texts, textOf(r.Styles.Accent, " "+r.Styles.Mark, nil))
			}
		} else {
			texts = append(texts, textOf(r.Styles.Mute, num, nil), textOf(r.Styles.Text, name, named))
			if marked {
				texts = append(texts, textOf(r.Styles.Accent, " "+r.Styles.Mark, named), textOf(r.Styles.Accent, r.Styles.Mark, numbered))
			}
		}
		ps[i] = piece{texts, r.goer(place.ID)}
	}
	return ps, here
}

// who is the person's name, role, VIP and balance.
func (r *root) who() []piece {
	if !r.User() {
		return []piece{{texts: []titleText{textOf(r.Styles.Mute, r.Say(words.Role(store.RoleGuest)), nil)}}}
	}
	name := textOf(r.Styles.Text, store.Clean(r.Actor.Name), nil)
	name.cut = true
	ps := []piece{{texts: []titleText{name}}}
	add := func(texts ...titleText) { ps = append(ps, piece{texts: texts}) }
	if r.Admin() {
		add(textOf(r.Styles.Accent, r.Say(words.Role(store.RoleAdmin)), func(p titleParts) bool { return p.admin }))
	}
	if r.Account.ID == 0 {
		return ps
	}
	if r.Account.VIP(r.Now()) {
		add(textOf(r.Styles.Accent, "VIP", func(p titleParts) bool { return p.vip && !p.until }),
			textOf(r.Styles.Accent, r.Say(textVIPUntilShort, r.Account.VIPUntil.In(r.Location).Format("01-02")), func(p titleParts) bool { return p.vip && p.until }))
	}
	add(textOf(r.Styles.Money, r.Account.Balance.String(), func(p titleParts) bool { return p.cents }),
		textOf(r.Styles.Money, words.WholeYuan(r.Account.Balance), func(p titleParts) bool { return !p.cents }))
	return ps
}

// text is what a text says; of a name, its beginning.
func (l *titleLayout) text(t *titleText, p titleParts) string {
	if t.cut && p.name < t.width {
		return cells.Clip(t.text, p.name, l.more)
	}
	return t.text
}

func (l *titleLayout) textWidth(t *titleText, p titleParts) int {
	if t.cut && p.name < t.width {
		return cells.Width(l.text(t, p))
	}
	return t.width
}

// where returns in which cells the place stands that one is in.
func (l *titleLayout) where(p titleParts) (at, size int) {
	if p.brand {
		at = l.brandWidth
	}
	at += l.widthOf(l.places[:l.here], p, len(p.gap()))
	if l.here > 0 {
		at += len(p.gap())
	}
	return at, l.places[l.here].texts[0].width
}

// width is the least width of a title bar that says so much.
func (l *titleLayout) width(p titleParts) int {
	between := 1
	if p.dots {
		between += l.dotWidth + 1
	}
	n := l.widthOf(l.places, p, len(p.gap())) + titleGap + l.widthOf(l.who, p, between)
	if p.brand {
		n += l.brandWidth
	}
	return n
}

// widthOf is how wide pieces are drawn, between them so many cells.
func (l *titleLayout) widthOf(ps []piece, p titleParts, between int) int {
	n, some := 0, false
	for _, piece := range ps {
		said := false
		for i := range piece.texts {
			if t := &piece.texts[i]; t.in(p) {
				n, said = n+l.textWidth(t, p), true
			}
		}
		if said && some {
			n += between
		}
		some = some || said
	}
	return n
}
