package cli

import (
	"context"
	"strings"

	"youku.example/store"
	"youku.example/tui/words"
)

// MostIDs is how many movies, uploads, notices, accounts or addresses a line may name.
const MostIDs = 1000

// IDs reads all arguments as numbers of movies or notices, 7-9 as 7, 8 and 9.
func (call *Call) IDs() ([]int64, error) {
	var ids []int64
	for i, arg := range call.Args {
		first, last, _ := strings.Cut(arg, "-")
		from, ok := plainNumber(first)
		to, also := plainNumber(last)
		if !ok || !also || from < 1 || to < from { // no range
			id, err := call.ID(i)
			if err != nil {
				return nil, err
			}
			from, to = id, id
		}
		if to-from >= MostIDs-int64(len(ids)) {
			return nil, Misused(words.Say("一行最多 %d 个编号。", "A line may name %d at most."), MostIDs)
		}
		for id := from; id <= to; id++ {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

// Outcome is what came of one of several: Done, or the error that refused it.
type Outcome struct {
	What string // its number or path, as people read it
	Done any    // for scripts
	Says words.T
	Err  error

	refused refusedOne // which one it is
}

// refusedOne is one of several that was refused, for scripts.
type refusedOne struct {
	ID     int64  `json:"id,omitempty"`
	Path   string `json:"path,omitempty"`
	Name   string `json:"name,omitempty"`
	Source string `json:"source,omitempty"`
	Code   string `json:"code"`
	Msg    string `json:"msg"`
}

// What the numbers of a line name.
var (
	OfMovies  = words.Say("影片 %d", "movie %d")
	OfNotices = words.Say("公告 %d", "notice %d")
)

// EachID does something to what each number of the line names, one after the
// other. One is answered by itself, or its error returned; several get a line
// each, or an array. What is refused does not keep the others from it; the exit
// status is that of a refusal then.
func (call *Call) EachID(ctx context.Context, what words.T, one func(id int64) (Outcome, error)) error {
	ids, err := call.IDs()
	if err != nil {
		return err
	}
	if len(ids) == 1 {
		o, err := one(ids[0])
		if err != nil {
			return err
		}
		return call.Done(o.Done, o.Says)
	}
	return call.EachOf(ctx, ids, what, one)
}

// EachOf does something to each of several that the line names otherwise than by
// their numbers: a line each, or an array, even of one.
func (call *Call) EachOf(ctx context.Context, ids []int64, what words.T, one func(id int64) (Outcome, error)) error {
	return several(ctx, call, ids, func(id int64) (Outcome, error) {
		o, err := one(id)
		o.What, o.refused.ID = Fill(what, id).In(call.Lang), id
		return o, err
	})
}

// EachName is EachID of the accounts that the line names.
func (call *Call) EachName(ctx context.Context, one func(name string) (Outcome, error)) error {
	return each(ctx, call, call.Args, func(name string) (Outcome, error) {
		o, err := one(name)
		o.What, o.refused.Name = name, name
		return o, err
	})
}

// EachSource is EachID of the addresses that the line names.
func (call *Call) EachSource(ctx context.Context, one func(source string) (Outcome, error)) error {
	return each(ctx, call, call.Args, func(source string) (Outcome, error) {
		o, err := one(source)
		o.What, o.refused.Source = source, source
		return o, err
	})
}

func each[T any](ctx context.Context, call *Call, things []T, one func(T) (Outcome, error)) error {
	if len(things) == 1 {
		o, err := one(things[0])
		if err != nil {
			return err
		}
		return call.Done(o.Done, o.Says)
	}
	return several(ctx, call, things, one)
}

func several[T any](ctx context.Context, call *Call, things []T, one func(T) (Outcome, error)) error {
	var all []Outcome
	for _, thing := range things {
		o, err := one(thing)
		if o.Err = err; err != nil {
			_, code, says := Verdict(err)
			o.refused.Code, o.refused.Msg = code, says.In(call.Lang)
			o.Done, o.Says = o.refused, says
			call.logInner(code, err)
		}
		all = append(all, o)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return call.Outcomes(all)
}

// RefusedPath is what came of an upload that was refused.
func (call *Call) RefusedPath(path string, err error) Outcome {
	_, code, says := Verdict(err)
	call.logInner(code, err)
	return Outcome{What: path, Done: refusedOne{Path: path, Code: code, Msg: says.In(call.Lang)}, Says: says, Err: err}
}

// Outcomes answers with what came of several.
func (call *Call) Outcomes(all []Outcome) error {
	list := make([]any, len(all))
	refused := 0
	for i, o := range all {
		if list[i] = o.Done; o.Err != nil {
			refused++
		}
	}
	err := call.Answer(list, func(p *Page) {
		if len(all) == 0 {
			p.Say(words.Say("没有什么要做的。", "There is nothing left to do."))
		}
		for _, o := range all {
			if o.Err != nil {
				p.Line("✗ " + store.Clean(o.What) + ": " + o.Says.In(call.Lang))
			} else {
				p.Line("✓ " + o.Says.In(call.Lang))
			}
		}
	})
	if err == nil && refused > 0 {
		return SomeRefused{N: refused, Of: len(all)}
	}
	return err
}

// SomeRefused ends a line of which the answer said already what was refused.
type SomeRefused struct{ N, Of int }

func (s SomeRefused) Error() string { return "some were refused" }

// Says is the sentence for people.
func (s SomeRefused) Says() words.T {
	return Fill(words.Say("%d 项里有 %d 项没有做。", "%d asked for, %d refused."), s.Of, s.N)
}

func (call *Call) logInner(code string, err error) {
	if code == words.Internal && call.Log != nil {
		call.Log.Error("one of several failed", "err", err)
	}
}
