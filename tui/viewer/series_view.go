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

func (s *series) View(w, h int) string {
	if s.asker.Err != nil {
		body, _ := s.asker.Instead(&s.Display, 0, w, h)
		return body
	}
	if w < ui.TwoPanes-4 || len(s.seasons) == 0 {
		return strings.Join(s.pane(w, h, true), "\n")
	}
	left := w * 11 / 20
	right := w - left - 5
	return cells.Beside(s.pane(left, h, false), cells.Fit(strings.Join(s.beside(right, h), "\n"), right, h, s.Styles.More), left, s.Styles.Rule.Render(s.Styles.Column), h)
}

// beside is the episode under the cursor, under the cover of the series where it
// has none of its own; beside the words about the series, its picture.
func (s *series) beside(w, h int) []string {
	m, ok := s.selected()
	switch {
	case ok && s.l.Cover != 0 && m.Cover == 0:
		return append(s.cardUnder(s.posterOf(s.l.Series), m, w, h-languageRoom), s.languageLines(m, w)...)
	case ok:
		return append(s.card(m, w, h-languageRoom), s.languageLines(m, w)...)
	}
	return pictured(s.posterOf(s.l.Series), nil, w, h)
}

// pane is the series with the tab that is seen; alone, without a card beside it,
// with what is known of the episode under the cursor below.
func (s *series) pane(w, h int, alone bool) []string {
	one, ok := s.season()
	airy := h >= 12
	head := s.head(w, airy)
	tabs := s.tabLine(w)
	if airy {
		head = append(head, "")
	}
	switch {
	case !s.asker.Loaded:
		return append(head, cells.Lines(s.Wait(w, h-len(head)))...)
	case !ok && s.l.About != "":
		return s.said(append(head, tabs, ""), w, h)
	case !ok:
		return append(head, cells.Lines(s.Nothing(s.Say(textEmptySeries), s.Say(textEmptyAdvice), w, h-len(head)))...)
	}
	var foot []string
	if alone {
		foot = s.foot(w, h)
	}
	gap := 0
	if airy {
		gap = 1
	}
	room := h - len(head) - 1 - gap - len(foot)
	f := s.field(one, w, room)
	ls := append(head, tabs)
	ls = append(ls, make([]string, gap)...)
	if spare := room - f.Height(w); airy && spare >= 2 {
		ls = append(ls, s.brief(w, min(3, spare-1))...)
	}
	grid := s.DrawTiles(&s.grid, f, w, h-len(ls)-len(foot))
	ls = append(ls, grid...)
	if len(foot) > 0 {
		ls = append(ls, make([]string, max(0, h-len(ls)-len(foot)))...)
	}
	return append(ls, foot...)
}

// head is the title with what is left to pay, and the facts where there is room.
func (s *series) head(w int, airy bool) []string {
	price := s.seriesPrice(s.l)
	title := cells.Clip(ui.Clean(s.l.Title), w-cells.Width(price)-2-cells.Width(s.followed(s.l)), s.Styles.More)
	title = s.Styles.Strong.Render(title + s.followed(s.l))
	ls := []string{cells.Ends(title, price, w, s.Styles.More)}
	if !airy {
		return ls
	}
	facts := cells.Joined(s.seriesFacts(s.l.Series), " "+s.Styles.Dot+" ", w)
	if len(facts) > 1 {
		facts = facts[:1]
	}
	for _, l := range facts {
		ls = append(ls, s.Styles.Mute.Render(l))
	}
	return ls
}

// brief is the first paragraph about the series, and an empty line.
func (s *series) brief(w, most int) []string {
	first, _, _ := strings.Cut(s.l.About, "\n")
	ls := cells.Wrap(ui.Clean(first), min(w, textWidth))
	if s.l.About == "" || most < 1 {
		return nil
	}
	return append(shortened(ls, most, min(w, textWidth), s.Styles.More), "")
}

// textWidth is how wide running text becomes at most.
const textWidth = 76

// shortened is the first lines of a text; the last says that there are more.
func shortened(ls []string, most, w int, more string) []string {
	if len(ls) <= most {
		return ls
	}
	ls = append([]string(nil), ls[:most]...)
	last := ls[most-1]
	for cells.Width(last+more) > w {
		last = cells.Clip(last, cells.Width(last)-1, "")
	}
	ls[most-1] = strings.TrimRight(last, " ，,、。.") + more
	return ls
}

// said is the last tab: all that is said about the series.
func (s *series) said(head []string, w, h int) []string {
	room := h - len(head)
	return append(head, cells.Lines(s.about.Draw(s.paragraphs(s.l.About, w), w, room))...)
}

// paragraphs are a text's, wrapped, with an empty line between.
func (v *Screens) paragraphs(text string, w int) (ls []string) {
	for _, p := range strings.Split(text, "\n") {
		ls = append(ls, cells.Wrap(ui.Clean(p), min(w, textWidth))...)
	}
	return ls
}

// tabLine is the seasons, and what stands out of the one that is seen.
func (s *series) tabLine(w int) string {
	right := s.seasonNote()
	for _, r := range []string{right, ""} {
		for _, brief := range []bool{false, true} {
			if left := s.tabNames(0, s.tabs(), brief); cells.Width(left)+cells.Width(r)+2 <= w {
				return cells.Ends(left, r, w, s.Styles.More)
			}
		}
	}
	from, to := s.tab, s.tab+1
	for grown := true; grown; { // as many around the seen one as there is room for
		grown = false
		if to < s.tabs() && cells.Width(s.tabNames(from, to+1, true))+6 <= w {
			to, grown = to+1, true
		}
		if from > 0 && cells.Width(s.tabNames(from-1, to, true))+6 <= w {
			from, grown = from-1, true
		}
	}
	left, rest := "", ""
	if from > 0 {
		left = s.Styles.Mute.Render(s.Styles.More) + " "
	}
	if to < s.tabs() {
		rest = " " + s.Styles.Mute.Render(s.Styles.More)
	}
	return left + s.tabNames(from, to, true) + rest
}

