package main

import (
	"fmt"
	"slices"
)

// figure is one row of the table: the same thing measured in several rounds,
// of ours alone or of ours and sshd's side by side.
type figure struct {
	What   string    `json:"what"`
	Unit   string    `json:"unit,omitempty"`
	Ours   []float64 `json:"ours"`
	Theirs []float64 `json:"theirs,omitempty"` // sshd's, in the same rounds
	Goal   goal      `json:"goal"`
	Note   string    `json:"note,omitempty"`
}

// goal is what the figure should come to. The zero goal is none.
type goal struct {
	Of      subject `json:"of,omitempty"`
	AtMost  bool    `json:"at_most,omitempty"` // else at least
	Value   float64 `json:"value,omitempty"`
	Stretch float64 `json:"stretch,omitempty"` // 0: none
}

// subject is what a goal speaks of.
type subject string

const (
	ratio subject = "ratio" // ours to theirs, within a round
	ours  subject = "ours"
)

func (g goal) String() string {
	if g.Of == "" {
		return ""
	}
	sign := "≥"
	if g.AtMost {
		sign = "≤"
	}
	s := fmt.Sprintf("%s %s", sign, short(g.Value))
	if g.Stretch != 0 {
		s += fmt.Sprintf(" (%s)", short(g.Stretch))
	}
	return s
}

// met says whether a figure came to its goal.
func (g goal) met(v float64) bool {
	if g.AtMost {
		return v <= g.Value
	}
	return v >= g.Value
}

// ratios is ours to theirs, a round each.
func (f figure) ratios() []float64 {
	n := min(len(f.Ours), len(f.Theirs))
	list := make([]float64, 0, n)
	for i := range n {
		if f.Theirs[i] != 0 {
			list = append(list, f.Ours[i]/f.Theirs[i])
		}
	}
	return list
}

// verdict is a word on the goal: nothing where there is none to judge.
func (f figure) verdict() string {
	of := f.Ours
	if f.Goal.Of == ratio {
		of = f.ratios()
	}
	switch {
	case f.Goal.Of == "" || len(of) == 0:
		return ""
	case f.Goal.met(median(of)):
		return "met"
	}
	return "missed"
}

// median is the middle of what was measured; of an even number, the mean of
// both middles.
func median(of []float64) float64 {
	if len(of) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(of))
	if n := len(s); n%2 == 0 {
		return (s[n/2-1] + s[n/2]) / 2
	}
	return s[len(s)/2]
}

// quantile is the value that q of all lie at or below, by the nearest rank.
func quantile(of []float64, q float64) float64 {
	if len(of) == 0 {
		return 0
	}
	s := slices.Sorted(slices.Values(of))
	rank := int(q*float64(len(s)) + 0.999999)
	return s[min(max(rank, 1), len(s))-1]
}

// short is a number with as many digits as mean something.
func short(v float64) string {
	switch a := max(v, -v); {
	case a == 0:
		return "0"
	case a >= 100:
		return fmt.Sprintf("%.0f", v)
	case a >= 10:
		return fmt.Sprintf("%.1f", v)
	case a >= 0.1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.4f", v)
}
