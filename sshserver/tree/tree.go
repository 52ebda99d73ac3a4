package tree

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"strings"
	"sync"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/tui/words"
)

// Trees shows the files of one library to its viewers. It is safe for many
// goroutines at once.
type Trees struct {
	shop    Shop
	intake  Intake
	library Library
	sums    *sums
	opened  *limit.Budget[int64] // files that each account has open
	since   time.Time
	times   sync.Map // of folders, by path, as clients set them; gone at a restart
}

// New shows the files of a shop, its incoming folder and its library.
func New(shop Shop, in Intake, library Library) *Trees {
	return &Trees{shop: shop, intake: in, library: library, sums: newSums(), opened: limit.NewBudget[int64](limit.Unbounded, mostOpened), since: time.Now()}
}

// Viewer is the account that a tree is shown to, and its session.
type Viewer struct {
	Actor    store.Actor
	Lang     words.Lang
	Protocol store.Protocol
	Client   string      // the client's version line
	Login    words.Login // for commands to copy
	// Connection names the viewer's connection among all; "" for none.
	Connection string
	Heard      func() time.Time // when something last came from the viewer; nil: not known
	Log        *slog.Logger     // inner faults that are not the viewer's; nil drops them
}

// Tree is what one viewer sees; it is an sftp.FS.
type Tree struct {
	*Trees
	viewer Viewer
}

var _ sftp.FS = (*Tree)(nil)

// For returns the tree of a viewer with an account.
func (t *Trees) For(v Viewer) *Tree {
	if v.Log == nil {
		v.Log = slog.New(slog.DiscardHandler)
	}
	return &Tree{t, v}
}

// folder is one directory under the root, with all that is below it.
type folder interface {
	attr() sftp.Attr
	// list lists a directory in it, "" for the folder itself.
	list(ctx context.Context, name string) (sftp.Listing, error)
	stat(ctx context.Context, name string) (sftp.Attr, error)
	open(ctx context.Context, name string, f sftp.Flags) (sftp.File, error)
}

// folders returns the directories that the viewer has, by name.
func (t *Tree) folders() map[string]folder {
	all := map[string]folder{"downloads": downloads{t}}
	if t.admin() {
		all["incoming"], all["movies"] = incoming{t}, movies{t}
	}
	return all
}

func (t *Tree) admin() bool { return t.viewer.Actor.Role == store.RoleAdmin }

// find takes a path apart: a folder, and the name of a file in it ("" for the
// folder itself). Folder nil is the root. Uploads and downloads may have names with
// slashes. A name at the root that is no folder's is one in /incoming to admins,
// so that `scp movie.mp4 host:` and `put -r show` land where uploads belong.
func (t *Tree) find(p string) (in folder, name string, err error) {
	if p == "/" {
		return nil, "", nil
	}
	dir, name, deep := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	in, ok := t.folders()[dir]
	if !ok && t.admin() {
		return incoming{t}, p[1:], nil
	}
	if _, flat := in.(movies); !ok || flat && strings.Contains(name, "/") || deep && name == "" {
		return nil, "", sftp.ErrNoSuchFile
	}
	return in, name, nil
}

// Stat answers for what the viewer may list, and for downloads that are not
// ready yet: clients ask before they open, and OPEN says how long it takes.
func (t *Tree) Stat(ctx context.Context, p string) (sftp.Attr, error) {
	in, name, err := t.find(p)
	switch {
	case err != nil:
		return sftp.Attr{}, err
	case in == nil:
		return t.folderAttr("/"), nil
	case name == "":
		return in.attr(), nil
	}
	a, err := in.stat(ctx, name)
	return a, t.textError(err)
}

func (t *Tree) List(ctx context.Context, p string) (sftp.Listing, error) {
	in, name, err := t.find(p)
	if err != nil {
		return nil, err
	}
	if in == nil {
		if err := t.shop.CheckActive(ctx, t.viewer.Actor); err != nil {
			return nil, t.textError(err)
		}
		return sftp.Names(t.root()), nil
	}
	list, err := in.list(ctx, name)
	if err != nil {
		return nil, t.textError(err)
	}
	return func(ctx context.Context) ([]sftp.Entry, error) {
		some, err := list(ctx)
		return some, t.textError(err)
	}, nil
}

