package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// card is a movie told in full: picture, title, facts, price, what can be done.
func (h *Screens) card(m store.Listing, w, rows int) []string {
	if m.ID == 0 || w < 8 {
		return nil
	}
	var ls []string
	for _, l := range ui.Wrap(ui.Clean(m.Title), w) {
		ls = append(ls, h.Styles.Strong.Render(l))
	}
	ls = append(ls, "")
	for _, l := range ui.Joined(factList(h.Env, m), " "+h.Styles.Dot+" ", w) {
		ls = append(ls, h.Styles.Mute.Render(l))
	}
	if price := h.priceLine(m); len(price) > 0 {
		ls = append(append(ls, ""), price...)
	}
	ls = append(ls, "")
	ls = append(ls, h.offer(m, w)...)
	room := rows - len(ls) - 1
	if pw := min(w, 2*room*8/5); room >= 5 && pw >= 16 {
		if picture := h.Poster(m, pw, min(room, pw*5/16)); len(picture) > 0 {
			ls = append(append(picture[:len(picture):len(picture)], ""), ls...)
		}
	}
	return ls
}

func (h *Screens) priceLine(m store.Listing) []string {
	switch {
	case m.Owned:
		return nil
	case m.Free:
		return nil
	case m.YourPrice != m.Price:
		return []string{h.Styles.Mute.Render(m.Price.String()+"  "+h.Styles.Arrow+"  ") + h.Styles.Money.Bold(true).Render(h.Say(textVIPPrice, m.YourPrice))}
	case m.VIPPrice != m.Price:
		return []string{h.Styles.Money.Bold(true).Render(m.YourPrice.String()) + h.Styles.Mute.Render("  "+h.Styles.Arrow+"  "+h.Say(textVIPPrice, m.VIPPrice))}
	}
	return []string{h.Styles.Money.Bold(true).Render(m.YourPrice.String())}
}

// offer says in a line how one comes to the bytes, and with which key.
func (h *Screens) offer(m store.Listing, w int) []string {
	line, style := "", h.Styles.Mute
	switch {
	case !m.Available():
		line = h.Say(words.FileMissing)
	case m.Grant != nil && m.Grant.CanFetch():
		line, style = h.Styles.Check+" "+h.Say(textGrantReady), h.Styles.Good
	case m.Grant != nil && m.Grant.Live:
		line, style = h.Styles.Mark+" "+h.Say(textGrantWaiting), h.Styles.Accent
	case m.Owned:
		line, style = h.Styles.Check+" "+h.Say(textOwnedLine), h.Styles.Good
	case m.Free:
		line = h.Say(textFreeLine)
	}
	var ls []string
	for _, l := range ui.Wrap(line, w) {
		if l != "" {
			ls = append(ls, style.Render(l))
		}
	}
	if m.Shelf != "" && m.Shelf != store.OnShelf && !m.Owned || !m.Available() {
		return ls
	}
	if len(ls) > 0 {
		ls = append(ls, "")
	}
	act := h.Click(h.Styles.Accent.Render("d")+" "+h.Say(h.does(m)), func() tea.Cmd { return h.Press("d") })
	copies := h.Styles.Accent.Render("y") + " " + h.Styles.Mute.Render(h.Say(textKeyCopy))
	if also := "    " + h.Click(copies, func() tea.Cmd { return h.Press("y") }); h.user() && ui.Width(act+also) <= w {
		act += also
	}
	return append(ls, act)
}

// does is what the key for downloading does with a movie.
func (h *Screens) does(m store.Listing) words.T {
	if !m.MustBuy() {
		return textGetIt
	}
	return textBuyAndGet
}
