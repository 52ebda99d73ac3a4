package tui

import (
	"strconv"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

// statusArea is the search, and which of the two lists is seen.
func (s *adminMovies) statusArea(room int) string {
	which := words.Shelf(store.OnShelf)
	switch {
	case s.off:
		which = words.OffShelf
	case s.gone:
		which = textAdminFilesGone
	}
	at := s.list.position()
	if find := s.finder.draw(&s.Display, room); find != "" {
		return s.withPosition(find, at, room)
	}
	shelf := s.say(which)
	order := s.direction((s.sort == store.ByNew) != s.list.reversed) + " " + s.say(sortNames[s.sort]) + " " + s.styles.dot + " " + shelf
	if full := s.withPosition(s.styles.mute.Render(order), at, room); width(full) <= room && (at == "" || width(full) > width(order)) {
		return full
	}
	if at != "" {
		return s.list.statusArea(room, s.styles.mute.Render(shelf))
	}
	return s.styles.mute.Render(shelf)
}

func (s *adminMovies) View(w, h int) string {
	if body, instead := s.list.state(w, h); instead {
		return body
	}
	if len(s.list.rows) > 0 {
		return s.panes(w, h, s.rows, s.detail)
	}
	switch {
	case s.text() != "":
		return s.nothing(s.say(textNothingFound, clean(s.text())), s.say(textFindAdvice), w, h)
	case s.gone:
		return s.nothing(s.say(textAdminNoneGone), s.say(textAdminNoneGoneAdvice), w, h)
	case s.off:
		return s.nothing(s.say(textAdminNothingOff), s.say(textAdminNothingOffAdvice), w, h)
	}
	return s.nothing(s.say(textAdminNoMoviesYet), s.say(textAdminNoMoviesYetHint), w, h)
}

func (s *adminMovies) rows(w, h int) []string { return s.list.draw(w, h, s.line) }

// line is one movie: number, title, length, price or where it stands.
func (s *adminMovies) line(m store.Listing, w int) string {
	left := s.styles.mute.Render(padLeft(strconv.FormatInt(m.ID, 10), 4)) + "  "
	right := padLeft(s.shelfTag(m.Movie), 12)
	if w >= 50 {
		right = s.lengthColumn(m.Duration) + right
	}
	room := w - width(left) - width(right) - 1
	title := clip(clean(m.Title), room, s.styles.more)
	return left + pad(s.marked(title, s.text()), room) + " " + right
}

// shelfTag is the price of what can be had, else why it can't.
func (s *adminMovies) shelfTag(m store.Movie) string {
	if m.Shelf != store.OnShelf {
		style := s.styles.mute
		if m.Shelf == store.TakenDown {
			style = s.styles.bad
		}
		return style.Render(s.say(words.Shelf(m.Shelf)))
	}
	if !m.Available() {
		return s.styles.bad.Render(s.say(words.Missing))
	}
	if m.Free {
		return s.styles.good.Render(s.say(textFree))
	}
	return s.styles.money.Render(m.Price.String())
}

func (s *adminMovies) detail(w, h int) []string {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		ls = append(s.strongLines(clean(m.Title), w), "")
	}
	ls = append(ls, s.muted(s.facts(m), w)...)
	price := s.say(textFree)
	if !m.Free {
		price = m.Price.String()
	}
	state := ""
	if m.Shelf != store.OnShelf {
		state = s.say(words.Shelf(m.Shelf))
	}
	if !m.MissingSince.IsZero() {
		state = strings.TrimSpace(state + " " + s.say(textAdminFileGoneSince, s.moment(m.MissingSince)))
	}
	return append(ls, s.factRows(w, [][2]string{
		{s.say(textAdminState), state},
		{s.say(textAdminKind), price},
		{s.say(textAdminUploadedBy), clean(m.UploadedBy)},
		{s.say(textAdminAddedOn), s.day(m.CreatedAt)},
		{s.say(textFormat), clean(m.MediaType)},
		{s.say(textSum), clean(m.SHA256)},
	})...)
}
