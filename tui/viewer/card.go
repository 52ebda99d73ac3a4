package viewer

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// card is a movie told in full: picture, title, facts, price, what can be done.
func (v *Screens) card(m store.Listing, w, rows int) []string {
	return v.cardUnder(func(w, rows int) []string { return v.Poster(m, w, rows) }, m, w, rows)
}

// cardUnder is the card of a movie under a picture.
func (v *Screens) cardUnder(draw func(w, rows int) []string, m store.Listing, w, rows int) []string {
	if m.ID == 0 || w < 8 {
		return nil
	}
	var ls []string
	ls = append(ls, v.StrongLines(cardTitle(m.Movie)+v.marksOf(m.Marks), w)...)
	if m.Episode.Series != "" {
		ls = append(ls, v.Muted(ui.Clean(m.Episode.Series)+" "+v.Styles.Dot+" "+m.Episode.Code(), w)...)
	}
	ls = append(ls, "")
	for _, l := range cells.Joined(screen.FactList(v.Env, m), " "+v.Styles.Dot+" ", w) {
		ls = append(ls, v.Styles.Mute.Render(l))
	}
	for _, l := range cells.Joined(cleaned(m.Tags), " "+v.Styles.Dot+" ", w) {
		ls = append(ls, v.Styles.Mute.Render(l))
	}
	if price := v.priceLine(m); len(price) > 0 {
		ls = append(append(ls, ""), price...)
	}
	ls = append(ls, "")
	ls = append(ls, v.offer(m, w)...)
	return pictured(draw, ls, w, rows)
}

// seriesCard is a series told in full: picture, title, facts, price.
func (v *Screens) seriesCard(s store.SeriesListing, w, rows int) []string {
	if w < 8 {
		return nil
	}
	ls := append(v.StrongLines(ui.Clean(s.Title)+v.followed(s), w), "")
	for _, l := range cells.Joined(v.seriesFacts(s.Series), " "+v.Styles.Dot+" ", w) {
		ls = append(ls, v.Styles.Mute.Render(l))
	}
	if s.New > 0 {
		ls = append(ls, v.Styles.Accent.Render(v.Styles.Mark+" "+v.Say(textNewEpisodes, words.Count(s.New))))
	}
	ls = append(ls, "", v.seriesPriceLine(s), "", v.Click(v.Styles.Accent.Render(v.Styles.Enter)+" "+v.Say(textOpenSeries), func() tea.Cmd { return v.Press("enter") }))
	return pictured(v.posterOf(s.Series), ls, w, rows)
}

// seriesPriceLine is what is left to pay for a series, and how much of it is the
// viewer's.
func (v *Screens) seriesPriceLine(s store.SeriesListing) string {
	switch {
	case s.Free():
		return v.Styles.Good.Render(v.Say(textAllFree))
	case s.YourPrice == 0:
		return v.Styles.Good.Render(v.Styles.Check + " " + v.Say(textAllYours))
	case s.Owned > 0:
		return v.Styles.Sum.Render(s.YourPrice.String()) + v.Styles.Mute.Render("  "+v.Styles.Dot+"  "+v.Say(textOwnedOf, s.Owned))
	}
	return v.Styles.Sum.Render(s.YourPrice.String()) + v.Styles.Mute.Render("  "+v.Say(textForAll))
}

// posterOf draws the picture of a series.
func (v *Screens) posterOf(s store.Series) func(w, rows int) []string {
	return func(w, rows int) []string { return v.SeriesPoster(s, w, rows) }
}

// languageRoom is how many lines under a card beside a list are kept for
// languageLines.
const languageRoom = 2

