package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"youku.example/keys/owner"
	"youku.example/media"
)

// folders is the library's folder and the five in it. Each of these may be a
// symbolic link that the operator made, to a disk of its own; below them no
// link leads out, since each is opened as an os.Root. A name begins with the
// folder that it is in: movies/ab/KEY.
type folders struct {
	dir  string
	base *os.Root
	in   map[string]*atomic.Pointer[folder]
}

// folder is one of the five, and the file that it is itself, which is synced for the
// names in it.
type folder struct {
	*os.Root
	self *os.File
}

// Close closes both, and may be called often, as os.Root's may.
func (f *folder) Close() error {
	err := f.self.Close()
	if errors.Is(err, os.ErrClosed) {
		err = nil
	}
	return errors.Join(err, f.Root.Close())
}

// openFolders opens them and makes those that are not there.
func openFolders(dir string, names ...string) (*folders, error) {
	return foldersIn(dir, func(f *folders) ([]string, error) {
		for _, name := range names {
			if err := f.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
				return nil, err
			}
		}
		return names, nil
	})
}

// foldersThere opens those that are there. Nothing is found in the others.
func foldersThere(dir string, names ...string) (*folders, error) {
	return foldersIn(dir, func(*folders) ([]string, error) {
		return slices.DeleteFunc(names, func(name string) bool {
			_, err := os.Lstat(filepath.Join(dir, name))
			return errors.Is(err, fs.ErrNotExist)
		}), nil
	})
}

func foldersIn(dir string, which func(f *folders) ([]string, error)) (_ *folders, err error) {
	base, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folders{dir: dir, base: base, in: map[string]*atomic.Pointer[folder]{}}
	defer func() {
		if err != nil {
			_ = f.Close()
		}
	}()
	names, err := which(f)
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		r, err := openFolder(filepath.Join(dir, name))
		if err != nil {
			return nil, err
		}
		f.in[name] = &atomic.Pointer[folder]{}
		f.in[name].Store(r)
	}
	return f, nil
}

// openFolder opens a folder, or what a link to one leads to.
func openFolder(dir string) (*folder, error) {
	real, err := filepath.EvalSymlinks(dir)
	if to, look := os.Readlink(dir); err != nil && look == nil {
		return nil, fmt.Errorf("%s leads to %s: %w: %w", dir, to, media.ErrLeadsNowhere, err)
	}
	if err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(real)
	if err != nil {
		return nil, err
	}
	self, err := root.Open(".")
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return &folder{root, self}, nil
}

// Close closes all of them.
func (f *folders) Close() error {
	err := f.base.Close()
	for _, r := range f.in {
		err = errors.Join(err, r.Load().Close())
	}
	return err
}

// reopen opens a folder anew if its name leads elsewhere now: a disk was
// mounted there, or the folder replaced. It reports whether it did.
func (f *folders) reopen(name string) bool {
	old := f.in[name].Load()
	was, err := old.Stat(".")
	if err != nil {
		return false
	}
	is, err := os.Stat(filepath.Join(f.dir, name))
	if err != nil || os.SameFile(was, is) {
		return false
	}
	fresh, err := openFolder(filepath.Join(f.dir, name))
	if err != nil {
		return false
	}
	if !f.in[name].CompareAndSwap(old, fresh) {
		_ = fresh.Close() // another did
		return true
	}
	_ = old.Close()
	return true
}

// at is where a name stands, and what it is called there.
func (f *folders) at(name string) (*os.Root, string) {
	first, rest, below := strings.Cut(name, "/")
	in := f.in[first]
	switch {
	case in == nil:
		return f.base, name
	case !below:
		return in.Load().Root, "."
	}
	return in.Load().Root, rest
}

// Sync makes the names in a folder durable.
func (f *folders) Sync(name string) error {
	if in := f.in[name]; in != nil {
		return in.Load().self.Sync()
	}
	d, err := f.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// OpenFile is os.Root's. A file that it makes belongs to the folder's owner.
func (f *folders) OpenFile(name string, flag int, mode fs.FileMode) (*os.File, error) {
	r, at := f.at(name)
	switch {
	case flag&os.O_CREATE == 0:
		return r.OpenFile(at, flag, mode)
	case flag&os.O_EXCL != 0:
		file, err := r.OpenFile(at, flag, mode)
		if err != nil {
			return nil, err
		}
		if err := owner.GiveNew(file); err != nil {
			return nil, errors.Join(err, file.Close())
		}
		return file, nil
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
