package sshserver

import (
	"context"
	"fmt"
	"log/slog"
	"reflect"
	"runtime/debug"
	"sync/atomic"

	tea "charm.land/bubbletea/v2"
)

// containedModel is a program's model whose panics end its session with one line in
// the log. Bubble Tea catches them as well, but prints them to the server's
// stderr, in raw lines.
type containedModel struct {
	tea.Model
	fall *panicCatcher
}

// panicCatcher is the end of a program that panicked.
type panicCatcher struct {
	log  *slog.Logger
	stop context.CancelFunc
	fell atomic.Bool
}

// catch is deferred.
func (f *panicCatcher) catch() {
	if p := recover(); p != nil {
		f.fell.Store(true)
		f.log.Error("panic in a screen", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		f.stop()
	}
}

func (c containedModel) Init() (cmd tea.Cmd) {
	defer c.fall.catch()
	return c.fall.command(c.Model.Init())
}

func (c containedModel) Update(m tea.Msg) (next tea.Model, cmd tea.Cmd) {
	next = c
	defer c.fall.catch()
	inner, cmd := c.Model.Update(m)
	return containedModel{inner, c.fall}, c.fall.command(cmd)
}

func (c containedModel) View() (v tea.View) {
	defer c.fall.catch()
	return c.Model.View()
}

// command is cmd, contained; so are the commands in the message it answers,
// whether a batch or a sequence.
func (f *panicCatcher) command(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	return func() (m tea.Msg) {
		defer f.catch()
		m = cmd()
		list := reflect.ValueOf(m)
		if !list.IsValid() || list.Kind() != reflect.Slice || list.Type().Elem() != reflect.TypeFor[tea.Cmd]() {
			return m
		}
		safe := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
		for i := range list.Len() {
			safe.Index(i).Set(reflect.ValueOf(f.command(list.Index(i).Interface().(tea.Cmd))))
		}
		return safe.Interface()
	}
}
