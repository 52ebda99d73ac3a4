package dbfile

import (
	"errors"
	"os"
	"syscall"

	"youku.example/keys/owner"
)

// FileLock is a lock on a file beside the database: a process that writes holds
// it shared for as long as the database is open, and one that examines the log
// holds it exclusively. So no log is examined while it is written; SQLite's own
// locks don't serve, since they are known only after the log was replayed. The
// kernel releases it, however the process ends.
type FileLock struct{ f *os.File }

// Lock settles the log if there is no writer, and waits for a process
// that does the same at the moment. The lock it returns is shared.
func Lock(path string) (l FileLock, aside []string, err error) {
	f, err := openLock(path)
	if err != nil {
		return FileLock{}, nil, err
	}
	l = FileLock{f}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		aside, err = settleLog(path)
	} else if errors.Is(err, syscall.EWOULDBLOCK) {
		err = nil
	}
	if err == nil {
		err = l.share()
	}
	if err != nil {
		l.Unlock()
		return FileLock{}, aside, err
	}
	return l, aside, nil
}

// share waits while another process holds the lock exclusively, which is never
// long.
func (l FileLock) share() error {
	for {
		err := syscall.Flock(int(l.f.Fd()), syscall.LOCK_SH)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

// Unlock releases the lock; of the zero FileLock it does nothing.
func (l FileLock) Unlock() {
	if l.f != nil {
		_ = l.f.Close()
	}
}

// openLock opens the file that is locked. It belongs to the folder's owner, as
// the database does: a command that root ran must not keep the server out.
func openLock(path string) (*os.File, error) {
	return owner.Open(path+".lock", os.O_RDWR, 0o600)
}
