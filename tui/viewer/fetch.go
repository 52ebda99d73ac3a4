package viewer

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// fetch is the way from asking for a movie to having it: the wait, then the
// commands to copy, then the bytes as they move. The shop keeps the wait, so
// leaving and coming back changes nothing.
type fetch struct {
	*Screens
	id    int64
	title string
	d     store.Download
	next  string         // what waits behind it
	after *store.Listing // the next episode, once this one is ready
	m     store.Listing  // as it was marked, once it is ready
	until time.Time      // when the wait shown is over, by this process's own clock
	at    ui.List        // of the commands
	err   error
	state fetchState
	ticks bool // a tick is under way
}

type fetchState int

const (
	asking fetchState = iota
	waiting
	ready
	over    // the grant ended or expired
	refused // err says why
)

// fetchTickMsg moves the countdown.
type fetchTickMsg struct{ f *fetch }

func newFetch(v *Screens, movie int64, title string) ui.Screen {
	return &fetch{Screens: v, id: movie, title: title}
}

func (f *fetch) Init() tea.Cmd  { return f.request() }
func (f *fetch) Title() words.T { return textDownload }

// request makes the grant, or finds the one there is.
func (f *fetch) request() tea.Cmd {
	f.state, f.err = asking, nil
	id := f.id
	return screen.Ask(f.Env, f, func(ctx context.Context, a store.Actor) (store.Download, error) { return f.Shop.Request(ctx, a, id) }, f.got)
}

// again asks how the grant stands, without making another.
func (f *fetch) again() tea.Cmd {
	id := f.id
	return screen.Ask(f.Env, f, func(ctx context.Context, a store.Actor) (*store.Download, error) {
		m, err := f.Shop.Movie(ctx, a, id)
		return m.Grant, err
	}, func(d *store.Download, err error) tea.Cmd {
		if err != nil {
			return f.got(store.Download{}, err)
		}
		if d == nil {
			f.state = over
			return nil
		}
		return f.got(*d, nil)
	})
}

func (f *fetch) got(d store.Download, err error) tea.Cmd {
	if err != nil {
		f.state, f.err = refused, err
		return nil
	}
	f.d, f.err = d, nil
	switch {
	case !d.Live:
		f.state = over
	case d.Missing:
		f.state, f.err = refused, d.Refused()
	case d.CanFetch():
		f.state = ready
		return tea.Batch(f.following(), f.marked())
	default:
		f.state = waiting
		f.until = time.Now().Add(d.Wait)
		return tea.Batch(f.tick(), f.behind())
	}
	return nil
}

// behind finds what waits after this one.
func (f *fetch) behind() tea.Cmd {
	id := f.id
	return screen.Ask(f.Env, f, func(ctx context.Context, a store.Actor) (store.Download, error) {
		return f.Shop.NextDownload(ctx, a, id)
	},
		func(next store.Download, err error) tea.Cmd {
			f.next = ""
			if err == nil {
				f.next = screen.EpisodeName(next.Title, next.Episode)
			}
			return nil
		})
}

// following asks for the episode after this one.
func (f *fetch) following() tea.Cmd {
	if f.d.SeriesID == 0 {
		return nil
	}
	return screen.Ask(f.Env, f, askSeries(f.Shop, f.d.SeriesID), func(r seriesAnswer, err error) tea.Cmd {
		f.after = nil
		if err == nil {
			_, f.after = neighbours(r.episodes, f.id)
		}
		return nil
	})
}

// marked asks how the movie is marked.
func (f *fetch) marked() tea.Cmd {
	id := f.id
	return screen.Ask(f.Env, f, func(ctx context.Context, a store.Actor) (store.Listing, error) { return f.Shop.Movie(ctx, a, id) },
		func(m store.Listing, err error) tea.Cmd {
			if err == nil {
				f.m = m
			}
			return nil
		})
}

// mayBeSeen reports whether the movie is proposed to be marked as seen.
func (f *fetch) mayBeSeen() bool { return f.whole() && f.m.ID != 0 && !f.m.Marks.Seen }

// whole reports whether every byte has come.
func (f *fetch) whole() bool {
	if p, ok := f.transfer(); ok {
		return p.Done && p.Sent >= p.Size
	}
	return f.d.State == store.Complete
}

