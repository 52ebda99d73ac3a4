package importer

import (
	"context"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"

	"youku.example/media"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
)

func sortByName(entries []fs.DirEntry) {
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
}

// Planned is a folder as it would be published.
type Planned struct {
	Entries []plan.Entry
	found   []found // by the ID of an entry's row, less one
	refused []found
	clashes map[int64]string
	beside  map[string][]plan.Entry // by the path of the movie
	waits   map[string]bool         // movies of which something that belongs to them is moving
}

// source is an open file of the folder.
type source struct {
	*os.File
	info fs.FileInfo
}

func (s source) Size() int64 { return s.info.Size() }

var _ media.File = source{}

// open opens a plain file as it was found, and no other.
func (f found) open(root *os.Root) (source, error) {
	file, err := root.OpenFile(f.path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return source{}, unreadable(f.path)
	}
	info, err := file.Stat()
	if err == nil && info.Mode().IsRegular() && info.Size() == f.size && info.ModTime().Equal(f.modified) {
		return source{file, info}, nil
	}
	_ = file.Close()
	return source{}, store.ErrUnsteady
}

// examined are the rows of files that were looked at already, by path; nil keeps none.
type examined map[string]examinedFile

type examinedFile struct {
	found
	row store.Incoming
}

// planOf examines the files that were found, many at a time, and makes the plan
// of them all.
func (im *Importer) planOf(ctx context.Context, root *os.Root, list []found, before examined) (Planned, error) {
	p := Planned{beside: map[string][]plan.Entry{}, waits: map[string]bool{}}
	for _, f := range list {
		if f.refused != nil {
			p.refused = append(p.refused, f)
		} else {
			p.found = append(p.found, f)
		}
	}
	rows := make([]store.Incoming, len(p.found))
	refused := make([]*store.Refusal, len(p.found))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				rows[i], refused[i] = im.examine(root, p.found[i], before[p.found[i].path])
			}
		})
	}
	for i := range p.found {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return p, err
	}
	var known []store.Incoming
	for i := range rows {
		rows[i].ID = int64(i) + 1
		if refused[i] != nil {
			p.found[i].refused = refused[i]
			p.refused = append(p.refused, p.found[i])
			continue
		}
		if before != nil && !p.found[i].moving {
			before[p.found[i].path] = examinedFile{p.found[i], rows[i]}
		}
		known = append(known, rows[i])
	}
	p.Entries = plan.Of(known)
	p.clashes = plan.Clashes(slices.DeleteFunc(slices.Clone(p.Entries), moving))
	for _, e := range p.Entries {
		switch {
		case e.Of == "":
		case moving(e):
			p.waits[e.Of] = true
		default:
			p.beside[e.Of] = append(p.beside[e.Of], e)
		}
	}
	return p, nil
}

func (im *Importer) examine(root *os.Root, f found, before examinedFile) (store.Incoming, *store.Refusal) {
	if !f.moving && before.path == f.path && before.size == f.size && before.modified.Equal(f.modified) {
		return before.row, nil
	}
	row := store.Incoming{Name: f.name, ModifiedAt: f.modified, Size: f.size}
	if f.moving { // its name says already what else does not belong to it
		row.State = store.Receiving
		return row, nil
	}
	if kind := sidecar.KindOf(f.name); kind == sidecar.Litter { // not even opened
		row.State, row.Problem = store.Refused, store.ErrLitter.Code
		return row, nil
	}
	src, err := f.open(root)
	if err == nil {
		defer src.Close()
		row, err = intake.Examine(row, src, im.Log)
	}
	if err != nil {
		if r, is := err.(*store.Refusal); is {
			return row, r
		}
		im.Log.Warn("look at a file to import", "path", store.Clean(f.path), "err", err)
		return row, unreadable(f.path)
	}
	return row, nil
}

// moving reports whether a file is still being written.
func moving(e plan.Entry) bool { return e.Row.State == store.Receiving }

// pathOf is where the disk has the file of an entry.
func (p Planned) pathOf(e plan.Entry) found { return p.found[e.Row.ID-1] }
