package keys

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"youku.example/keys/owner"
)

// writeWhole replaces a file in one step: a reader gets the old bytes or the
// new ones, also after a power cut. A file that is there keeps its owner, its
// mode, and the symbolic link that leads to it; a new one gets mode.
func writeWhole(path string, data []byte, mode os.FileMode) error {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return write(path, data, mode, nil, os.Rename)
	}
	if err != nil {
		return err
	}
	return write(path, data, info.Mode().Perm(), info, os.Rename)
}

// writeNew is writeWhole for a file that must not be there: it never replaces
// one, not even one that another process makes at the same moment.
func writeNew(path string, data []byte, mode os.FileMode) error {
	return write(path, data, mode, nil, func(from, to string) error {
		err := os.Link(from, to)
		if errors.Is(err, errors.ErrUnsupported) || errors.Is(err, fs.ErrPermission) {
			return renameNew(from, to) // a file system without links
		}
		if err != nil {
			return err
		}
		return os.Remove(from)
	})
}

func renameNew(from, to string) error {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return fs.ErrExist
	}
	return os.Rename(from, to)
}

// write makes the new file next to the place that publish gives it. It belongs
// to the owner of like, or of the folder if like is nil.
func write(path string, data []byte, mode os.FileMode, like fs.FileInfo, publish func(from, to string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := give(f, like); err != nil {
		return err
	}
	if err := f.Chmod(mode); err != nil { // after the owner: a chown may clear bits
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := publish(f.Name(), path); err != nil {
		return err
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}

func give(f *os.File, like fs.FileInfo) error {
	if like == nil {
		return owner.GiveNew(f)
	}
	return owner.Give(f, like)
}
