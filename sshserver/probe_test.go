package sshserver

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui"
)

// probe is a screen that shows one word of itself and does what it is told.
type probe struct {
	session tui.Session
	sizes   chan tea.WindowSizeMsg
	login   func(tui.Session)
	blind   bool
}

func (p probe) Init() tea.Cmd { return nil }

func (p probe) Update(m tea.Msg) (tea.Model, tea.Cmd) {
	switch m := m.(type) {
	case tea.WindowSizeMsg:
		if p.sizes != nil {
			p.sizes <- m
		}
	case tea.KeyPressMsg:
		switch m.String() {
		case "q":
			return p, tea.Quit
		case "p":
			panic("a screen fell over")
		case "P":
			return p, func() tea.Msg { panic("a question to the shop fell over") }
		case "s":
			return p, tea.Sequence(func() tea.Msg { return nil }, tea.Batch(func() tea.Msg { return nil }, func() tea.Msg { panic("the last of many fell over") }))
		case "v":
			p.blind = true
		case "i":
			return p, func() tea.Msg { p.login(p.session); return nil }
		}
	}
	return p, nil
}

func (p probe) View() tea.View {
	if p.blind {
		panic("a view fell over")
	}
	return tea.NewView("hello " + string(p.session.Lang))
}
