package tui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
)

// root is the program's model: it routes messages to the screens, keeps what
// the title bar shows, and draws the frame around the body.
type root struct {
	*here
	w, h   int
	help   bool
	manual reader // the help
	view   *tea.View
}

func (r *root) Init() tea.Cmd {
	return tea.Batch(tea.Raw(ansi.RequestBackgroundColor), r.askHues(), tea.Sequence(r.askName(), r.askSight()),
		r.listen(), r.refresh(true), r.top().Init())
}

// Update hears a message and draws at once what View then gives, for only the
// drawing knows which picture is missed.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	cmd := r.hear(msg)
	if r.Posters == nil {
		return r, cmd
	}
	r.gallery.missed = posterKey{}
	v := r.draw()
	r.view = &v
	return r, tea.Batch(cmd, r.missPoster())
}

func (r *root) hear(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = msg.Width, msg.Height
		return r.resized()
	case tea.BackgroundColorMsg:
		r.Dark, r.unsure = msg.IsDark(), false
		r.relook()
		return nil
	case tea.ColorProfileMsg:
		r.look.colours = coloursOf(msg.Profile)
		r.relook()
		return nil
	case tea.MouseMsg:
		return r.point(msg)
	case tea.KeyPressMsg:
		return r.press(msg)
	case answerMsg:
		return r.answer(msg)
	case slowMsg:
		return r.slow(msg)
	case toastOverMsg:
		r.toastOver(msg)
		return nil
	case posterDueMsg:
		return r.askPoster(posterKey(msg))
	case posterMsg:
		r.gotPoster(msg)
		return nil
	case newsMsg:
		return r.news(msg)
	case movingMsg:
		return r.move(msg)
	case tea.PasteMsg:
		return r.top().Update(msg)
	}
	cmd, ok := r.hearSight(msg)
	if name, told := msg.(tea.TerminalVersionMsg); told {
		return tea.Batch(cmd, r.hearName(name.Name))
	}
	if ok {
		return cmd
	}
	return r.pass(msg)
}

// answer lets a screen hear the shop, if the screen is still there and the
// same person is in front of it.
func (r *root) answer(m answerMsg) tea.Cmd {
	if m.actor != r.Actor.Account || m.from != nil && !r.has(m.from) {
		return nil
	}
	return m.apply()
}

// pass gives a message to every screen, covered ones and kept places too.
func (r *root) pass(msg tea.Msg) tea.Cmd {
	all := slices.Clone(r.stack)
	for _, s := range r.places {
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

// news is passed on, and the ears go on listening.
func (r *root) news(m newsMsg) tea.Cmd {
	if m.gone != r.ears.gone {
		return nil
	}
	cmds := []tea.Cmd{r.ears.hear(r.Ctx.Done()), r.pass(m)}
	if m.about(store.TopicWallet | store.TopicAccount) {
		cmds = append(cmds, r.refresh(false))
	}
	if m.about(store.TopicNotices) {
		cmds = append(cmds, r.countNotices(true))
	}
	return tea.Batch(cmds...)
}

// move keeps the running transfers and tells of one that reached its end.
func (r *root) move(m movingMsg) tea.Cmd {
	if m.gone != r.ears.gone {
		return nil
	}
	cmds := []tea.Cmd{r.ears.watch(r.Ctx.Done())}
	r.moving = m.transfers
	if r.told == nil {
		r.told = map[int64]bool{}
	}
	for _, p := range m.transfers {
		if p.Done && p.Sent >= p.Size && p.MovieID != 0 && !r.told[p.ID] {
			r.told[p.ID] = true
			cmds = append(cmds, r.tell(textFetched, store.Clean(p.Title)))
		}
	}
	return tea.Batch(append(cmds, r.pass(m))...)
}

// press finds what a key does: first the seen screen's, then everybody's.
func (r *root) press(msg tea.KeyPressMsg) tea.Cmd {
	on := stroke(msg)
	r.tookLine()
	if on == "ctrl+c" {
		return r.leave()
	}
	if r.help {
		return r.pressHelp(on)
	}
	if t, ok := r.top().(typist); ok && t.Typing() {
		if k, ok := find(r.top().Keys(), on); ok && msg.Text == "" {
			return k.do()
		}
		switch on {
		case "esc":
			return r.esc()
		case "f1":
			r.help = true
			return nil
		}
		return r.top().Update(msg)
	}
	if k, ok := find(r.top().Keys(), on); ok {
		return k.do()
	}
	if k, ok := find(r.common(), on); ok {
		return k.do()
	}
	return r.top().Update(msg)
}

// common are the keys that act on every screen.
func (r *root) common() []key {
	keys := []key{
		{on: "? f1", says: textKeyHelp, do: func() tea.Cmd { r.help = true; return nil }},
		{on: "L", says: textKeyLanguage, do: r.switchLanguage},
		{on: "T", says: textKeyTheme, do: r.switchTheme},
		{on: "m", says: textKeyMouse, do: r.switchMouse},
		{on: "esc", show: "Esc", says: textKeyBack, do: r.esc},
		{on: "q", says: textKeyQuit, do: r.leave},
	}
	for i, p := range r.open() {
		keys = append(keys, key{on: strconv.Itoa(i + 1), says: p.name, do: r.goer(p.id)})
	}
	return keys
}

// goer goes to a place, after asking if something would be lost.
func (h *here) goer(id string) func() tea.Cmd {
	return func() tea.Cmd { return h.unless(func() tea.Cmd { return h.goTo(id) }) }
}

// esc goes one step back; from a place it leads home.
func (r *root) esc() tea.Cmd {
	return r.unless(func() tea.Cmd {
		if len(r.stack) > 1 {
			return r.close(r.top())
		}
		if r.seen() != r.home() {
			return r.goTo(r.home())
		}
		return nil
	})
}

// leave ends the session.
func (h *here) leave() tea.Cmd {
	return h.unless(func() tea.Cmd {
		h.quitting = true
		h.deafen()
		if h.choices.busy { // a moment, so that the last choice is not lost
			h.choices.leaves = true
			return h.after(notice300, tea.QuitMsg{})
		}
		return tea.Quit
	})
}

// unless goes on, or asks first where something would be lost.
func (h *here) unless(then func() tea.Cmd) tea.Cmd {
	if l, ok := h.top().(loser); !ok || !l.Unsaved() {
		return then()
	}
	q := question{title: textLoseTitle, yes: textLoseYes, no: textLoseNo, danger: true}
	if w, ok := h.top().(warner); ok {
		q = w.Warning()
	}
	q.do = func(asked screen) tea.Cmd { h.close(asked); return then() }
	return h.push(newConfirm(h, q))
}

// become makes a user of the guest in front of the screen, who chose before
// what the account remembers.
func (h *here) become(a store.Actor, before map[string]string) tea.Cmd {
	h.Actor, h.acct, h.Vouched = a, store.Account{}, ""
	h.places, h.unread = nil, 0
	h.clearGallery()
	return tea.Batch(h.adopt(before), h.listen(), h.refresh(true), h.goTo("library"))
}
