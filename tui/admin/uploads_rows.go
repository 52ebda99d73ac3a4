package admin

import (
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/store/sidecar"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// lines are the rows of the tree that are in sight.
func (u *uploads) lines(w, h int) []string {
	from, to := u.cur.Window(len(u.rows), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		r := u.rows[i]
		sign := u.marks.SignUnder(&u.Display, r.Under())
		lead := sign + strings.Repeat(" ", min(2*r.Depth, w/4))
		ls = append(ls, u.Item(&u.cur, i, lead+u.line(r, w-2-cells.Width(lead)), w, nil))
	}
	return ls
}

// line is one row: a folder with what it holds, a movie as what it is proposed,
// and what is no movie by its name; then how large it is and where it stands.
func (u *uploads) line(r uploadtree.Row, w int) string {
	cols := 13
	if w >= 46 {
		cols = 18
	}
	var right string
	switch {
	case r.IsFolder():
		right = u.totals(r.Below, cols)
	case r.Kind == plan.Sidecar:
		right = u.belongs(r, cols)
	default:
		right = u.stateOf(r, cols)
	}
	if w >= 46 {
		right = u.Styles.Mute.Render(cells.PadLeft(words.Size(max(r.Row.Size, r.Row.Done)), 8)) + "  " + right
	}
	room := w - cells.Width(right) - 1
	return cells.Pad(u.name(r, room), room) + " " + right
}

// twoNames is how much room there must be to show what a movie is proposed as and
// the name of its file.
const twoNames = 44

// name is what a row is called, and in enough room a word more about it.
func (u *uploads) name(r uploadtree.Row, room int) string {
	base := ui.Clean(r.Base())
	first, more, style := base, "", u.Styles.Mute
	switch {
	case r.IsFolder():
		sign := u.Styles.Closed
		if r.Open {
			sign = u.Styles.Opened
		}
		first = u.Styles.Mute.Render(sign) + " " + u.Styles.Strong.Render(base)
		if series := ui.Clean(r.Below.Series); series != base {
			more = series
		}
	case r.Kind == plan.Sidecar:
		return u.Styles.Mute.Render(cells.Clip(u.sidecarName(r.Node)+" "+u.Styles.Dot+" "+base, room, u.Styles.More))
	case r.Kind == plan.Movie:
		first, more = u.proposed(r), base
	case r.Row.Problem != "":
		more, style = u.problem(r.Row), u.Styles.Bad
	}
	if more == "" || room < twoNames {
		return cells.Clip(first, room, u.Styles.More)
	}
	left := room * 3 / 5
	if r.Kind == plan.Refused {
		left = room / 3
	}
	return cells.Pad(cells.Clip(first, left, u.Styles.More), left) + "  " + style.Render(cells.Clip(more, room-left-2, u.Styles.More))
}

// proposed is what a movie may be published as, in a line: an episode by its
// number, with its series where that is not the one of its folder. What was
// guessed bears a sign.
func (u *uploads) proposed(r uploadtree.Row) string {
	p := r.Publication()
	if p.Episode.Series == "" && !r.Proposal.HasEpisode {
		name := u.guessed(r.Node, proposal.Title, u.Styles.Text, p.Title)
		if year := yearText(p.Year); year != "" {
			name += u.Styles.Mute.Render(" (") + u.guessed(r.Node, proposal.Year, u.Styles.Mute, year) + u.Styles.Mute.Render(")")
		}
		return name
	}
	at := p.Episode
	if at.Series == "" {
		at.Series = u.Styles.Doubt // to have a number
	}
	code := at.Code()
	var parts []string
	if u.isDoubted(r.Node, proposal.Series) || !u.underSeries(r) {
		parts = append(parts, u.guessed(r.Node, proposal.Series, u.Styles.Text, p.Episode.Series))
	}
	number := proposal.Episode
	if u.isDoubted(r.Node, proposal.Season) {
		number = proposal.Season
	}
	parts = append(parts, u.guessed(r.Node, number, u.Styles.Text, code))
	own := strings.TrimSpace((&store.Movie{Title: p.Title, Episode: p.Episode}).OwnTitle())
	if own != "" && own != code {
		parts = append(parts, u.guessed(r.Node, proposal.Title, u.Styles.Text, own))
	}
	return strings.Join(parts, " ")
}

// underSeries reports whether a row stands in a folder all of whose movies are of
// its series: the folder says it for them.
func (u *uploads) underSeries(r uploadtree.Row) bool {
	return r.Depth > 0 && r.In.Below.Series == r.Proposal.Series
}

func (u *uploads) isDoubted(n *uploadtree.Node, field string) bool {
	return slices.Contains(n.Proposal.Doubtful, field)
}

// guessed is the value of a field, with a sign where it was guessed.
func (u *uploads) guessed(n *uploadtree.Node, field string, style theme.Style, value string) string {
	if value = ui.Clean(value); u.isDoubted(n, field) {
		return u.Styles.Money.Render(value + u.Styles.Doubt)
	}
	return style.Render(value)
}

// totals is where the movies of a folder stand, in signs and numbers.
func (u *uploads) totals(t uploadtree.Totals, cols int) string {
	var parts []string
	count := words.Count(t.Movies)
	switch {
	case t.Movies == 0:
	case t.Ready == t.Movies:
		parts = append(parts, u.Styles.Good.Render(u.Styles.Check+" "+count))
	default:
		parts = append(parts, u.Styles.Good.Render(u.Styles.Check+" ")+words.Count(t.Ready)+"/"+count)
	}
	for _, p := range []struct {
		n     int
		sign  string
		style theme.Style
	}{
		{t.Refused + t.Clashing, u.Styles.Cross, u.Styles.Bad},
		{t.Doubtful, u.Styles.Doubt, u.Styles.Money},
		{t.Moving, u.Styles.Mark, u.Styles.Accent},
	} {
		if p.n > 0 {
			parts = append(parts, p.style.Render(p.sign+" "+words.Count(p.n)))
		}
	}
	return cells.Pad(cells.Clip(strings.Join(parts, "  "), cols, u.Styles.More), cols)
}

// belongs is how a sidecar stands: with its movie, or with none.
func (u *uploads) belongs(r uploadtree.Row, cols int) string {
	s := ""
	switch {
	case r.Row.State != store.Sidecar:
		return u.stateOf(r, cols)
	case r.Of == "" && !r.IsShow():
		s = u.Styles.Money.Render(u.Styles.Warn + " " + u.Say(textOfNone))
	}
	return cells.Pad(cells.Clip(s, cols, u.Styles.More), cols)
}

// sidecarName says what a sidecar is: subtitles of which language, a picture, or
// words about a movie or a series.
func (u *uploads) sidecarName(n *uploadtree.Node) string {
	kind, label := n.Sidecar()
	switch {
	case kind == sidecar.Subtitle:
		name := u.Say(textSidecarSubtitle)
		if label.Language != "" {
			name += " " + label.Language
		}
		if label.Kind != "" {
			name += " " + u.Say(subtitleKinds[label.Kind])
		}
		return name
	case kind == sidecar.Picture:
		return u.Say(textSidecarPicture)
	case n.IsShow():
		return u.Say(textSidecarShow)
	}
	return u.Say(textSidecarNFO)
}

// problem is why a file was refused.
func (u *uploads) problem(in store.Incoming) string {
	return u.ErrorText(&store.Refusal{Code: in.Problem, Name: in.Name, Movie: in.DuplicateOf})
}
