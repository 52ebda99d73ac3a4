//go:build unix

package owner

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Give makes an open file or folder belong to the user and the group that to
// belongs to. A process that is not root may give nothing away: it keeps the
// group where it may, and is content otherwise.
func Give(f *os.File, to fs.FileInfo) error {
	want, ok := to.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	have, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case !ok || have.Uid == want.Uid && have.Gid == want.Gid:
		return nil
	case os.Geteuid() != 0:
		_ = f.Chown(-1, int(want.Gid))
		return nil
	}
	return f.Chown(int(want.Uid), int(want.Gid))
}

// GiveNew makes what root has just made belong to the owner of the folder that
// it was made in. It does nothing for another user, or in a folder of root's.
func GiveNew(f *os.File) error {
	if os.Geteuid() != 0 {
		return nil
	}
	dir, err := os.Stat(filepath.Dir(filepath.Clean(f.Name())))
	if err != nil {
		return err
	}
	if st, ok := dir.Sys().(*syscall.Stat_t); !ok || st.Uid == 0 {
		return nil
	}
	return Give(f, dir)
}

// Same reports whether two files or folders belong to the same user.
func Same(a, b fs.FileInfo) bool {
	x, ok := a.Sys().(*syscall.Stat_t)
	y, both := b.Sys().(*syscall.Stat_t)
	return ok && both && x.Uid == y.Uid
}
