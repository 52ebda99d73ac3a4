package owner

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// MkdirAll is os.MkdirAll; each folder that it makes belongs to the owner of
// the one above.
func MkdirAll(path string, mode fs.FileMode) error {
	path = filepath.Clean(path)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if up := filepath.Dir(path); up != path {
		if err := MkdirAll(up, mode); err != nil {
			return err
		}
	}
	if err := os.Mkdir(path, mode); err != nil {
		if info, look := os.Stat(path); errors.Is(err, fs.ErrExist) && look == nil && info.IsDir() {
			return nil // another process was faster
		}
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(GiveNew(f), f.Close())
}
