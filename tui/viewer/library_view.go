package viewer

import (
	"fmt"
	"strings"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

func (l *library) View(w, h int) string {
	l.abouts.wide = w >= ui.TwoPanes-4
	gap := "\n"
	if h >= 10 {
		gap = "\n\n"
	}
	body := l.body(w, h-len(gap)) // first: only then it is known how many rows are seen
	return l.tabLine(w) + gap + body
}

func (l *library) body(w, h int) string {
	if body, instead := l.list.State(w, h); instead {
		return body
	}
	switch {
	case len(l.list.Rows) == 0:
		return l.empty(w, h)
	case w < ui.TwoPanes-4:
		return strings.Join(l.list.Draw(w, h, l.line), "\n")
	}
	left := w * 11 / 20
	right := w - left - 5
	return cells.Beside(l.list.Draw(left, h, l.line), cells.Fit(strings.Join(l.detail(right, h), "\n"), right, h, l.Styles.More), left, l.Styles.Rule.Render(l.Styles.Column), h)
}

// detail is what is known of the selected row.
func (l *library) detail(w, h int) []string {
	e, ok := l.selected()
	if !ok {
		return nil
	}
	of := l.abouts.known[entryKey(e)]
	if e.Series != nil {
		return l.below(l.seriesCard(*e.Series, w, h), of.about, w, h)
	}
	m := *e.Movie
	m.Subtitles = of.subtitles
	return l.below(append(l.card(m, w, h-languageRoom), l.languageLines(m, w)...), of.about, w, h)
}

// below sets the beginning of what is said about a row under its card, as much
// as there is room for: it comes later, and moves nothing.
func (l *library) below(card []string, about string, w, h int) []string {
	room := h - len(card) - 1
	if about == "" || room < 1 {
		return card
	}
	return append(append(card, ""), shortened(l.paragraphs(about, w), room, min(w, textWidth), l.Styles.More)...)
}

// empty says what to do next.
func (l *library) empty(w, h int) string {
	title, advice := l.Say(l.tab().title), l.Say(l.tab().advice)
	if s := l.search.Text(); s != "" {
		title, advice = l.Say(screen.TextNothingFound, ui.Clean(s)), l.Say(screen.TextFindAdvice)
	}
	return l.Nothing(title, advice, w, h)
}

// line is one row: title, year, length or episodes, price.
func (l *library) line(e store.LibraryEntry, w int) string {
	cols := 9
	if w >= 60 {
		cols = 16
	}
	title, year, price, long, signs := "", 0, "", "", ""
	var at store.Episode
	var more []string
	if s := e.Series; s != nil {
		title, year, price = s.Title, s.Year, l.seriesPrice(*s)
		long = l.Styles.Mute.Render(cells.PadLeft(l.Say(textEpisodesIn, words.Count(s.Episodes)), screen.LengthCols(l.Env)))
		more, signs = l.rowCount(*s, w), l.followed(*s)
	} else {
		title, at, year, price = e.Movie.Title, e.Movie.Episode, e.Movie.Year, l.priceTag(*e.Movie, w >= 60)
		long, signs = screen.LengthColumn(l.Env, e.Movie.Duration), l.marksOf(e.Movie.Marks)
	}
	right := cells.PadLeft(price, cols)
	if w >= 44 {
		right = long + right
	}
	if w >= 70 {
		right = l.Styles.Mute.Render(yearColumn(year)) + right
	}
	room := w - cells.Width(right) - 1
	title = screen.Marked(l.Env, screen.EpisodeNameIn(title, at, room-cells.Width(signs), l.Styles.More), l.search.Text()) + l.Styles.Mute.Render(signs)
	for ; len(more) > 0; more = more[1:] {
		dot := l.Styles.Mute.Render(" " + l.Styles.Dot + " ")
		if behind := dot + strings.Join(more, dot); cells.Width(title+behind) <= room {
			title += behind
			break
		}
	}
	return cells.Pad(title, room) + " " + right
}

// yearColumn is a year in a column, blank where it is not known.
func yearColumn(year int) string {
	if year == 0 {
		return "      "
	}
	return fmt.Sprintf("  %4d", year)
}

// rowCount is what stands behind the title of a series, the last most worth its
// room: its seasons, or its episodes where they have no column, and what is new.
func (l *library) rowCount(s store.SeriesListing, w int) (more []string) {
	switch {
	case w < 44:
		more = append(more, l.Styles.Mute.Render(l.Say(textEpisodesIn, words.Count(s.Episodes))))
	case s.Seasons > 1:
		more = append(more, l.Styles.Mute.Render(l.Say(textSeasonCount, s.Seasons)))
	}
	if s.New > 0 {
		more = append(more, l.Styles.Accent.Render(l.Say(textNewEpisodes, words.Count(s.New))))
	}
	return more
}

// priceTag is what the movie costs this person, with the common price beside
// it where they differ and there is room.
func (v *Screens) priceTag(m store.Listing, roomy bool) string {
	switch {
	case !m.Available():
		return v.Styles.Mute.Render(v.Say(words.Missing))
	case m.Owned:
		return v.Styles.Good.Render(v.Styles.Check + " " + v.Say(textOwned))
	case m.Free:
		return v.Styles.Good.Render(v.Say(screen.TextFree))
	case m.Included:
		return v.Styles.Good.Render(v.Say(words.VIPFree))
	case m.VIPFree && roomy:
		return v.Styles.Mute.Render(v.Say(words.VIPFree)+" ") + v.Styles.Money.Render(m.YourPrice.String())
	case m.YourPrice != m.Price && roomy:
		return v.Styles.Mute.Render("("+m.Price.String()+") ") + v.Styles.Money.Render(m.YourPrice.String())
	}
	return v.Styles.Money.Render(m.YourPrice.String())
}
