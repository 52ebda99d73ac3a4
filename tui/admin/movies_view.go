package admin

import (
	"strconv"
	"strings"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// statusArea is the search, and which of the two lists is seen.
func (s *movies) statusArea(room int) string {
	which := words.Shelf(store.OnShelf)
	switch {
	case s.off:
		which = words.OffShelf
	case s.gone:
		which = textFilesGone
	}
	at := s.list.Position()
	if at == "" && !s.Empty() {
		at = s.list.Count()
	}
	if n := s.marks.N(); n > 0 {
		return s.WithPosition(s.markedCount(n), at, room)
	}
	if find := s.Status(&s.Display, at, room); find != "" {
		return find
	}
	shelf := s.Say(which)
	order := s.Direction((s.sort == store.ByNew) != s.list.Reversed) + " " + s.Say(screen.SortNames[s.sort]) + " " + s.Styles.Dot + " " + shelf
	if full := s.WithPosition(s.Styles.Mute.Render(order), at, room); cells.Width(full) <= room && (at == "" || cells.Width(full) > cells.Width(order)) {
		return full
	}
	if at != "" {
		return s.list.StatusArea(room, s.Styles.Mute.Render(shelf))
	}
	return s.Styles.Mute.Render(shelf)
}

func (s *movies) View(w, h int) string {
	if body, instead := s.list.State(w, h); instead {
		return body
	}
	if len(s.list.Rows) > 0 {
		return s.Panes(w, h, s.rows, s.detail)
	}
	switch {
	case s.Text() != "":
		return s.Nothing(s.Say(screen.TextNothingFound, ui.Clean(s.Text())), s.Say(screen.TextFindAdvice), w, h)
	case s.gone:
		return s.Nothing(s.Say(textNoneGone), s.Say(textNoneGoneAdvice), w, h)
	case s.off:
		return s.Nothing(s.Say(textNothingOff), s.Say(textNothingOffAdvice), w, h)
	}
	return s.Nothing(s.Say(textNoMoviesYet), s.Say(textNoMoviesYetHint), w, h)
}

func (s *movies) rows(w, h int) []string { return s.list.Draw(w, h, s.line) }

// line is one movie: number, title, length, price or where it stands.
func (s *movies) line(m store.Listing, w int) string {
	left := s.marks.Sign(&s.Display, m) + s.Styles.Mute.Render(cells.PadLeft(strconv.FormatInt(m.ID, 10), 4)) + "  "
	right := cells.PadLeft(s.shelfTag(m.Movie), 12)
	if w >= 50 {
		right = screen.LengthColumn(s.Env, m.Duration) + right
	}
	room := w - cells.Width(left) - cells.Width(right) - 1
	title := cells.Clip(ui.Clean(m.Title), room, s.Styles.More)
	return left + cells.Pad(screen.Marked(s.Env, title, s.Text()), room) + " " + right
}

// shelfTag is the price of what can be had, else why it can't.
func (s *movies) shelfTag(m store.Movie) string {
	if m.Shelf != store.OnShelf {
		style := s.Styles.Mute
		if m.Shelf == store.TakenDown {
			style = s.Styles.Bad
		}
		return style.Render(s.Say(words.Shelf(m.Shelf)))
	}
	if !m.Available() {
		return s.Styles.Bad.Render(s.Say(words.Missing))
	}
	if m.Free {
		return s.Styles.Good.Render(s.Say(screen.TextFree))
	}
	return s.Styles.Money.Render(m.Price.String())
}

func (s *movies) detail(w, h int) []string {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	ls := s.refusedLines(s.marks.Refused(m), w)
	if h >= 6 {
		ls = append(append(ls, s.StrongLines(ui.Clean(m.Title), w)...), "")
	}
	ls = append(ls, s.Muted(screen.Facts(s.Env, m), w)...)
	price := s.Say(screen.TextFree)
	if !m.Free {
		price = m.Price.String()
	}
	if m.VIPFree {
		price += " " + s.Styles.Dot + " " + s.Say(words.VIPFree)
	}
	state := ""
	if m.Shelf != store.OnShelf {
		state = s.Say(words.Shelf(m.Shelf))
	}
	if !m.MissingSince.IsZero() {
		state = strings.TrimSpace(state + " " + s.Say(textFileGoneSince, s.Moment(m.MissingSince)))
	}
	return append(ls, s.FactRows(w, [][2]string{
		{s.Say(textState), state},
		{s.Say(textKind), price},
		{s.Say(textUploadedBy), ui.Clean(m.UploadedBy)},
		{s.Say(textAddedOn), s.Day(m.CreatedAt)},
		{s.Say(screen.TextFormat), ui.Clean(m.MediaType)},
		{s.Say(screen.TextSum), ui.Clean(m.SHA256)},
	})...)
}
