package sshserver

import (
	"context"
	"log/slog"
	"reflect"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"

	"youku.example/sshserver/contain"
)

// containedModel is a program's model whose panics end its session with one line in
// the log. Bubble Tea catches them as well, but prints them to the server's
// stderr, in raw lines.
type containedModel struct {
	tea.Model
	panics *panicCatcher
}

// panicCatcher ends a program that panicked.
type panicCatcher struct {
	contain.Logger
	caught atomic.Bool
}

func newPanicCatcher(log *slog.Logger, stop context.CancelFunc) *panicCatcher {
	c := &panicCatcher{}
	c.Logger = contain.Logger{To: log, Where: "a screen", Then: func() {
		c.caught.Store(true)
		stop()
	}}
	return c
}

func (c containedModel) Init() (cmd tea.Cmd) {
	defer c.panics.Catch()
	return c.panics.command(c.Model.Init())
}

func (c containedModel) Update(m tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = c
	defer c.panics.Catch()
	inner, cmd := c.Model.Update(m)
	return containedModel{inner, c.panics}, c.panics.command(cmd)
}

func (c containedModel) View() (v tea.View) {
	defer c.panics.Catch()
	return c.Model.View()
}

// command returns cmd, contained; so are the commands in the message it answers,
// whether a batch or a sequence.
func (c *panicCatcher) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (m tea.Msg) {
		defer c.Catch()
		m = cmd()
		list := reflect.ValueOf(m)
		if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
			return m
		}
		safe := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
		for i := range list.Len() {
			safe.Index(i).Set(reflect.ValueOf(c.command(list.Index(i).Interface().(tea.Cmd))))
		}
		return safe.Interface()
	}
}
