package importer

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"youku.example/store"
)

// mostFiles bounds what is held in memory of one folder.
const mostFiles = 100_000

// found is a file of the folder, or what kept one from being found.
type found struct {
	path     string // below the folder, as the disk has it
	name     string // as the shop has names
	size     int64
	modified time.Time
	moving   bool // of a folder that is watched: it did not stand still yet
	refused  *store.Refusal
}

// systemFolders are what systems keep in a folder of media for themselves.
var systemFolders = []string{"@eadir", "lost+found", "#recycle", "$recycle.bin", "system volume information"}

func isHidden(name string) bool {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, ".") {
		return true
	}
	for _, s := range systemFolders {
		if name == s {
			return true
		}
	}
	return false
}

// walker lists a folder without leaving it: every name is opened below root.
type walker struct {
	root *os.Root
	dir  string // its absolute path
	own  Own
	list []found
}

// walk lists the files of a folder by path. Hidden ones, symbolic links to what
// the folder holds anyway and special files are left out.
func walk(ctx context.Context, root *os.Root, dir string, own Own) ([]found, error) {
	w := walker{root: root, dir: dir, own: own}
	err := w.folder(ctx, ".", 0)
	return w.list, err
}

func (w *walker) folder(ctx context.Context, at string, depth int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if depth > store.MaxIncomingDepth {
		w.refuse(at, &store.Refusal{Code: store.ErrTooDeep.Code, Limit: store.MaxIncomingDepth})
		return nil
	}
	d, err := w.root.Open(at)
	if err == nil {
		defer d.Close()
	}
	var entries []fs.DirEntry
	if err == nil {
		entries, err = d.ReadDir(-1)
	}
	if err != nil {
		w.refuse(at, unreadable(at))
		return nil
	}
	sortByName(entries)
	for _, e := range entries {
		if isHidden(e.Name()) {
			continue
		}
		if err := w.entry(ctx, path.Join(at, e.Name()), e, depth); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) entry(ctx context.Context, at string, e fs.DirEntry, depth int) error {
	switch {
	case e.IsDir():
		if own := w.own; isOneOf(filepath.Join(w.dir, filepath.FromSlash(at)), append([]string{own.Data}, own.Media...)) {
			return nil
		}
		return w.folder(ctx, at, depth+1)
	case e.Type()&fs.ModeSymlink != 0:
		if _, err := w.root.Stat(at); err != nil {
			w.refuse(at, store.ErrLeadsOut)
		}
		return nil
	case !e.Type().IsRegular():
		return nil
	}
	info, err := e.Info()
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		w.refuse(at, unreadable(at))
		return nil
	}
	if len(w.list) >= mostFiles {
		return &store.Refusal{Code: store.ErrFolderBig.Code, Limit: mostFiles}
	}
	f := found{path: at, size: info.Size(), modified: info.ModTime()}
	if f.name, err = store.CheckIncomingName(at); err != nil || !utf8.ValidString(at) {
		w.refuse(at, &store.Refusal{Code: store.ErrFileName.Code, Name: store.Clean(path.Base(at))})
		return nil
	}
	w.list = append(w.list, f)
	return nil
}

func (w *walker) refuse(at string, why *store.Refusal) {
	at = strings.ToValidUTF8(at, "�")
	w.list = append(w.list, found{path: at, name: store.Clean(at), refused: why})
}

func unreadable(at string) *store.Refusal {
	return &store.Refusal{Code: store.ErrUnreadable.Code, Name: store.Clean(path.Base(at))}
}

// isOneOf reports whether a folder is one of some, by whichever name.
func isOneOf(dir string, own []string) bool {
	info, err := os.Stat(dir)
	if err != nil {
		return false
	}
	for _, o := range own {
		if is, err := os.Stat(o); err == nil && os.SameFile(info, is) {
			return true
		}
	}
	return false
}

// CheckFolder refuses a folder that is none, and one that is the library's own.
// Its path is absolute, and leads through no symbolic link.
func CheckFolder(dir string, own Own) error {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return &store.Refusal{Code: store.ErrNoFolder.Code, Name: store.Clean(dir)}
	}
	for at := dir; ; at = filepath.Dir(at) {
		if at == dir && isOneOf(at, []string{own.Data}) || isOneOf(at, own.Media) {
			return &store.Refusal{Code: store.ErrOwnFolder.Code, Name: store.Clean(dir)}
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}
