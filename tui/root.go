package tui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term"
	"youku.example/tui/ui"
	"youku.example/tui/ui/theme"
	"youku.example/tui/viewer"
)

// root is the program's model: it routes messages to the screens, keeps what
// the title bar shows, and draws the frame around the body.
type root struct {
	*screen.Env
	session Session
	screens *viewer.Screens
	all     []screen.Place // all there are

	w, h     int
	help     bool
	helpText ui.Reader // the help
	view     *tea.View
	quitting bool

	fresh         newsWatch
	unread        int   // notices
	newest        int64 // the newest notice that is known
	moving        []store.Progress
	announced     map[int64]bool // transfers whose end was told
	subscriptions subscriptions

	choices           choices
	backgroundUnknown bool // the terminal did not say its background yet
	capabilities      term.Capabilities
	posterCache       term.PosterCache
	landscape         term.Landscape
}

func (r *root) Init() tea.Cmd {
	return tea.Batch(tea.Raw(ansi.RequestBackgroundColor), r.capabilities.Ask(),
		r.subscribe(), r.refresh(true), r.Top().Init())
}

// Update takes a message and draws at once what View then gives, for only the
// drawing knows which picture is missed.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := r.handle(msg)
	if r.session.Posters == nil {
		return r, cmd
	}
	r.posterCache.BeginFrame()
	v := r.draw()
	r.view = &v
	return r, tea.Batch(cmd, r.missPoster())
}

func (r *root) handle(msg tea.Msg) tea.Cmd {
	if cmd, ok := r.Env.Handle(msg); ok {
		return cmd
	}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = msg.Width, msg.Height
		return r.capabilities.AskCellSize()
	case tea.BackgroundColorMsg:
		r.session.Dark, r.backgroundUnknown = msg.IsDark(), false
		r.restyle()
		return nil
	case tea.ColorProfileMsg:
		r.Styles.Colours = theme.ColoursOf(msg.Profile)
		r.restyle()
		return nil
	case tea.MouseMsg:
		return r.handleMouse(msg)
	case tea.KeyPressMsg:
		return r.press(msg)
	case posterDueMsg:
		return r.askPoster(term.PosterKey(msg))
	case posterMsg:
		r.addPoster(msg)
		return nil
	case newsMsg:
		return r.news(msg)
	case movingMsg:
		return r.move(msg)
	case episodesDueMsg:
		return r.askEpisodes(msg)
	case tea.PasteMsg:
		return r.Top().Update(msg)
	}
	if cmd, ok := r.capabilities.Update(msg); ok {
		return cmd
	}
	return r.pass(msg)
}

