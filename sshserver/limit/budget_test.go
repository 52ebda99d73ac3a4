package limit

import (
	"testing"

	"pgregory.net/rapid"
)

// TestBudget: whatever is taken and given back, no bound is passed, what is
// refused would pass one, and nothing is left of a key that has given all back.
func TestBudget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole, each := rapid.IntRange(0, 20).Draw(t, "whole"), rapid.IntRange(0, 10).Draw(t, "each")
		b := NewBudget[string](whole, each)
		has, all := map[string]int{}, 0
		for range rapid.IntRange(0, 60).Draw(t, "steps") {
			key := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "key")
			n := rapid.IntRange(0, 6).Draw(t, "n")
			if n <= has[key] && rapid.Bool().Draw(t, "give") {
				b.Give(key, n)
				has[key], all = has[key]-n, all-n
			} else if fits := all+n <= whole && has[key]+n <= each; b.Take(key, n) != fits {
				t.Fatalf("%d more of %d and %d, of %d and %d: taken is %v", n, all, has[key], whole, each, !fits)
			} else if fits {
				has[key], all = has[key]+n, all+n
			}
			if b.Taken() != all || b.TakenBy(key) != has[key] {
				t.Fatalf("%d and %d are taken, want %d and %d", b.Taken(), b.TakenBy(key), all, has[key])
			}
		}
		for key, n := range has {
			b.Give(key, n)
		}
		if b.Taken() != 0 || len(b.by) != 0 {
			t.Fatalf("left: %d, %v", b.Taken(), b.by)
		}
	})
}

func TestBudget_Unbounded(t *testing.T) {
	b := NewBudget[int64](Unbounded, 2)
	for key := range int64(100) {
		if !b.Take(key, 2) || b.Take(key, 1) {
			t.Fatalf("key %d does not have its two", key)
		}
	}
}
