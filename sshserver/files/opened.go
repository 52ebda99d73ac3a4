package files

import (
	"sync"

	"youku.example/sshserver/sftp"
)

// mostOpened is how many files an account may have open in all its sessions
// together: each takes a descriptor, of which the process has only so many. One
// session's own bound would let fifty connections take them all.
const mostOpened = 256

// opened counts the files that each account has open.
type opened struct {
	mu sync.Mutex
	by map[int64]int
}

// more is false when the account has enough of them.
func (o *opened) more(account int64) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by == nil {
		o.by = map[int64]int{}
	}
	if o.by[account] >= mostOpened {
		return false
	}
	o.by[account]++
	return true
}

func (o *opened) less(account int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by[account]--; o.by[account] == 0 {
		delete(o.by, account)
	}
}

// Expect passes on how large the file will be.
func (f countedFile) Expect(size int64) {
	if e, is := f.File.(sftp.Expecter); is {
		e.Expect(size)
	}
}

// countedFile gives its place back when it is closed.
type countedFile struct {
	sftp.File
	leave func()
}

func (f countedFile) Close(clean bool) error {
	defer f.leave()
	return f.File.Close(clean)
}
