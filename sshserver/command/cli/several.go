package cli

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

// MostIDs is how many movies a line may name.
const MostIDs = 1000

// IDs reads all arguments as numbers of movies or notices.
func (call *Call) IDs() ([]int64, error) {
	ids := make([]int64, len(call.Args))
	for i := range ids {
		var err error
		if ids[i], err = call.ID(i); err != nil {
			return nil, err
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
}

// refusedOne is one of several that was refused, for scripts.
type refusedOne struct {
	ID   int64  `json:"id,omitempty"`
	Path string `json:"path,omitempty"`
	Code string `json:"code"`
	Msg  string `json:"msg"`
}

// Each does something to each of the movies that the line names, one after the
// other, and answers with a line each, or an array. What is refused does not
// keep the others from it; the exit status is that of a refusal then.
func (call *Call) Each(ctx context.Context, one func(id int64) (Outcome, error)) error {
	ids, err := call.IDs()
	if err != nil {
		return err
	}
	var all []Outcome
	for _, id := range ids {
		o, err := one(id)
		o.What, o.Err = Fill(words.Say("影片 %d", "movie %d"), id).In(call.Lang), err
		if err != nil {
			_, code, says := Verdict(err)
			o.Done, o.Says = refusedOne{ID: id, Code: code, Msg: says.In(call.Lang)}, says
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
