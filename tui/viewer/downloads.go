package viewer

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// downloads is everything that was asked for, newest first, with how it stands.
type downloads struct {
	*Screens
	list  ui.Loader[store.Download]
	timer time.Time // when the next wait is over
}

// downloadsDueMsg comes when a wait that is shown should be over.
type downloadsDueMsg struct{ d *downloads }

func newDownloads(v *Screens) ui.Screen {
	d := &downloads{Screens: v}
	ask := screen.Pages(v.Env, d, v.Shop.DownloadPage)
	d.list = ui.NewLoader(&v.Display, v.Fail, func(o store.Download) int64 { return o.ID }, func(s ui.Span, then func(ui.Batch[store.Download], error) tea.Cmd) tea.Cmd {
		return ask(s, func(p ui.Batch[store.Download], err error) tea.Cmd { return tea.Batch(then(p, err), d.due()) })
	})
	return d
}

func (d *downloads) Init() tea.Cmd   { return d.list.Load() }
func (d *downloads) Return() tea.Cmd { return d.list.Load() }
func (d *downloads) Title() words.T  { return textPlaceDownloads }

// due asks again when the first of the waits should be over: one timer, no
// ticks.
func (d *downloads) due() tea.Cmd {
	var first time.Duration
	for _, o := range d.list.Rows {
		if o.Live && o.Wait > 0 && (first == 0 || o.Wait < first) {
			first = o.Wait
		}
	}
	if first == 0 {
		return nil
	}
	at := time.Now().Add(first)
	if d.timer.After(time.Now()) && !at.Before(d.timer) {
		return nil
	}
	d.timer = at
	return d.After(first+20*time.Millisecond, downloadsDueMsg{d})
}

func (d *downloads) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case downloadsDueMsg:
		if msg.d == d && d.InSight(d) {
			return d.list.Load()
		}
	case screen.NewsMsg:
		if msg.About(store.TopicDownloads|store.TopicMovies|store.TopicWallet|store.TopicMarks) && d.InSight(d) {
			return d.list.Load()
		}
	}
	return nil
}

func (d *downloads) Keys() []ui.Key {
	o, ok := d.list.Selected()
	if !ok {
		return d.list.Retry("r", "")
	}
	move := d.list.Keys()
	ks := []ui.Key{move[0], {On: "enter l right d", Says: textKeyOpen, Do: func() tea.Cmd { return d.Push(newFetch(d.Screens, o.MovieID, screen.EpisodeName(o.Title, o.Episode))) }}}
	if o.CanFetch() {
		ks = append(ks, ui.Key{On: "y", Says: screen.TextKeyCopy, Do: func() tea.Cmd { return d.Copy(d.Login().Fetch(o)) }})
	}
	m := store.Listing{Movie: store.Movie{ID: o.MovieID, Title: o.Title, Episode: o.Episode, SeriesID: o.SeriesID}, Marks: o.Marks}
	return append(append(ks, d.markKeys(d, m)...), move[1:]...)
}

func (d *downloads) View(w, h int) string {
	if body, instead := d.list.State(w, h); instead {
		return body
	}
	if len(d.list.Rows) == 0 {
		return d.Nothing(d.Say(textNoDownloads), d.Say(textNoDownloadsTip), w, h)
	}
	return strings.Join(d.list.Headed(w, h, d.line), "\n")
}

// line is one download: title, when asked for, and how it stands.
func (d *downloads) line(o store.Download, w int) string {
	text, style := d.standing(o, w)
	right := style.Render(text)
	if w >= 66 {
		right = d.Styles.Mute.Render(cells.Pad(d.Moment(o.RequestedAt), 14)) + cells.PadLeft(right, 30)
	}
	room, signs := w-cells.Width(right)-2, d.marksOf(o.Marks)
	title := screen.EpisodeNameIn(o.Title, o.Episode, room-cells.Width(signs), d.Styles.More)
	return cells.Pad(title+d.Styles.Mute.Render(signs), room) + "  " + right
}

// standing is a grant's state in words, with what matters about it.
func (d *downloads) standing(o store.Download, w int) (string, theme.Style) {
	roomy := w >= 66
	if o.Live && o.Missing {
		return d.Say(words.Missing), d.Styles.Bad
	}
	for _, p := range d.Transfers() {
		if p.MovieID == o.MovieID && !p.Done && p.Size > 0 {
			s := d.Styles.Mark + " " + words.Percent(p.Sent, p.Size)
			if roomy {
				s += " " + d.Styles.Dot + " " + words.Rate(p.Rate)
			}
			return s, d.Styles.Accent
		}
	}
	switch o.State {
	case store.Queued, store.Waiting:
		if roomy {
			return d.Say(textStateReadyAt, words.Time(o.ReadyAt, d.Location)), d.Styles.Accent
		}
		return d.Say(words.Grant(o)), d.Styles.Accent
	case store.Ready:
		s := d.Styles.Check + " " + d.Say(words.Grant(o))
		if roomy && o.Sent > 0 {
			return s + " " + d.Styles.Dot + " " + words.Percent(o.Sent, o.Size), d.Styles.Good
		}
		if roomy && !o.ExpiresAt.IsZero() {
			return s + " " + d.Styles.Dot + " " + d.Say(textUntil, d.Moment(o.ExpiresAt)), d.Styles.Good
		}
		return s, d.Styles.Good
	case store.Complete:
		return d.Styles.Check + " " + d.Say(words.Grant(o)), d.Styles.Good
	}
	return d.Say(words.Grant(o)), d.Styles.Mute
}
