package screen

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
)

func TestAfter(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, leave := context.WithCancel(t.Context())
		h := &Env{Ctx: ctx}
		began := time.Now()
		if m := h.After(time.Minute, toastOverMsg(7))(); m != toastOverMsg(7) || time.Since(began) != time.Minute {
			t.Errorf("after %v came %v", time.Since(began), m)
		}
		came := make(chan tea.Msg, 1)
		go func() { came <- h.After(24*time.Hour, toastOverMsg(8))() }()
		synctest.Wait()
		leave()
		synctest.Wait()
		select {
		case m := <-came:
			if m != nil {
				t.Errorf("who has left hears %v", m)
			}
		default:
			t.Error("it waits for somebody who has left")
		}
	})
}
