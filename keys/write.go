package keys

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// writeWhole replaces a file in one step: whoever looks sees the old bytes or
// the new ones, also after a power cut.
func writeWhole(path string, data []byte, mode os.FileMode) error {
	return write(path, data, mode, os.Rename)
}

// writeNew is writeWhole for a file that must not be there: it never replaces
// one, not even one that somebody else makes at the same moment.
func writeNew(path string, data []byte, mode os.FileMode) error {
	return write(path, data, mode, func(from, to string) error {
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

func write(path string, data []byte, mode os.FileMode, publish func(from, to string) error) (err error) {
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
	if err := f.Chmod(mode); err != nil {
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
