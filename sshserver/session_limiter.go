package sshserver

import (
	"net/netip"
	"sync"
)

// sessionLimiter is the sessions of all sources, each of which holds what was not read.
type sessionLimiter struct {
	whole, each int

	mu  sync.Mutex
	all int
	by  map[netip.Prefix]int
}

func newSessionLimiter(whole, each int) *sessionLimiter {
	return &sessionLimiter{whole: whole, each: each, by: map[netip.Prefix]int{}}
}

// join counts a session in; false when there is no place for it.
func (c *sessionLimiter) join(src netip.Prefix) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all >= c.whole || c.by[src] >= c.each {
		return false
	}
	c.all++
	c.by[src]++
	return true
}

func (c *sessionLimiter) leave(src netip.Prefix) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all--
	if c.by[src]--; c.by[src] == 0 {
		delete(c.by, src)
	}
}
