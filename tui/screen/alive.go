package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

const (
	SlowAfter = 300 * time.Millisecond // longer than this, and a person wonders
	Frame     = 220 * time.Millisecond // 4–5 frames a second where something moves
)

// slowMsg says that a question takes long enough to be shown; over closes when
// it was answered.
type slowMsg struct {
	over  <-chan struct{}
	shown bool
}

// alive waits with a question: nothing is drawn for one that is answered soon.
func alive(over <-chan struct{}) tea.Cmd {
	return func() tea.Msg {
		t := time.NewTimer(SlowAfter)
		defer t.Stop()
		select {
		case <-over:
			return nil
		case <-t.C:
			return slowMsg{over: over}
		}
	}
}

// slow keeps the sign of life moving while a question is out.
func (e *Env) slow(m slowMsg) tea.Cmd {
	if !m.shown {
		e.Asking++
		m.shown = true
	}
	select {
	case <-m.over:
		e.Asking--
		return nil
	default:
	}
	e.Beat++
	return func() tea.Msg {
		t := time.NewTimer(Frame)
		defer t.Stop()
		select {
		case <-m.over:
		case <-t.C:
		}
		return m
	}
}
