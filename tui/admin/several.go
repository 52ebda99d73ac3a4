package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// severally does the same with each of several things, one after another. What was
// done loses its mark; what was refused keeps it, with the reason, so that it can be
// tried again. One line says that all were done; where some were not and the things
// have names, a page has a line for each. then gets what was done.
func severally[T any](d *Screen, marks *ui.Marks[T], things []T, act func(context.Context, store.Actor, T) error, then func(done []T) tea.Cmd) tea.Cmd {
	return together(d, marks, things, func(ctx context.Context, a store.Actor) []error {
		errs := make([]error, len(things))
		for i, t := range things {
			// Some deeds go on when ctx ends; none is begun then.
			if errs[i] = ctx.Err(); errs[i] == nil {
				errs[i] = act(ctx, a, t)
			}
		}
		return errs
	}, then)
}

// together is severally for a deed that is done with all the things in one call; it
// has an error or nil for each.
func together[T any](d *Screen, marks *ui.Marks[T], things []T, act func(context.Context, store.Actor) []error, then func(done []T) tea.Cmd) tea.Cmd {
	return screen.AskFor(d.Env, d, func(ctx context.Context, a store.Actor) ([]error, error) {
		return act(ctx, a), nil
	}, func(errs []error, _ error) tea.Cmd {
		var done []T
		var first error
		for i, err := range errs {
			if err == nil {
				done = append(done, things[i])
			} else if first == nil {
				first = err
			}
		}
		marks.Settle(things, errs)
		if refused := len(errs) - len(done); refused > 0 && marks.Name != nil {
			return tea.Batch(d.Push(newResults(d, names(things, marks.Name), errs, refused)), then(done))
		}
		return tea.Batch(d.tellSeverally(len(done), len(errs)-len(done), first), then(done))
	})
}

// tellSeverally says how many were done, and why the first of the others was not.
func (d *Screen) tellSeverally(done, refused int, first error) tea.Cmd {
	if first == nil {
		return d.Tell(textSeveralDone, done)
	}
	return d.Toast(ui.Bad, func() string { return d.Say(textSeveralRefused, done, refused, d.ErrorText(first)) })
}

// mostNamed is how many things a question names, and namedWidth how wide a name
// may be: with more, a low window would show the answers without their question.
const (
	mostNamed  = 3
	namedWidth = 30
)

// named says how many things there are and which, for a question.
func (d *Screen) named(what words.T, names []string) []string {
	ls := []string{d.Say(what, len(names)), ""}
	for i, name := range names {
		if i == mostNamed {
			return append(ls, d.Styles.Mute.Render(d.Say(textAndMore, words.Count(len(names)-i))))
		}
		ls = append(ls, d.Styles.Dot+" "+d.Styles.Strong.Render(cells.Clip(ui.Clean(name), namedWidth, d.Styles.More)))
	}
	return ls
}

// markedCount says at the right of the tabs' line how many rows are marked.
func (d *Screen) markedCount(n int) string {
	if n == 0 {
		return ""
	}
	return d.Styles.Accent.Render(d.Styles.Picked + " " + words.Count(n))
}

// askSeverally asks once for all the marked things, and names them: one that was
// marked pages away is not in sight. act is done with each then.
func askSeverally[T any](d *Screen, marks *ui.Marks[T], things []T, title, yes, which words.T, act func(context.Context, store.Actor, T) error, then func() tea.Cmd) tea.Cmd {
	return d.sure(title, yes, func() []string { return d.named(which, names(things, marks.Name)) }, func() tea.Cmd {
		return severally(d, marks, things, act, func([]T) tea.Cmd { return then() })
	})
}
