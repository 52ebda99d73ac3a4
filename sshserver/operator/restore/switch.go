package restore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"youku.example/sshserver/operator/local"
)

// databaseFiles are the endings of the files that make a database.
var databaseFiles = []string{"", "-wal", "-shm", "-journal"}

// replaceDatabase puts a database without a log at that path, and returns the
// names under which the files that were there are kept: the old database and
// its log under names that still belong together. They get these names beside
// their old ones first, so that there is a database at each moment. What a kill
// leaves in between is a log beside the new database, which every opening knows
// as not its own and sets aside, under its second name too. step is called
// between two steps.
func replaceDatabase(from, path string, step func(name string)) (aside []string, err error) {
	dir := filepath.Dir(path)
	base := freeName(path + ".before-" + time.Now().UTC().Format("20060102T150405Z"))
	for _, ending := range databaseFiles {
		err := setAside(path+ending, base+ending)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return aside, err
		}
		aside = append(aside, base+ending)
		step("aside" + ending)
	}
	if err := local.SyncDir(dir); err != nil {
		return aside, err
	}
	if err := os.Rename(from, path); err != nil {
		return aside, err
	}
	step("in place")
	if err := local.SyncDir(dir); err != nil {
		return aside, err
	}
	for _, ending := range databaseFiles[1:] {
		if same, err := sameFile(base+ending, path+ending); err == nil && same {
			if err := os.Remove(path + ending); err != nil {
				return aside, err
			}
			step("gone" + ending)
		}
	}
	return aside, local.SyncDir(dir)
}

// setAside gives a file a second name, or another one where the file system
// has no second names.
func setAside(path, to string) error {
	err := os.Link(path, to)
	if err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(path, to)
}

// freeName is the name, or one like it that no file of a database has.
func freeName(name string) string {
	try := name
	for n := 2; ; n++ {
		taken := false
		for _, ending := range databaseFiles {
			if _, err := os.Lstat(try + ending); err == nil {
				taken = true
			}
		}
		if !taken {
			return try
		}
		try = fmt.Sprint(name, "-", n)
	}
}
