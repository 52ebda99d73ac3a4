package tui

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// downloads is everything that was asked for, newest first, with how it stands.
type downloads struct {
	*Screens
	list  loader[store.Download]
	timer time.Time // when the next wait is over
}

// downloadsDueMsg comes when a wait that is shown should be over.
type downloadsDueMsg struct{ d *downloads }

func newDownloads(h *Screens) screen {
	d := &downloads{Screens: h}
	ask := pages(h.Env, d, h.Shop.DownloadPage)
	d.list = newLoader(&h.Display, h.fail, func(o store.Download) int64 { return o.ID }, func(s span, then func(batch[store.Download], error) tea.Cmd) tea.Cmd {
		return ask(s, func(p batch[store.Download], err error) tea.Cmd { return tea.Batch(then(p, err), d.due()) })
	})
	return d
}

func (d *downloads) Init() tea.Cmd   { return d.list.load() }
func (d *downloads) Return() tea.Cmd { return d.list.load() }
func (d *downloads) Title() words.T  { return textPlaceDownloads }

// due asks again when the first of the waits should be over: one timer, no
// ticks.
func (d *downloads) due() tea.Cmd {
	var first time.Duration
	for _, o := range d.list.rows {
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
	return d.after(first+20*time.Millisecond, downloadsDueMsg{d})
}

func (d *downloads) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case downloadsDueMsg:
		if msg.d == d && d.has(d) {
			return d.list.load()
		}
	case newsMsg:
		if msg.about(store.TopicDownloads | store.TopicMovies | store.TopicWallet) {
			return d.list.load()
		}
	}
	return nil
}

func (d *downloads) Keys() []key {
	o, ok := d.list.selected()
	if !ok {
		return d.list.retry("r", "")
	}
	move := d.list.keys()
	ks := []key{move[0], {on: "enter l right d", says: textKeyOpen, do: func() tea.Cmd { return d.push(newFetch(d.Screens, o.MovieID, o.Title)) }}}
	if o.CanFetch() {
		ks = append(ks, key{on: "y", says: textKeyCopy, do: func() tea.Cmd { return d.copy(d.login().Fetch(o.MovieID)) }})
	}
	return append(ks, move[1:]...)
}

func (d *downloads) View(w, h int) string {
	if body, instead := d.list.state(w, h); instead {
		return body
	}
	if len(d.list.rows) == 0 {
		return d.nothing(d.say(textNoDownloads), d.say(textNoDownloadsTip), w, h)
	}
	return strings.Join(d.list.headed(w, h, d.line), "\n")
}

// line is one download: title, when asked for, and how it stands.
func (d *downloads) line(o store.Download, w int) string {
	text, style := d.standing(o, w)
	right := style.Render(text)
	if w >= 66 {
		right = d.styles.mute.Render(pad(d.moment(o.RequestedAt), 14)) + padLeft(right, 30)
	}
	room := w - width(right) - 2
	return pad(clip(clean(o.Title), room, d.styles.more), room) + "  " + right
}

// standing is a grant's state in words, with what matters about it.
func (d *downloads) standing(o store.Download, w int) (string, lipgloss.Style) {
	roomy := w >= 66
	if o.Live && o.Missing {
		return d.say(words.Missing), d.styles.bad
	}
	for _, p := range d.moving {
		if p.MovieID == o.MovieID && !p.Done && p.Size > 0 {
			s := d.styles.mark + " " + words.Percent(p.Sent, p.Size)
			if roomy {
				s += " " + d.styles.dot + " " + words.Rate(p.Rate)
			}
			return s, d.styles.accent
		}
	}
	switch o.State {
	case store.Queued, store.Waiting:
		if roomy {
			return d.say(textStateReadyAt, words.Time(o.ReadyAt, d.Location)), d.styles.accent
		}
		return d.say(words.Grant(o)), d.styles.accent
	case store.Ready:
		s := d.styles.check + " " + d.say(words.Grant(o))
		if roomy && o.Sent > 0 {
			return s + " " + d.styles.dot + " " + words.Percent(o.Sent, o.Size), d.styles.good
		}
		if roomy && !o.ExpiresAt.IsZero() {
			return s + " " + d.styles.dot + " " + d.say(textUntil, d.moment(o.ExpiresAt)), d.styles.good
		}
		return s, d.styles.good
	case store.Complete:
		return d.styles.check + " " + d.say(words.Grant(o)), d.styles.good
	}
	return d.say(words.Grant(o)), d.styles.mute
}
