package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"youku.example/keys/owner"
	"youku.example/media"
)

// folders is the library's folder and the three in it. Each of these may be a
// symbolic link that the operator made, to a disk of its own; below them no
// link leads out, since each is opened as an os.Root. A name begins with the
// folder that it is in: movies/ab/KEY.
type folders struct {
	base *os.Root
	in   map[string]*os.Root
}

// openFolders opens them and makes those that are not there.
func openFolders(dir string, names ...string) (_ *folders, err error) {
	base, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folders{base: base, in: map[string]*os.Root{}}
	defer func() {
		if err != nil {
			_ = f.Close()
		}
	}()
	for _, name := range names {
		if err := f.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
		if f.in[name], err = openFolder(filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// openFolder opens a folder, or what a link to one leads to.
func openFolder(dir string) (*os.Root, error) {
	real, err := filepath.EvalSymlinks(dir)
	if to, look := os.Readlink(dir); err != nil && look == nil {
		return nil, fmt.Errorf("%s leads to %s: %w: %w", dir, to, media.ErrLeadsNowhere, err)
	}
	if err != nil {
		return nil, err
	}
	return os.OpenRoot(real)
}

// Close closes all of them.
func (f *folders) Close() error {
	err := f.base.Close()
	for _, r := range f.in {
		if r != nil {
			err = errors.Join(err, r.Close())
		}
	}
	return err
}

// at is where a name stands, and what it is called there.
func (f *folders) at(name string) (*os.Root, string) {
	first, rest, below := strings.Cut(name, "/")
	r := f.in[first]
	switch {
	case r == nil:
		return f.base, name
	case !below:
		return r, "."
	}
	return r, rest
}

// OpenFile is os.Root's. A file that it makes belongs to the folder's owner.
func (f *folders) OpenFile(name string, flag int, mode fs.FileMode) (*os.File, error) {
	r, at := f.at(name)
	if flag&os.O_CREATE == 0 {
		return r.OpenFile(at, flag, mode)
	}
	return owner.OpenWith(r.OpenFile, at, flag&^os.O_CREATE, mode)
}

// Mkdir is os.Root's. The folder belongs to the owner of the one above.
func (f *folders) Mkdir(name string, mode fs.FileMode) error {
	r, at := f.at(name)
	if at == "." {
		r, at = f.base, name
	}
	if err := r.Mkdir(at, mode); err != nil {
		return err
	}
	d, err := r.Open(at)
	if err != nil {
		return err
	}
	return errors.Join(owner.GiveNew(d), d.Close())
}

// Open is os.Root's, and so are the next three.
func (f *folders) Open(name string) (*os.File, error) { r, at := f.at(name); return r.Open(at) }

func (f *folders) Stat(name string) (fs.FileInfo, error) { r, at := f.at(name); return r.Stat(at) }

func (f *folders) Lstat(name string) (fs.FileInfo, error) { r, at := f.at(name); return r.Lstat(at) }

func (f *folders) Remove(name string) error { r, at := f.at(name); return r.Remove(at) }

// Rename renames within one of the folders.
func (f *folders) Rename(from, to string) error {
	r, old := f.at(from)
	s, fresh := f.at(to)
	if r != s {
		return fmt.Errorf("rename %s to %s: %w", from, to, errors.ErrUnsupported)
	}
	return r.Rename(old, fresh)
}

// Link gives a file a second name, where both are on one disk.
func (f *folders) Link(from, to string) error {
	old, err := f.Open(path.Dir(from))
	if err != nil {
		return err
	}
	defer old.Close()
	dir, err := f.Open(path.Dir(to))
	if err != nil {
		return err
	}
	defer dir.Close()
	return linkBetween(old, path.Base(from), dir, path.Base(to))
}