// languageLines say under a card in which languages a movie has subtitles, beside
// it and in its file, and sound. The files are known later than the card, and
// there they move nothing of it.
func (v *Screens) languageLines(m store.Listing, w int) (ls []string) {
	for _, l := range cells.Joined(words.MovieLanguages(m, v.Lang), " "+v.Styles.Dot+" ", w) {
		for _, l := range cells.Joined(strings.SplitAfter(l, words.BetweenLanguages.In(v.Lang)), "", w) {
			ls = append(ls, v.Styles.Mute.Render(strings.TrimRight(cells.Clip(l, w, v.Styles.More), " ")))
		}
	}
	if len(ls) > 0 {
		ls = append([]string{""}, ls...)
	}
	return ls
}

// pictured sets a picture over lines, where there is room for it.
func pictured(draw func(w, rows int) []string, ls []string, w, rows int) []string {
	room := rows - len(ls) - 1
	if pw := min(w, 2*room*8/5); room >= 5 && pw >= 16 {
		if picture := draw(pw, min(room, pw*5/16)); len(picture) > 0 {
			return append(append(picture[:len(picture):len(picture)], ""), ls...)
		}
	}
	return ls
}

// cardTitle is a movie's title; an episode is called what it has of its own, or by
// its number.
func cardTitle(m store.Movie) string {
	if own := m.OwnTitle(); own != "" {
		return ui.Clean(own)
	}
	return m.Episode.Code()
}

func cleaned(texts []string) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = ui.Clean(t)
	}
	return out
}

func (v *Screens) priceLine(m store.Listing) []string {
	switch {
	case m.Owned:
		return nil
	case m.Free:
		return nil
	case m.Included:
		return []string{v.Styles.Mute.Render(m.Price.String()+"  "+v.Styles.Arrow+"  ") + v.Styles.Sum.Render(v.Say(words.VIPFree))}
	case m.VIPFree:
		return []string{v.Styles.Sum.Render(m.YourPrice.String()) + v.Styles.Mute.Render("  "+v.Styles.Dot+"  "+v.Say(words.VIPFree))}
	case m.YourPrice != m.Price:
		return []string{v.Styles.Mute.Render(m.Price.String()+"  "+v.Styles.Arrow+"  ") + v.Styles.Sum.Render(v.Say(textVIPPrice, m.YourPrice))}
	case m.VIPPrice != m.Price:
		return []string{v.Styles.Sum.Render(m.YourPrice.String()) + v.Styles.Mute.Render("  "+v.Styles.Arrow+"  "+v.Say(textVIPPrice, m.VIPPrice))}
	}
	return []string{v.Styles.Sum.Render(m.YourPrice.String())}
}

// offer says in a line how one comes to the bytes, and with which key.
func (v *Screens) offer(m store.Listing, w int) []string {
	line, style := "", v.Styles.Mute
	switch {
	case !m.Available():
		line = v.Say(words.FileMissing)
	case m.Grant != nil && m.Grant.CanFetch():
		line, style = v.Styles.Check+" "+v.Say(textGrantReady), v.Styles.Good
	case m.Grant != nil && m.Grant.Live:
		line, style = v.Styles.Mark+" "+v.Say(textGrantWaiting), v.Styles.Accent
	case m.Owned:
		line, style = v.Styles.Check+" "+v.Say(textOwnedLine), v.Styles.Good
	case m.Free:
		line = v.Say(textFreeLine)
	}
	var ls []string
	for _, l := range cells.Wrap(line, w) {
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
	act := v.Click(v.Styles.Accent.Render("d")+" "+v.Say(v.does(m)), func() tea.Cmd { return v.Press("d") })
	copies := v.Styles.Accent.Render("y") + " " + v.Styles.Mute.Render(v.Say(screen.TextKeyCopy))
	if also := "    " + v.Click(copies, func() tea.Cmd { return v.Press("y") }); v.User() && cells.Width(act+also) <= w {
		act += also
	}
	return append(ls, act)
}

// does is what the key for downloading does with a movie.
func (v *Screens) does(m store.Listing) words.T {
	if !m.MustBuy() {
		return textGetIt
	}
	return textBuyAndGet
}
