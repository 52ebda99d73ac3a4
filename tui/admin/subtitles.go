package admin

import (
	"context"
	"path"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/media/language"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
	"youku.example/tui/admin/uploadtree"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// subtitles lists the files of subtitles that a movie has, and below them those
// among the uploads that it may be given.
type subtitles struct {
	*Screen
	m     store.Movie
	asker screen.Asker
	cur   ui.List
	has   []store.Subtitle
	may   []*uploadtree.Node
}

func newSubtitles(d *Screen, m store.Movie) ui.Screen { return &subtitles{Screen: d, m: m} }

func (s *subtitles) Init() tea.Cmd  { return s.load() }
func (s *subtitles) Title() words.T { return textSubtitles }

// subtitlesAnswer is what one look sees.
type subtitlesAnswer struct {
	has []store.Subtitle
	may []*uploadtree.Node
}

func (s *subtitles) load() tea.Cmd {
	id := s.m.ID
	return screen.Load(s.Env, s, &s.asker, s.load, func(ctx context.Context, a store.Actor) (r subtitlesAnswer, err error) {
		l, err := s.Shop.Movie(ctx, a, id)
		if err != nil {
			return r, err
		}
		r.has = l.Subtitles
		all, err := s.Intake.Plan(ctx, a)
		for _, e := range all {
			if e.Row.State == store.Sidecar && sidecar.KindOf(e.Row.Name) == sidecar.Subtitle {
				r.may = append(r.may, &uploadtree.Node{Entry: e})
			}
		}
		slices.SortStableFunc(r.may, func(a, b *uploadtree.Node) int { // those of no upload come first
			switch {
			case (a.Of == "") == (b.Of == ""):
				return 0
			case a.Of == "":
				return -1
			}
			return 1
		})
		return r, err
	}, func(r subtitlesAnswer) tea.Cmd {
		s.has, s.may = r.has, r.may
		s.cur.At = max(0, min(s.cur.At, len(s.has)+len(s.may)-1))
		return nil
	})
}

func (s *subtitles) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(screen.NewsMsg); ok && n.About(store.TopicMovies|store.TopicIncoming) {
		return s.load()
	}
	return nil
}

func (s *subtitles) Keys() []ui.Key {
	ks, rest := s.cur.Around(len(s.has)+len(s.may), nil)
	switch at := s.cur.At; {
	case at < len(s.has):
		ks = append(ks, ui.Key{On: "x delete", Says: textKeyRemove, Do: func() tea.Cmd { return s.remove(s.has[at]) }})
	case at-len(s.has) < len(s.may):
		ks = append(ks, ui.Key{On: "enter a", Says: textKeyGive, Do: func() tea.Cmd { return s.Push(newGiveSubtitle(s, s.may[at-len(s.has)])) }})
	}
	ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return s.Copy(s.command()) }})
	return append(append(ks, rest...), s.asker.Retry(s.load)...)
}

// command gives the movie subtitles that are on one's own computer.
func (s *subtitles) command() string { return s.Login().AddSubtitle(s.m.ID, s.Say(textSubtitleFile)) }

// remove asks once, for the bytes are gone afterwards.
func (s *subtitles) remove(sub store.Subtitle) tea.Cmd {
	name, kind := s.subtitleName(sub.Language, sub.Kind), sub.Kind
	body := func() []string { return []string{s.Say(textRemoveSubtitleBody, ui.Clean(s.m.Title), name)} }
	return s.sure(textRemoveSubtitle, textKeyRemove, body, func() tea.Cmd {
		return screen.Do(s.Env, s, func(ctx context.Context, a store.Actor) error {
			_, err := s.Intake.RemoveSubtitle(ctx, a, sub.MovieID, sub.Language, &kind)
			return err
		}, func(err error) tea.Cmd {
			if err != nil {
				return s.Fail(err)
			}
			return tea.Batch(s.Tell(textSubtitleRemoved, name), s.load())
		})
	})
}

// name says which subtitles these are: zh, en forced.
func (d *Screen) subtitleName(lang, kind string) string {
	name := ui.Clean(lang)
	if kind != "" {
		name += " " + d.Say(subtitleKinds[kind])
	}
	return name
}

