package tui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// downloads is everything that was asked for, newest first, with how it stands.
type downloads struct {
	*here
	rows   list
	all    []store.Download
	loaded bool
	err    error
	timer  time.Time // when the next wait is over
}

// downloadsDueMsg comes when a wait that is shown should be over.
type downloadsDueMsg struct{ d *downloads }

func newDownloads(h *here) screen { return &downloads{here: h} }

func (d *downloads) Init() tea.Cmd   { return d.load() }
func (d *downloads) Return() tea.Cmd { return d.load() }
func (d *downloads) Title() words.T  { return textPlaceDownloads }

func (d *downloads) load() tea.Cmd {
	return ask(d.here, d, func(ctx context.Context, a store.Actor) ([]store.Download, error) { return d.Shop.Downloads(ctx, a) },
		func(all []store.Download, err error) tea.Cmd {
			d.loaded, d.err = true, err
			if err != nil {
				return nil
			}
			at := int64(0)
			if d.rows.at < len(d.all) {
				at = d.all[d.rows.at].ID
			}
			d.all = all
			for i, o := range all {
				if o.ID == at {
					d.rows.at = i
				}
			}
			d.rows.at = max(0, min(d.rows.at, len(all)-1))
			return d.due()
		})
}

// due asks again when the first of the waits should be over: one timer, no
// ticks.
func (d *downloads) due() tea.Cmd {
	var first time.Duration
	for _, o := range d.all {
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
			return d.load()
		}
	case newsMsg:
		if msg.about(store.TopicDownloads | store.TopicMovies | store.TopicWallet) {
			return d.load()
		}
	}
	return nil
}

func (d *downloads) Keys() []key {
	if len(d.all) == 0 {
		if d.err != nil {
			return []key{{on: "r", says: textKeyAgain, do: d.load}}
		}
		return nil
	}
	move := d.rows.keys(len(d.all), nil)
	o := d.all[d.rows.at]
	ks := []key{move[0], {on: "enter l right d", says: textKeyOpen, do: func() tea.Cmd { return d.push(newFetch(d.here, o.MovieID, o.Title)) }}}
	if o.CanFetch() {
		ks = append(ks, key{on: "y", says: textKeyCopy, do: func() tea.Cmd { return d.copy(d.login().Fetch(o.MovieID)) }})
	}
	return append(ks, move[1:]...)
}

func (d *downloads) View(w, h int) string {
	switch {
	case d.err != nil && len(d.all) == 0:
		return middle(wrap(d.look.cross+" "+d.sorry(d.err), w-4), w, h)
	case !d.loaded:
		return d.wait(w, h)
	case len(d.all) == 0:
		return d.nothing(d.say(textNoDownloads), d.say(textNoDownloadsTip), w, h)
	}
	from, to := d.rows.window(len(d.all), h)
	var ls []string
	for i := from; i < to; i++ {
		ls = append(ls, d.item(&d.rows, i, d.line(d.all[i], w-2), w))
	}
	return strings.Join(ls, "\n")
}

// line is one download: title, when asked for, and how it stands.
func (d *downloads) line(o store.Download, w int) string {
	text, style := d.standing(o, w)
	right := style.Render(text)
	if w >= 66 {
		right = d.look.mute.Render(pad(d.moment(o.RequestedAt), 14)) + padLeft(right, 30)
	}
	room := w - width(right) - 2
	return pad(clip(clean(o.Title), room, d.look.more), room) + "  " + right
}

// standing is a grant's state in words, with what matters about it.
func (d *downloads) standing(o store.Download, w int) (string, lipgloss.Style) {
	roomy := w >= 66
	for _, p := range d.moving {
		if p.MovieID == o.MovieID && !p.Done && p.Size > 0 {
			s := d.look.mark + " " + words.Percent(p.Sent, p.Size)
			if roomy {
				s += " " + d.look.dot + " " + words.Rate(p.Rate)
			}
			return s, d.look.accent
		}
	}
	switch o.State {
	case store.Queued, store.Waiting:
		if roomy {
			return d.say(textStateReadyAt, words.Time(o.ReadyAt, d.Location)), d.look.accent
		}
		return d.say(map[bool]words.T{true: textStateQueued, false: textStateWaiting}[o.State == store.Queued]), d.look.accent
	case store.Ready:
		s := d.look.check + " " + d.say(textStateReady)
		if roomy && o.Sent > 0 {
			return s + " " + d.look.dot + " " + words.Percent(o.Sent, o.Size), d.look.good
		}
		if roomy && !o.ExpiresAt.IsZero() {
			return s + " " + d.look.dot + " " + d.say(textUntil, d.moment(o.ExpiresAt)), d.look.good
		}
		return s, d.look.good
	case store.Complete:
		return d.look.check + " " + d.say(textStateComplete), d.look.good
	case store.Expired:
		return d.say(textStateExpired), d.look.mute
	}
	return d.say(textStateEnded), d.look.mute
}
