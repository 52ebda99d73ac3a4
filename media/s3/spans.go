package s3

import "slices"

// spans are the stretches of a buffer that were written: sorted, none touching
// another. Only its front goes to the store.
type spans []span

type span struct{ from, to int64 }

// add notes a stretch.
func (s spans) add(from, to int64) spans {
	if from >= to {
		return s
	}
	i, _ := slices.BinarySearchFunc(s, from, func(a span, at int64) int {
		if a.to < at {
			return -1
		}
		return 1
	})
	j := i
	for ; j < len(s) && s[j].from <= to; j++ {
		from, to = min(from, s[j].from), max(to, s[j].to)
	}
	return slices.Replace(s, i, j, span{from, to})
}

// cut forgets what is behind a byte.
func (s spans) cut(at int64) spans {
	for len(s) > 0 && s[len(s)-1].from >= at {
		s = s[:len(s)-1]
	}
	if len(s) > 0 {
		s[len(s)-1].to = min(s[len(s)-1].to, at)
	}
	return s
}

// front is how much is there without a gap from the beginning.
func (s spans) front() int64 {
	if len(s) == 0 || s[0].from > 0 {
		return 0
	}
	return s[0].to
}

// end is where the last stretch ends.
func (s spans) end() int64 {
	if len(s) == 0 {
		return 0
	}
	return s[len(s)-1].to
}
