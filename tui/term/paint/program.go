package paint

import (
	"fmt"
	"sync"

	tea "charm.land/bubbletea/v2"
)

// Program returns a program of m whose views p paints. It reads no keys: they
// are sent to it. Bubble Tea then asks the terminal nothing by itself; questions
// are sent as tea.Raw.
func (p *Painter) Program(m tea.Model, options ...tea.ProgramOption) *tea.Program {
	var program *tea.Program
	// Bubble Tea ticks without a renderer, too, for what is never written. A
	// program that has released its terminal does not; that takes half a second,
	// which is not seen.
	still := sync.OnceFunc(func() { go func() { _ = program.ReleaseTerminal() }() })
	program = tea.NewProgram(painted{m, p}, append(options,
		tea.WithInput(nil),
		tea.WithOutput(p.w),
		tea.WithoutRenderer(),
		tea.WithFPS(1),
		tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
			still()
			return p.intercept(msg)
		}),
	)...)
	return program
}

// Unfinished is a model some of whose views stand without what they show.
type Unfinished interface {
	// Unfinished reports whether the last view did: its answer is under way.
	Unfinished() bool
}

// painted is a model whose every view goes to a painter.
type painted struct {
	tea.Model
	painter *Painter
}

func (m painted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	next, cmd := m.Model.Update(msg)
	return painted{next, m.painter}, cmd
}

func (m painted) View() tea.View {
	v := m.Model.View()
	u, ok := m.Model.(Unfinished)
	m.painter.Show(v, !ok || !u.Unfinished())
	return v
}

// intercept handles the messages that are the painter's and passes the others on.
func (p *Painter) intercept(msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case tea.RawMsg:
		p.WriteSequence(fmt.Sprint(msg.Msg))
		return nil
	case tea.SuspendMsg:
		return nil // there is no shell to go back to
	case tea.WindowSizeMsg:
		p.resize(msg.Width, msg.Height)
	case tea.ColorProfileMsg:
		p.colour(msg.Profile)
	}
	return msg
}
