package limit

import (
	"math"
	"sync"
)

// Unbounded is a bound that is never reached.
const Unbounded = math.MaxInt

// Budget is so much of something in all, and so much for each key.
type Budget[K comparable] struct {
	whole, each int

	mu    sync.Mutex
	taken int
	by    map[K]int
}

// NewBudget makes a budget of which nothing is taken.
func NewBudget[K comparable](whole, each int) *Budget[K] {
	return &Budget[K]{whole: whole, each: each, by: map[K]int{}}
}

// Take takes n for a key. It reports false, and takes nothing, when that would
// be more than there is in all or for the key.
func (b *Budget[K]) Take(key K, n int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n > b.whole-b.taken || n > b.each-b.by[key] {
		return false
	}
	b.add(key, n)
	return true
}

// Give returns n that the key has taken.
func (b *Budget[K]) Give(key K, n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.add(key, -n)
}

func (b *Budget[K]) add(key K, n int) {
	b.taken += n
	if n += b.by[key]; n != 0 {
		b.by[key] = n
	} else {
		delete(b.by, key)
	}
}

// Taken returns how much is taken in all.
func (b *Budget[K]) Taken() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.taken
}

// TakenBy returns how much a key has taken.
func (b *Budget[K]) TakenBy(key K) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.by[key]
}