// pass gives a message to every screen, covered ones and kept places too.
func (r *root) pass(msg tea.Msg) tea.Cmd {
	all := slices.Clone(r.Stack)
	for _, s := range r.Kept {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	var cmds []tea.Cmd
	for _, s := range all {
		cmds = append(cmds, s.Update(msg))
	}
	return tea.Batch(cmds...)
}

// news is passed on, and the subscription waits on.
func (r *root) news(m newsMsg) tea.Cmd {
	if m.done != r.subscriptions.done {
		return nil
	}
	cmds := []tea.Cmd{r.subscriptions.waitNews(r.Ctx.Done()), r.pass(m.NewsMsg)}
	if m.About(store.TopicWallet | store.TopicAccount) {
		cmds = append(cmds, r.refresh(false))
	}
	if m.About(store.TopicMovies) {
		cmds = append(cmds, r.expectEpisodes())
	}
	if m.About(store.TopicNotices) {
		cmds = append(cmds, r.countNotices(true))
	}
	return tea.Batch(cmds...)
}

// Transfers are the account's, as last heard of.
func (r *root) Transfers() []store.Progress { return r.moving }

// move keeps the running transfers and announces one that reached its end.
func (r *root) move(m movingMsg) tea.Cmd {
	if m.done != r.subscriptions.done {
		return nil
	}
	cmds := []tea.Cmd{r.subscriptions.waitTransfers(r.Ctx.Done())}
	r.moving = m.transfers
	if r.announced == nil {
		r.announced = map[int64]bool{}
	}
	for _, p := range m.transfers {
		if p.Done && p.Sent >= p.Size && p.MovieID != 0 && !r.announced[p.ID] {
			r.announced[p.ID] = true
			cmds = append(cmds, r.Tell(textFetched, store.Clean(p.Title)))
		}
	}
	return tea.Batch(append(cmds, r.pass(screen.TransfersMsg{}))...)
}

// press finds what a key does: first the seen screen's, then everybody's.
func (r *root) press(msg tea.KeyPressMsg) tea.Cmd {
	on := ui.KeyName(msg)
	r.TookLine()
	if on == "ctrl+c" {
		return r.Leave()
	}
	if r.help {
		return r.pressHelp(on)
	}
	if t, ok := r.Top().(ui.TextEntry); ok && t.Typing() {
		if k, ok := ui.FindKey(r.Top().Keys(), on); ok && msg.Text == "" {
			return k.Do()
		}
		switch on {
		case "esc":
			return r.esc()
		case "f1":
			r.help = true
			return nil
		}
		return r.Top().Update(msg)
	}
	if k, ok := ui.FindKey(r.Top().Keys(), on); ok {
		return k.Do()
	}
	if k, ok := ui.FindKey(r.common(), on); ok {
		return k.Do()
	}
	return r.Top().Update(msg)
}

// common are the keys that act on every screen.
func (r *root) common() []ui.Key {
	keys := []ui.Key{
		r.helpKey(),
		r.languageKey(),
		{On: "T", Says: textKeyTheme, Do: r.SwitchTheme},
		{On: "m", Says: textKeyMouse, Do: r.SwitchMouse},
		{On: "esc", Show: "Esc", Says: screen.TextKeyBack, Do: r.esc},
		r.quitKey(),
	}
	for i, p := range r.open() {
		keys = append(keys, ui.Key{On: strconv.Itoa(i + 1), Says: p.Name, Do: r.goer(p.ID)})
	}
	return keys
}

// The keys of common that the footer shows.
func (r *root) helpKey() ui.Key {
	return ui.Key{On: "? f1", Says: textKeyHelp, Do: func() tea.Cmd { r.help = true; return nil }}
}

func (r *root) languageKey() ui.Key {
	return ui.Key{On: "L", Says: textKeyLanguage, Do: r.SwitchLanguage}
}

func (r *root) quitKey() ui.Key { return ui.Key{On: "q", Says: textKeyQuit, Do: r.Leave} }

// goer goes to a place, after asking if something would be lost.
func (r *root) goer(id string) func() tea.Cmd {
	return func() tea.Cmd { return r.ConfirmLeave(func() tea.Cmd { return r.GoTo(id) }) }
}

// esc goes one step back; from a place it leads home.
func (r *root) esc() tea.Cmd {
	return r.ConfirmLeave(func() tea.Cmd {
		if len(r.Stack) > 1 {
			return r.Close(r.Top())
		}
		if r.seen() != r.home() {
			return r.GoTo(r.home())
		}
		return nil
	})
}

// Leave ends the session.
func (r *root) Leave() tea.Cmd {
	return r.ConfirmLeave(func() tea.Cmd {
		r.quitting = true
		r.unsubscribe()
		if r.choices.busy { // a moment, so that the last choice is not lost
			r.choices.leaves = true
			return r.After(screen.SlowAfter, tea.QuitMsg{})
		}
		return tea.Quit
	})
}

// LogIn makes a user of the guest at the screen, who chose before
// what the account remembers.
func (r *root) LogIn(a store.Actor, before map[string]string) tea.Cmd {
	r.Actor, r.Account, r.Vouched = a, store.Account{}, ""
	r.Kept, r.unread, r.fresh = nil, 0, newsWatch{}
	r.posterCache.Clear()
	return tea.Batch(r.adopt(before), r.subscribe(), r.refresh(true), r.GoTo("library"))
}
