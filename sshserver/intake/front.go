package intake

import "slices"

// front is how far a file was received without a gap. Writes may come out of
// order; what lies ahead of a gap is remembered until the gap is filled. A
// file is whole only when its front is its end: bytes that nobody sent read as
// zeros, and no container can tell.
type front struct {
	to    int64
	ahead []span // behind a gap, sorted, apart from each other
}

type span struct{ from, to int64 }

// maxAhead bounds the gaps that are remembered. Clients pipeline some dozens
// of writes; past the bound the farthest is forgotten, and counts as not sent.
const maxAhead = 4096

// add notes that n bytes at off were received.
func (f *front) add(off, n int64) {
	if n <= 0 {
		return
	}
	s := span{off, off + n}
	if s.from > f.to {
		f.insert(s)
		return
	}
	f.to = max(f.to, s.to)
	for len(f.ahead) > 0 && f.ahead[0].from <= f.to {
		f.to = max(f.to, f.ahead[0].to)
		f.ahead = f.ahead[1:]
	}
}

func (f *front) insert(s span) {
	i, _ := slices.BinarySearchFunc(f.ahead, s.from, func(a span, from int64) int {
		if a.to < from {
			return -1
		}
		return 1
	})
	j := i
	for ; j < len(f.ahead) && f.ahead[j].from <= s.to; j++ {
		s.from, s.to = min(s.from, f.ahead[j].from), max(s.to, f.ahead[j].to)
	}
	f.ahead = slices.Replace(f.ahead, i, j, s)
	if len(f.ahead) > maxAhead {
		f.ahead = f.ahead[:maxAhead]
	}
}

// cut forgets what lies behind a new end.
func (f *front) cut(size int64) {
	f.to = min(f.to, size)
	for len(f.ahead) > 0 {
		last := &f.ahead[len(f.ahead)-1]
		if last.from < size {
			last.to = min(last.to, size)
			return
		}
		f.ahead = f.ahead[:len(f.ahead)-1]
	}
}
