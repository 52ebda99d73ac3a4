package s3

import (
	"testing"

	"pgregory.net/rapid"
)

func TestSpans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s spans
		var written [40]bool
		for range rapid.IntRange(0, 20).Draw(t, "steps") {
			from := rapid.Int64Range(0, 39).Draw(t, "from")
			to := rapid.Int64Range(from, 40).Draw(t, "to")
			if rapid.IntRange(0, 4).Draw(t, "cut") == 0 {
				s = s.cut(from)
				clear(written[from:])
				continue
			}
			s = s.add(from, to)
			for i := from; i < to; i++ {
				written[i] = true
			}
		}
		var got [40]bool
		for i, a := range s {
			if a.from >= a.to || i > 0 && a.from <= s[i-1].to {
				t.Fatalf("%v", s)
			}
			for j := a.from; j < a.to; j++ {
				got[j] = true
			}
		}
		if got != written {
			t.Fatalf("%v: %v, want %v", s, got, written)
		}
		front, end := int64(0), int64(0)
		for front < 40 && written[front] {
			front++
		}
		for i, is := range written {
			if is {
				end = int64(i) + 1
			}
		}
		if s.front() != front || s.end() != end {
			t.Fatalf("%v: front %d, end %d, want %d, %d", s, s.front(), s.end(), front, end)
		}
	})
}
