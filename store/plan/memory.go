package plan

import (
	"sync"

	"youku.example/store"
	"youku.example/store/proposal"
)

// Memory keeps the proposals of the last plan, so that the next one reads only
// the names that are new: reading a name takes a quarter of a millisecond, and a
// screen asks for the plan of 5,000 of them again and again. The zero value is
// ready to use, by many goroutines.
type Memory struct {
	mu   sync.Mutex
	kept map[string]proposal.Proposal // by all that it was made of
}

// Of is the plan of all uploads, in their order, as the function Of makes it.
func (m *Memory) Of(rows []store.Incoming) []Entry {
	m.mu.Lock()
	old := m.kept
	m.mu.Unlock()
	kept := make(map[string]proposal.Proposal, len(old))
	entries := of(rows, func(key string, propose func() proposal.Proposal) proposal.Proposal {
		p, known := old[key]
		if !known {
			p = propose()
		}
		kept[key] = p
		return p
	})
	m.mu.Lock()
	m.kept = kept
	m.mu.Unlock()
	return entries
}
