package main

import (
	"slices"
	"strings"
	"testing"
)

func TestFigure(t *testing.T) {
	f := figure{What: "get", Unit: "MB/s", Ours: []float64{400, 600, 500}, Theirs: []float64{200, 200, 500}, Goal: goal{Of: ratio, Value: 1.5, Stretch: 2.5}}
	if got := f.ratios(); !slices.Equal(got, []float64{2, 3, 1}) {
		t.Errorf("ratios %v: they are those of one round", got)
	}
	if got := f.verdict(); got != "met" {
		t.Errorf("a median of 2 with a goal of 1.5 is %q", got)
	}
	f.Goal.AtMost = true
	if got := f.verdict(); got != "missed" {
		t.Errorf("a median of 2 with at most 1.5 is %q", got)
	}
	row := strings.Join(f.row(), " | ")
	if row != "get | 500 MB/s | 200 MB/s | 2.00 (1.00–3.00) | ≤ 1.50 (2.50) | missed" {
		t.Errorf("the row is %q", row)
	}
	alone := figure{What: "memory", Ours: []float64{1.25, 1.75}, Unit: "MB", Goal: goal{Of: ours, AtMost: true, Value: 1.5}}
	if row := strings.Join(alone.row(), " | "); row != "memory | 1.50 MB |  |  | ≤ 1.50 | met" {
		t.Errorf("the row without sshd is %q", row)
	}
	if (figure{Ours: []float64{1}}).verdict() != "" {
		t.Error("a verdict without a goal")
	}
}

func TestQuantile(t *testing.T) {
	hundred := make([]float64, 100)
	for i := range hundred {
		hundred[i] = float64(100 - i)
	}
	for q, want := range map[float64]float64{0: 1, 0.5: 50, 0.99: 99, 1: 100} {
		if got := quantile(hundred, q); got != want {
			t.Errorf("the %v quantile of 1…100 is %v, want %v", q, got, want)
		}
	}
	if quantile(nil, 0.5) != 0 || median(nil) != 0 {
		t.Error("nothing has a middle")
	}
}

func TestParts(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range parts {
		if p.name == "" || p.about == "" || p.run == nil || seen[p.name] {
			t.Errorf("part %q lacks something, or its name is taken", p.name)
		}
		seen[p.name] = true
	}
	if _, err := choose("get,no-such"); err == nil {
		t.Error("an unknown part is not refused")
	}
	if two, err := choose("put,get"); err != nil || len(two) != 2 || two[0].name != "put" {
		t.Errorf("put,get chose %v, %v", two, err)
	}
}
