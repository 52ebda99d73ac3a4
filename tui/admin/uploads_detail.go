package admin

import (
	"strconv"
	"strings"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/proposal"
	"youku.example/store/sidecar"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// detail is what is known of the selected row, and what to do with it.
func (u *uploads) detail(w, h int) []string {
	r, ok := u.selected()
	if !ok {
		return nil
	}
	var ls []string
	roomy := w < ui.TwoPanes/2 || h >= 14
	if h >= 5 {
		ls = u.StrongLines(ui.Clean(r.Row.Name), w)
		if roomy {
			ls = append(ls, "")
		}
	}
	if r.IsFolder() {
		return append(ls, u.folderDetail(r, w)...)
	}
	ls = append(ls, u.advice(r, w)...)
	if roomy {
		ls = append(ls, "")
	}
	return append(ls, u.FactRows(w, u.facts(r, w))...)
}

// folderDetail counts what is in a folder.
func (u *uploads) folderDetail(r uploadtree.Row, w int) (ls []string) {
	t := r.Below
	say := func(n int, style func(string) string, text words.T) {
		if n > 0 {
			for _, l := range cells.Wrap(u.Say(text, words.Count(n)), w) {
				ls = append(ls, style(l))
			}
		}
	}
	say(t.Ready, u.Styles.Good.Render, textFolderReady)
	say(t.Movies-t.Ready-t.Moving, u.Styles.Text.Render, textFolderOthers)
	say(t.Moving, u.Styles.Accent.Render, textFolderMoving)
	say(t.Doubtful, u.Styles.Money.Render, textFolderDoubtful)
	say(t.Clashing, u.Styles.Bad.Render, textFolderClashing)
	say(t.Refused, u.Styles.Bad.Render, textFolderRefused)
	say(t.Sidecars, u.Styles.Mute.Render, textFolderSidecars)
	facts := [][2]string{{u.Say(textSeries), ui.Clean(t.Series)}, {u.Say(textSize), words.Size(r.Row.Size)}}
	return append(append(ls, ""), u.FactRows(w, facts)...)
}

// facts are what a file is proposed as, and what it is.
func (u *uploads) facts(r uploadtree.Row, w int) (facts [][2]string) {
	if r.Kind == plan.Movie {
		facts = u.proposalFacts(r, w)
	}
	return append(facts,
		[2]string{u.Say(screen.TextFormat), u.incomingFacts(r.Row)},
		[2]string{u.Say(screen.TextSum), ui.Clean(r.Row.SHA256)},
		[2]string{u.Say(textUploadedBy), ui.Clean(r.Row.By)})
}

// proposalFacts are the fields of a proposal. One that was guessed says so.
func (u *uploads) proposalFacts(r uploadtree.Row, w int) [][2]string {
	p := r.Publication()
	field := func(name, value string) string {
		if value = ui.Clean(value); u.isDoubted(r.Node, name) {
			return u.Styles.Money.Render(strings.TrimSpace(value + u.Styles.Doubt + "  " + u.Say(textGuessed)))
		}
		return value
	}
	number := p.Episode.Short()
	if p.Episode.Series == "" && r.Proposal.HasEpisode {
		number = store.Episode{Series: "-", Season: p.Episode.Season, Number: p.Episode.Number, End: p.Episode.End}.Short()
	}
	numberField := proposal.Episode
	if u.isDoubted(r.Node, proposal.Season) {
		numberField = proposal.Season
	}
	about, _, _ := strings.Cut(p.About, "\n")
	facts := [][2]string{
		{u.Say(textTitle), field(proposal.Title, p.Title)},
		{u.Say(textSeries), field(proposal.Series, p.Episode.Series)},
		{u.Say(textEpisode), field(numberField, number)},
		{u.Say(textYear), field(proposal.Year, yearText(p.Year))},
		{u.Say(textTags), ui.Clean(strings.Join(p.Tags, ", "))},
		{u.Say(textAbout), cells.Clip(ui.Clean(about), 2*(w-14), u.Styles.More)},
		{u.Say(textSubtitles), u.subtitlesOf(r.Node)},
	}
	return facts
}

// subtitlesOf are the languages of the subtitles below a movie.
func (u *uploads) subtitlesOf(n *uploadtree.Node) string {
	var all []string
	for _, c := range n.Children {
		if kind, label := c.Sidecar(); kind == sidecar.Subtitle {
			name := label.Language
			if name == "" {
				name = u.Styles.Doubt
			}
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}
