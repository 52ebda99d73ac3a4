//go:build unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// openFlags keep an open from waiting for the other end of a pipe.
const openFlags = syscall.O_NONBLOCK

// links is how many names the bytes have.
func links(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink)
	}
	return 1
}

// isOurs reports whether this process may change the owner or the mode of a file.
func isOurs(info fs.FileInfo) bool {
	st, ok := info.Sys().(*syscall.Stat_t)
	return ok && (os.Geteuid() == 0 || int(st.Uid) == os.Geteuid())
}

func space(dir string) (free, total uint64, err error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return 0, 0, err
	}
	return uint64(st.Bavail) * uint64(st.Bsize), uint64(st.Blocks) * uint64(st.Bsize), nil
}

// linkBetween links a name in one open folder to a name in another. It follows
// no symbolic link.
func linkBetween(from *os.File, name string, to *os.File, as string) error {
	return unix.Linkat(int(from.Fd()), name, int(to.Fd()), as, 0)
}

// changedAt is when anything of a file was changed last: its bytes, owner, mode or
// names.
func changedAt(f *os.File) time.Time {
	var st unix.Stat_t
	if unix.Fstat(int(f.Fd()), &st) != nil {
		return time.Time{}
	}
	return time.Unix(st.Ctim.Unix())
}

// isOtherDisk reports whether a link failed since it would lead to another disk.
func isOtherDisk(err error) bool { return errors.Is(err, syscall.EXDEV) }

// onOneDisk reports whether two files are on one file system.
func onOneDisk(a, b fs.FileInfo) bool {
	x, is := a.Sys().(*syscall.Stat_t)
	y, too := b.Sys().(*syscall.Stat_t)
	return is && too && x.Dev == y.Dev
}
