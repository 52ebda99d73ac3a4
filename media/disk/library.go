package disk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"sort"
	"strings"

	"youku.example/keys/owner"
	"youku.example/media"
	"youku.example/media/keylock"
)

const (
	incomingDir = "incoming"
	moviesDir   = "movies"
)

// Library is a folder of movie files. It is safe for many users at once.
type Library struct {
	dir  string
	root *folders
	link func(from, to string) error // root.Link; a file system may lack links
	room func(dir string) (free, total uint64, err error)

	keys keylock.Locks // twins meet here
}

// Open opens the folder and makes it if it is not there. It may be a symbolic
// link, and so may the folders in it.
func Open(dir string) (*Library, error) {
	if err := owner.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the library folder: %w", err)
	}
	root, err := openFolders(dir, incomingDir, moviesDir, postersDir, subtitlesDir, coversDir)
	if err != nil {
		return nil, fmt.Errorf("open the library folder: %w", err)
	}
	l := &Library{dir: dir, root: root, link: root.Link, room: space}
	if err := l.syncDir("."); err != nil {
		_ = root.Close()
		return nil, fmt.Errorf("make the library folder: %w", err)
	}
	return l, nil
}

// OpenReader opens a folder that is there to read it, and makes nothing in it.
func OpenReader(dir string) (*Library, error) {
	root, err := foldersThere(dir, incomingDir, moviesDir, postersDir, subtitlesDir, coversDir)
	if err != nil {
		return nil, fmt.Errorf("open the library folder: %w", err)
	}
	return &Library{dir: dir, root: root, link: root.Link, room: space}, nil
}

// Close ends the use of the folder. Files that are open stay so.
func (l *Library) Close() error { return l.root.Close() }

func incomingPath(key string) (string, error) {
	if err := media.CheckKey(key); err != nil {
		return "", err
	}
	return path.Join(incomingDir, key), nil
}

// moviePath spreads movies over 1296 folders at most.
func moviePath(key string) (string, error) {
	if err := media.CheckKey(key); err != nil {
		return "", err
	}
	stem, _, _ := strings.Cut(key, ".")
	if len(stem) < 2 {
		stem += "0"
	}
	return path.Join(moviesDir, stem[:2], key), nil
}

// makeDir makes a folder and reports whether it was not there before.
func (l *Library) makeDir(name string) (made bool, err error) {
	err = l.root.Mkdir(name, 0o700)
	if errors.Is(err, fs.ErrExist) {
		info, err := l.root.Stat(name)
		if err == nil && !info.IsDir() {
			err = fmt.Errorf("%s is no folder", name)
		}
		return false, err
	}
	return err == nil, err
}

// syncDir makes the names in a folder durable.
func (l *Library) syncDir(name string) error { return l.root.Sync(name) }

// remove removes files of one folder and is content if they are not there.
func (l *Library) remove(ctx context.Context, names ...string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	removed := ""
	for _, name := range names {
		err := l.root.Remove(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return fmt.Errorf("remove a file: %w", err)
		}
		removed = name
	}
	if removed == "" {
		return nil
	}
	return l.syncDir(path.Dir(removed))
}

// keysIn lists the keys among the plain files of a folder.
func (l *Library) keysIn(name string) ([]string, error) {
	d, err := l.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer d.Close()
	entries, err := d.ReadDir(-1)
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, e := range entries {
		if e.Type().IsRegular() && media.CheckKey(e.Name()) == nil {
			keys = append(keys, e.Name())
		}
	}
	return keys, nil
}

// IncomingKeys lists what is being received or was.
func (l *Library) IncomingKeys(ctx context.Context) ([]string, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	keys, err := l.keysIn(incomingDir)
	if err != nil {
		return nil, fmt.Errorf("list incoming files: %w", err)
	}
	sort.Strings(keys)
	return keys, nil
}

// MovieKeys lists what is kept.
func (l *Library) MovieKeys(ctx context.Context) ([]string, error) {
	d, err := l.root.Open(moviesDir)
	if err != nil {
		return nil, fmt.Errorf("list movies: %w", err)
	}
	entries, err := d.ReadDir(-1)
	_ = d.Close()
	if err != nil {
		return nil, fmt.Errorf("list movies: %w", err)
	}
	var keys []string
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if !e.IsDir() || media.CheckKey(e.Name()) != nil {
			continue
		}
		in, err := l.keysIn(path.Join(moviesDir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("list movies: %w", err)
		}
		for _, key := range in {
			if p, err := moviePath(key); err == nil && path.Base(path.Dir(p)) == e.Name() {
				keys = append(keys, key)
			}
		}
	}
	sort.Strings(keys)
	return keys, nil
}

// Space returns how much room there is for what is received. The folders may be
// disks of their own.
func (l *Library) Space(ctx context.Context) (free, total uint64, err error) {
	if err := ctx.Err(); err != nil {
		return 0, 0, err
	}
	free, total, err = l.room(filepath.Join(l.dir, incomingDir))
	if err != nil {
		return 0, 0, fmt.Errorf("ask for the room left: %w", err)
	}
	return free, total, nil
}

// roomFor refuses what would take the room that movies leave to the database. A
// system that does not know has room until a write fails.
func (l *Library) roomFor(bytes int64, dir string) error {
	free, total, err := l.room(filepath.Join(l.dir, filepath.FromSlash(dir)))
	if err != nil || total == 0 || free >= uint64(bytes)+media.ReservedSpace(total) {
		return nil
	}
	return media.ErrNoSpace
}
