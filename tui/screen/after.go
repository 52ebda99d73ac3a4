package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// After is tea.Tick that ends with the session. The other one holds the whole
// program, with all that is drawn in it, until it is due, and who waits for
// downloads may leave many a time before that.
func (e *Env) After(d time.Duration, m tea.Msg) tea.Cmd {
	return func() tea.Msg {
		due := time.NewTimer(d)
		defer due.Stop()
		select {
		case <-due.C:
			return m
		case <-e.Ctx.Done():
			return nil
		}
	}
}
