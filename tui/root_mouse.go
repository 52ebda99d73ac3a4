package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/ui"
)

// handleMouse handles the mouse: a click does what lies under it, the wheel moves what
// the arrows would. Any click puts the help away.
func (r *root) handleMouse(msg tea.MouseMsg) tea.Cmd {
	if !r.Mouse {
		return nil
	}
	m := msg.Mouse()
	switch msg.(type) {
	case tea.MouseWheelMsg:
		switch m.Button {
		case tea.MouseWheelUp:
			return r.wheel("up")
		case tea.MouseWheelDown:
			return r.wheel("down")
		}
	case tea.MouseClickMsg:
		if m.Button != tea.MouseLeft {
			return nil
		}
		do, dx := r.ZoneAt(m.X, m.Y)
		if do != nil {
			return do(dx)
		}
		r.help = false
	}
	return nil
}

// wheel goes as many steps as the key says; keys without a notch, as those
// from field to field, are not the wheel's.
func (r *root) wheel(on string) tea.Cmd {
	keys := r.Top().Keys()
	if r.help {
		keys = r.helpText.Keys()
	}
	k, ok := ui.FindKey(keys, on)
	if !ok {
		return nil
	}
	var cmds []tea.Cmd
	for range k.WheelSteps {
		cmds = append(cmds, k.Do())
	}
	return tea.Batch(cmds...)
}