func (t *Tree) root() []sftp.Entry {
	var list []sftp.Entry
	all := t.folders()
	for _, name := range []string{"downloads", "incoming", "movies"} {
		if in, ok := all[name]; ok {
			list = append(list, sftp.Entry{Name: name, Attr: in.attr()})
		}
	}
	return list
}

func (t *Tree) Open(ctx context.Context, p string, f sftp.Flags) (sftp.File, error) {
	in, name, err := t.find(p)
	switch {
	case f.Writes() && !t.uploads(in):
		return nil, t.unwritable(ctx, p, f)
	case err != nil:
		return nil, err
	case name == "":
		return nil, sftp.ErrFailure // a directory
	}
	account := t.viewer.Actor.Account
	if !t.opened.Take(account, 1) {
		return nil, sftp.ErrFailure
	}
	file, err := in.open(ctx, name, f)
	if err != nil {
		t.opened.Give(account, 1)
		return nil, t.textError(err)
	}
	return countedFile{file, sync.OnceFunc(func() { t.opened.Give(account, 1) })}, nil
}

// uploads reports whether a folder is the one that can be written to. find
// returns it to admins alone.
func (t *Tree) uploads(in folder) bool {
	_, is := in.(incoming)
	return is
}

func (t *Tree) Remove(ctx context.Context, p string) error {
	in, name, _ := t.find(p)
	if !t.uploads(in) || name == "" {
		return t.unwritable(ctx, p, 0)
	}
	return t.textError(in.(incoming).remove(ctx, name))
}

func (t *Tree) Rename(ctx context.Context, from, to string, overwrite bool) error {
	in, name, _ := t.find(from)
	into, newName, _ := t.find(to)
	if !t.uploads(in) || !t.uploads(into) || name == "" || newName == "" {
		if err := t.unwritable(ctx, from, 0); !errors.Is(err, sftp.ErrDenied) {
			return err
		}
		return t.unwritable(ctx, to, sftp.Create)
	}
	return t.textError(in.(incoming).rename(ctx, name, newName, overwrite))
}

func (t *Tree) Setstat(ctx context.Context, p string, c sftp.Change) error {
	in, name, err := t.find(p)
	folder := name == "" && err == nil
	switch {
	case err != nil:
		return err
	case folder && c.Size != nil:
		return sftp.ErrFailure
	case folder && t.admin() && (in == nil || t.uploads(in)):
		if !c.MTime.IsZero() { // a copy of a folder sets it last, and looks at it the next time
			t.times.Store(p, c.MTime)
		}
		return nil
	case !t.uploads(in) || folder:
		return t.unwritable(ctx, p, 0)
	}
	return t.textError(in.(incoming).setstat(ctx, name, c))
}

// Space returns the room for uploads. To everybody else the tree is a full disk
// that holds what they may fetch.
func (t *Tree) Space(ctx context.Context) (s sftp.Space, err error) {
	if t.admin() {
		s.Free, s.Available, s.Total, err = t.intake.Space(ctx)
		return s, t.textError(err)
	}
	ready, err := t.shop.ReadyDownloads(ctx, t.viewer.Actor)
	for _, d := range ready {
		s.Total += uint64(d.Size)
	}
	return s, t.textError(err)
}

// The modes that everything is shown with. They grant nothing: the tree itself
// refuses what may not be written. Clients give them to their copies, and a
// person must be able to fetch into a copy again and to remove it.
const (
	folderMode fs.FileMode = fs.ModeDir | 0o755
	fileMode   fs.FileMode = 0o644
)

func (t *Tree) folderAttr(p string) sftp.Attr {
	a := sftp.Attr{Mode: folderMode, MTime: t.since}
	if at, ok := t.times.Load(p); ok {
		a.MTime = at.(time.Time)
	}
	return a
}
