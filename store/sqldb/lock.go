package sqldb

import (
	"errors"
	"os"
	"syscall"

	"youku.example/keys/owner"
)

// entry is a lock beside a database file: one who writes holds it in common
// with others for as long as the file is open, and one who looks at the log
// holds it alone. So no log is judged while it is written; SQLite's own locks
// don't serve, since they are known only after the log was replayed. The
// kernel gives it back, however the process ends.
type entry struct{ f *os.File }

// enter settles the log if there is no writer, and waits for one who does the
// same at the moment. The entry is held in common with others.
func enter(path string) (in entry, aside []string, err error) {
	f, err := openLock(path)
	if err != nil {
		return entry{}, nil, err
	}
	in = entry{f}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		aside, err = settleLog(path)
	} else if errors.Is(err, syscall.EWOULDBLOCK) {
		err = nil
	}
	if err == nil {
		err = in.share()
	}
	if err != nil {
		in.leave()
		return entry{}, aside, err
	}
	return in, aside, nil
}

// share waits while another holds the lock alone, which is never long.
func (in entry) share() error {
	for {
		err := syscall.Flock(int(in.f.Fd()), syscall.LOCK_SH)
		if !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

func (in entry) leave() {
	if in.f != nil {
		_ = in.f.Close()
	}
}

// openLock opens the file that is locked. It belongs to the folder's owner, as
// the database does: a command that root ran must not keep the server out.
func openLock(path string) (*os.File, error) {
	return owner.Open(path+".lock", os.O_RDWR, 0o600)
}
