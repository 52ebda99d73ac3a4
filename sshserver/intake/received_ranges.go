package intake

import "slices"

// receivedRanges is how far a file was received without a gap. Writes may come out of
// order; what lies ahead of a gap is remembered until the gap is filled. A
// file is whole only when its front is its end: bytes that no client sent read as
// zeros, and no container can tell.
type receivedRanges struct {
	to       int64
	afterGap []span // behind a gap, sorted, apart from each other
}

type span struct{ from, to int64 }

// maxAhead bounds the gaps that are remembered. Clients pipeline some dozens
// of writes; past the bound the farthest is forgotten, and counts as not sent.
const maxAhead = 4096

// add notes that n bytes at off were received.
func (f *receivedRanges) add(off, n int64) {
	if n <= 0 {
		return
	}
	s := span{off, off + n}
	if s.from > f.to {
		f.insert(s)
		return
	}
	f.to = max(f.to, s.to)
	for len(f.afterGap) > 0 && f.afterGap[0].from <= f.to {
		f.to = max(f.to, f.afterGap[0].to)
		f.afterGap = f.afterGap[1:]
	}
}

func (f *receivedRanges) insert(s span) {
	i, _ := slices.BinarySearchFunc(f.afterGap, s.from, func(a span, from int64) int {
		if a.to < from {
			return -1
		}
		return 1
	})
	j := i
	for ; j < len(f.afterGap) && f.afterGap[j].from <= s.to; j++ {
		s.from, s.to = min(s.from, f.afterGap[j].from), max(s.to, f.afterGap[j].to)
	}
	f.afterGap = slices.Replace(f.afterGap, i, j, s)
	if len(f.afterGap) > maxAhead {
		f.afterGap = f.afterGap[:maxAhead]
	}
}

// cut forgets what lies behind a new end.
func (f *receivedRanges) cut(size int64) {
	f.to = min(f.to, size)
	for len(f.afterGap) > 0 {
		last := &f.afterGap[len(f.afterGap)-1]
		if last.from < size {
			last.to = min(last.to, size)
			return
		}
		f.afterGap = f.afterGap[:len(f.afterGap)-1]
	}
}
