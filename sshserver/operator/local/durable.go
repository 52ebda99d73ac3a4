package local

import (
	"errors"
	"io/fs"
	"os"

	"youku.example/keys/owner"
)

// WriteDurably writes a file that is whole on the disk when it returns.
func WriteDurably(path string, data []byte, mode fs.FileMode) error {
	f, err := owner.Open(path, os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// SyncDir makes the names in a folder durable.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