func (s *subtitles) View(w, h int) string {
	if body, instead := s.asker.Instead(&s.Display, 0, w, h); instead {
		return body
	}
	head := append(s.StrongLines(ui.Clean(screen.MovieName(s.m)), w), "")
	var foot []string
	if h >= 14 {
		foot = append(s.Muted(s.Say(textSubtitleHow), w), s.Command(s.command(), w)...)
		foot = append([]string{""}, foot...)
	}
	if len(s.has)+len(s.may) == 0 {
		body := append(head, s.Muted(s.Say(textNoSubtitles), w)...)
		return strings.Join(append(body, foot...), "\n")
	}
	room := h - len(head) - len(foot)
	return strings.Join(append(append(head, s.rows(w, room)...), foot...), "\n")
}

// rows are the files of the movie, and after a line those that it may be given.
func (s *subtitles) rows(w, h int) (ls []string) {
	between := 0
	if len(s.may) > 0 && len(s.has) > 0 {
		between = 1
	}
	from, to := s.cur.Window(len(s.has)+len(s.may), max(1, h-between))
	for i := from; i < to; i++ {
		if i < len(s.has) {
			ls = append(ls, s.Item(&s.cur, i, s.hasLine(s.has[i], w-2), w, nil))
			continue
		}
		if i == len(s.has) && between == 1 {
			ls = append(ls, "  "+s.Styles.Mute.Render(cells.Clip(s.Say(textSubtitlesHere), w-2, s.Styles.More)))
		}
		ls = append(ls, s.Item(&s.cur, i, s.mayLine(s.may[i-len(s.has)], w-2), w, nil))
	}
	return ls
}

func (s *subtitles) hasLine(sub store.Subtitle, w int) string {
	right := s.Styles.Mute.Render(strings.ToUpper(sub.Format) + "  " + cells.PadLeft(words.Size(sub.Size), 8))
	return cells.Ends(s.Styles.Good.Render(s.Styles.Check)+" "+s.subtitleName(sub.Language, sub.Kind), right, w, s.Styles.More)
}

func (s *subtitles) mayLine(n *uploadtree.Node, w int) string {
	_, label := n.Sidecar()
	left := s.Styles.Mute.Render("  " + s.subtitleName(label.Language, label.Kind))
	if label.Language != "" {
		left += "  "
	}
	return cells.Ends(left+ui.Clean(n.Row.Name), s.Styles.Mute.Render(cells.PadLeft(words.Size(n.Row.Size), 8)), w, s.Styles.More)
}

// giveSubtitle makes an upload the subtitles of a movie.
type giveSubtitle struct {
	*ui.Form
	of *subtitles
	e  plan.Entry
}

func newGiveSubtitle(s *subtitles, n *uploadtree.Node) ui.Screen {
	_, label := n.Sidecar()
	lang := &ui.Field{Label: textLanguage, Hint: textLanguageHint, Max: 40}
	lang.Set(label.Language)
	kind := &ui.Field{Label: textSubtitleKind, Kind: ui.Choice, Options: []ui.Option{
		{Value: "", Says: textSubtitleFull}, {Value: language.Forced, Says: subtitleKinds[language.Forced]}, {Value: language.SDH, Says: subtitleKinds[language.SDH]},
	}}
	kind.Set(label.Kind)
	f := &giveSubtitle{of: s, e: n.Entry}
	f.Form = &ui.Form{Display: &s.Display, Fail: s.Fail, Button: textKeyGive, Send: f.give, Fields: []*ui.Field{lang, kind}}
	return f
}

func (f *giveSubtitle) Title() words.T { return textGiveSubtitle }

func (f *giveSubtitle) give() tea.Cmd {
	s, e, lang, kind := f.of, f.e, strings.TrimSpace(f.Value(0)), f.Value(1)
	return screen.Do(s.Env, s, func(ctx context.Context, a store.Actor) error {
		_, err := s.Intake.GiveSubtitle(ctx, a, e.Row.Name, e.Row.Shown(), s.m.ID, lang, kind)
		return err
	}, func(err error) tea.Cmd {
		if err != nil {
			return f.Answered(err, 0)
		}
		s.Close(f)
		return tea.Batch(s.Tell(textSubtitleGiven, ui.Clean(path.Base(e.Row.Name))), s.load())
	})
}

func (f *giveSubtitle) View(w, h int) string {
	note := ui.Clean(f.e.Row.Name)
	if h < 10 {
		note = ""
	}
	return f.Page(textGiveSubtitle, note, w, h)
}
