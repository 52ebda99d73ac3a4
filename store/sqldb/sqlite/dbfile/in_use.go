package dbfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
)

// The bytes of a database file that SQLite locks, far behind where it writes.
const (
	sharedAt   = 0x40000000 + 2
	sharedSize = 510
)

// InUse reports whether another process has the database open, to serve or to
// look at it, with this program or another. To put a file in the place of one
// that is open is to have two databases write one log.
func InUse(path string) (bool, error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("look who has %s open: %w", path, err)
	}
	defer f.Close()
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: sharedAt, Len: sharedSize}
	if err := syscall.FcntlFlock(f.Fd(), syscall.F_GETLK, &lock); err != nil {
		return false, fmt.Errorf("look who has %s open: %w", path, err)
	}
	return lock.Type != syscall.F_UNLCK, nil
}
