package chunk

import "hash/maphash"

// memory knows of the last chunks that were fetched, at least as many as the folder
// holds and at most twice as many. It may take one for another, once in a long while.
type memory struct {
	most        int
	seed        maphash.Seed
	now, before map[uint64]struct{}
}

// mostRemembered bounds the memory of a large folder: some 20 MiB.
const mostRemembered = 1 << 20

func newMemory(most int64) memory {
	return memory{most: int(min(max(most, 1), mostRemembered)), seed: maphash.MakeSeed(), now: map[uint64]struct{}{}}
}

// note notes that a chunk was fetched, and reports whether it was before.
func (m *memory) note(id ID) (again bool) {
	sum := maphash.Comparable(m.seed, id)
	_, lately := m.now[sum]
	_, once := m.before[sum]
	if lately {
		return true
	}
	if len(m.now) == m.most {
		m.now, m.before = map[uint64]struct{}{}, m.now
	}
	m.now[sum] = struct{}{}
	return once
}