func (s *series) tabNames(from, to int, brief bool) string {
	var parts []string
	for i := from; i < to; i++ {
		name := s.Say(textAbout)
		if i < len(s.seasons) {
			name = s.seasonName(s.seasons[i].number, brief)
		}
		text := s.Styles.Mute.Render(" " + name + " ")
		if i == s.tab {
			text = s.Styles.Chosen(s.Styles.Badge, " "+name+" ")
		}
		parts = append(parts, s.Click(text, func() tea.Cmd { return s.open(i) }))
	}
	return strings.Join(parts, " ")
}

// seasonNote is what stands out of the seen season: when the last wait is over, or
// what is left to pay.
func (s *series) seasonNote() string {
	one, _ := s.season()
	var waits []store.Download
	sum := store.Fen(0)
	for _, m := range one.episodes {
		if pending(m) {
			waits = append(waits, *m.Grant)
		}
		if m.MustBuy() {
			sum += m.YourPrice
		}
	}
	switch last := lastReady(waits); {
	case !last.IsZero():
		return s.Styles.Accent.Render(s.Say(textLastReady, len(waits), s.Moment(last)))
	case sum > 0 && s.tabs() > 1 && len(one.episodes) > 1:
		return s.Styles.Money.Render(s.Say(textLeftToPay, sum))
	}
	return ""
}

// foot is the episode under the cursor, below the field.
func (s *series) foot(w, h int) []string {
	m, ok := s.selected()
	if !ok {
		return nil
	}
	title := func(room int) string {
		signs := s.marksOf(m.Marks)
		return s.Styles.Strong.Render(cells.Clip(episodeTitle(m.Movie), room-cells.Width(signs), s.Styles.More) + signs)
	}
	if h < 14 {
		return []string{title(w)}
	}
	does := s.Click(s.Styles.Accent.Render("d")+" "+s.Say(s.does(m)), func() tea.Cmd { return s.Press("d") })
	state, style := s.episodeStanding(m, s.left(m))
	right := style.Render(state)
	if m.MustBuy() {
		right = strings.Join(s.priceLine(m), "")
	}
	return []string{
		s.Styles.Rule.Render(strings.Repeat(s.Styles.Glyphs.Rule, w)),
		cells.Ends(title(w-cells.Width(right)-2), right, w, s.Styles.More),
		cells.Ends(s.Styles.Mute.Render(cells.Clip(screen.Facts(s.Env, m), w, s.Styles.More)), does, w, s.Styles.More),
	}
}

// field is how the episodes of a season are drawn: number, title and state where
// there is room for all of them, else number and state.
func (s *series) field(one season, w, h int) ui.Tiles {
	number, state, title := 1, s.stateWidth(), 0
	for _, m := range one.episodes {
		number = max(number, cells.Width(episodeNumber(m.Episode)))
		state, title = max(state, cells.Width(s.state(m))), max(title, cells.Width(m.OwnTitle()))
	}
	lead := func(m store.Listing) string {
		sign := " "
		if m.Marks.Seen {
			sign = s.Styles.Eye
		}
		return s.Styles.Mute.Render(cells.PadLeft(episodeNumber(m.Episode), number) + sign)
	}
	const edges = 5 // the bar with the air behind it, and what keeps cells apart
	f := ui.Tiles{N: len(one.episodes), Lines: 1, W: edges + number + 1 + state}
	f.Cell = func(i int) []string { return []string{lead(one.episodes[i]) + s.state(one.episodes[i])} }

	roomy := ui.Tiles{N: f.N, Lines: 2, Gap: 1, W: max(f.W, min(edges+number+1+title, 26))}
	rows := max(1, (h+roomy.Gap)/(roomy.Lines+roomy.Gap))
	roomy.W = min(roomy.W, w, w/((f.N+rows-1)/rows)) // as many beside each other as it takes
	if title == 0 || roomy.W < f.W || roomy.Height(w) > h {
		return f
	}
	roomy.W = max(roomy.W, min(edges+number+1+title, w/(w/roomy.W)))
	roomy.Cell = func(i int) []string {
		m := one.episodes[i]
		return []string{lead(m) + ui.Clean(m.OwnTitle()), strings.Repeat(" ", number+1) + s.state(m)}
	}
	return roomy
}

// state is how an episode stands, and the mark of what is new.
func (s *series) state(m store.Listing) string {
	text, style := s.episodeStanding(m, s.left(m))
	if text = style.Render(text); added(s.l.Series, m, s.Now()) {
		text += " " + s.Styles.Accent.Render(s.Styles.Mark)
	}
	return text
}

// stateWidth is how wide the states are that an episode goes through, so that
// none moves its neighbours.
func (v *Screens) stateWidth() int {
	n := 0
	for _, state := range []store.State{store.Queued, store.Waiting, store.Ready, store.Complete} {
		n = max(n, cells.Width(v.Styles.Check+" "+v.Say(words.Grant(store.Download{State: state}))))
	}
	return n
}
