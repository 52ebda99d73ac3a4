package owner

import (
	"errors"
	"io/fs"
	"os"
)

// Open opens a file, and makes it with that mode if it is not there; a new one
// belongs to the owner of its folder. flag is O_RDWR or O_WRONLY, perhaps with
// O_TRUNC.
func Open(path string, flag int, mode fs.FileMode) (*os.File, error) {
	return OpenWith(os.OpenFile, path, flag, mode)
}

// OpenWith is Open by another function than os.OpenFile, such as that of an
// os.Root.
func OpenWith(open func(string, int, fs.FileMode) (*os.File, error), path string, flag int, mode fs.FileMode) (*os.File, error) {
	f, err := open(path, flag, 0)
	if !errors.Is(err, fs.ErrNotExist) {
		return f, err
	}
	f, err = open(path, flag|os.O_CREATE|os.O_EXCL, mode)
	if errors.Is(err, fs.ErrExist) { // made by another in between
		return open(path, flag, 0)
	}
	if err != nil {
		return nil, err
	}
	if err := GiveNew(f); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