// goOn asks for the next episode in the place of this one.
func (f *fetch) goOn() tea.Cmd {
	next := *f.after
	f.Close(f)
	return f.Screens.fetch(next)
}

// refusedForGood reports whether the refusal that is shown stays true until the
// person does something. A movie that was deleted may come back, and a file.
func (f *fetch) refusedForGood() bool {
	return f.state == refused && !errors.Is(f.err, store.ErrNoMovie) && !errors.Is(f.err, store.ErrUnavailable)
}

func (f *fetch) left() time.Duration { return max(0, time.Until(f.until)) }

// tick keeps the countdown moving, four times a second, and asks the shop when
// it should be over: the shop alone decides.
func (f *fetch) tick() tea.Cmd {
	if f.ticks {
		return nil
	}
	f.ticks = true
	return f.After(min(screen.Frame, f.left()+time.Millisecond), fetchTickMsg{f})
}

func (f *fetch) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case fetchTickMsg:
		if msg.f != f {
			return nil
		}
		f.ticks = false
		switch {
		case f.state != waiting:
			return nil
		case f.left() <= 0:
			return f.again()
		case !f.Has(f): // left: the shop goes on waiting
			return nil
		}
		return f.tick()
	case screen.NewsMsg:
		if msg.About(store.TopicDownloads|store.TopicMovies|store.TopicWallet|store.TopicMarks) && f.state != asking && !f.refusedForGood() {
			return f.again()
		}
	case screen.TransfersMsg:
		if p, ok := f.transfer(); ok && p.Done && f.state == ready {
			return f.again()
		}
	}
	return nil
}

// transfer is the newest transfer of this movie.
func (f *fetch) transfer() (store.Progress, bool) {
	var newest store.Progress
	for _, p := range f.Transfers() {
		if p.MovieID == f.id && p.ID >= newest.ID {
			newest = p
		}
	}
	return newest, newest.ID != 0
}

// Percent is for the terminal's own progress bar.
func (f *fetch) Percent() (int, bool) {
	switch f.state {
	case waiting:
		return int(100 * f.waited()), true
	case ready:
		if p, ok := f.transfer(); ok && !p.Done && p.Size > 0 {
			return int(100 * p.Sent / p.Size), true
		}
	}
	return 0, false
}

// Far is for the window's title: what is left of the wait, or what has come.
func (f *fetch) Far() string {
	switch f.state {
	case waiting:
		return words.Countdown(f.left())
	case ready:
		if p, ok := f.transfer(); ok && !p.Done && p.Size > 0 {
			return words.Percent(p.Sent, p.Size)
		}
	}
	return ""
}

// waited is the share of the wait that is over.
func (f *fetch) waited() float64 {
	whole := f.d.ReadyAt.Sub(f.d.RequestedAt)
	if whole <= 0 {
		return 1
	}
	return max(0, min(1, 1-float64(f.left())/float64(whole)))
}

func (f *fetch) Keys() []ui.Key {
	switch f.state {
	case ready:
		copyIt := func() tea.Cmd { return f.Copy(f.Login().Ready(f.d, f.Lang)[f.at.At]) }
		ks := []ui.Key{{On: "y enter", Says: screen.TextKeyCopy, Do: copyIt}}
		if f.whole() && f.after != nil {
			ks = []ui.Key{{On: "enter", Says: textFetchNext, Do: f.goOn}, {On: "y", Says: screen.TextKeyCopy, Do: copyIt}}
		}
		if f.m.ID != 0 {
			ks = append(ks, f.markKeys(f, f.m)...)
		}
		return append(ks, f.at.Keys(len(readyWays), nil)[:2]...)
	case waiting:
		ks := []ui.Key{{On: "esc", Says: textKeyLeaveRunning, Do: func() tea.Cmd { return f.Close(f) }}}
		if !f.Account.VIP(f.Now()) {
			ks = append(ks, ui.Key{On: "v", Says: textBecomeVIP, Do: func() tea.Cmd { return f.Push(newPlans(f.Screens)) }})
		}
		return ks
	case over:
		return []ui.Key{{On: "enter", Says: textAskAgain, Do: f.request}}
	case refused:
		return []ui.Key{{On: "enter r", Says: ui.TextKeyAgain, Do: f.request}}
	}
	return nil
}
