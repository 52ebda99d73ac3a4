package sshserver

import (
	"net/netip"
	"reflect"
	"sync"
	"unsafe"

	gossh "golang.org/x/crypto/ssh"
)

// What a client sends waits in the library until its session reads it: two
// megabytes of each session, which single bytes make fifty times as many. Only
// who uploads has a use for that much; who presses keys and asks for pieces of
// files does with little, and a stranger with a thousand sessions must not fill
// the memory. So they are shown a narrow window, and a source has a bound on
// its sessions, whatever it has of connections.
const narrowWindow = 8 << 10

// narrow shows the client of a session that is being opened a narrow window.
// The library (x/crypto 0.58) has one of its own for all; TestNarrow notices a
// version of it that keeps it elsewhere.
func narrow(nc gossh.NewChannel) {
	v := reflect.ValueOf(nc)
	if v.Kind() != reflect.Pointer || v.Elem().Kind() != reflect.Struct {
		return
	}
	if f := v.Elem().FieldByName("myWindow"); f.IsValid() && f.Kind() == reflect.Uint32 {
		*(*uint32)(unsafe.Pointer(f.UnsafeAddr())) = narrowWindow
	}
}

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
