package limit

import (
	"net/netip"
	"sync"
)

// PerScreen is what a screen takes beside its cells, in cells.
const PerScreen = 5000

// Screens is the memory that all screens share, counted in cells of up to 100
// bytes (a half block in two colours, kept twice): each screen has a largest
// size, but a single client may open thousands. No source has all of it.
type Screens struct {
	mu      sync.Mutex
	cells   *Budget[netip.Prefix]
	gcTuner gcTuner
}

// NewScreens makes the budget of all screens and of those of each source.
func NewScreens(whole, each int) *Screens {
	return &Screens{cells: NewBudget[netip.Prefix](whole, each), gcTuner: newGCTuner()}
}

// Taken returns how many cells the screens take now.
func (s *Screens) Taken() int { return s.cells.Taken() }

// Screen is one screen's part of the memory.
type Screen struct {
	screens *Screens
	source  netip.Prefix
	cells   int
}

// Open reserves memory for a screen of that size; nil when there is none.
func (s *Screens) Open(source netip.Prefix, width, height int) *Screen {
	one := &Screen{screens: s, source: source}
	if !one.Grow(width, height) {
		return nil
	}
	return one
}

// Grow makes room for a screen's new size, and reports whether there is so much.
// A smaller one gives nothing back: what was large may be so again at any moment.
func (s *Screen) Grow(width, height int) bool {
	all := s.screens
	all.mu.Lock()
	defer all.mu.Unlock()
	more := PerScreen + width*height - s.cells
	if more <= 0 {
		return true
	}
	if !all.cells.Take(s.source, more) {
		return false
	}
	s.cells += more
	all.gcTuner.update(all.cells.Taken())
	return true
}

// Close gives the screen's part back. It may be called often.
func (s *Screen) Close() {
	all := s.screens
	all.mu.Lock()
	defer all.mu.Unlock()
	all.cells.Give(s.source, s.cells)
	all.gcTuner.update(all.cells.Taken())
	s.cells = 0
}
