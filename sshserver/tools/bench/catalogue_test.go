package main

import "testing"

// Each row is the worst of its kind; pages are compared where both libraries
// fill them.
func TestCompareCatalogues(t *testing.T) {
	small := []asked{{Name: "browse by new", P50: 1, Full: 30, Full50: 1}, {Name: "two letters", P50: 1, Full: 3, Full50: 1},
		{Name: "library by new", P50: 1}, {Name: "library search: x", P50: 1}}
	large := []asked{
		{Name: "browse by new", P50: 2, P99: 5, Full: 30, Full50: 2}, {Name: "two letters", P50: 4, P99: 7, Full: 30, Full50: 4},
		{Name: "library by new", P50: 1, P99: 3}, {Name: "library search: x", P50: 1, P99: 4},
		{Name: "publish a movie", P99: 8}, {Name: "publish in a row", P99: 9}, {Name: "write a row", P99: 10}, {Name: "start", P50: 11},
	}
	want := []float64{3, 4, 5, 7, 2, 8, 11, 4, 9, 10}
	for i, f := range compareCatalogues(small, large, 1000, 1_000_000, 20) {
		if len(f.Ours) != 1 || f.Ours[0] != want[i] {
			t.Errorf("%s: %v, want %v", f.What, f.Ours, want[i])
		}
	}
}
