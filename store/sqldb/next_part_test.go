package sqldb

import "testing"

// A part is as large as the last one lets expect, and grows where that found nothing.
func TestNextPart(t *testing.T) {
	for _, c := range []struct{ n, left, missing, want int }{
		{50, 49, 1, 2},
		{50, 25, 25, 100},
		{50, 1, 49, 200}, // no more than four times as many
		{50, 0, 50, 200},
		{1000, 0, 50, 2000},
		{1, 0, 1, 4},
	} {
		if got := NextPart(c.n, c.left, c.missing); got != c.want {
			t.Errorf("of %d places %d rows were left, %d are missing: %d next, want %d", c.n, c.left, c.missing, got, c.want)
		}
	}
}
