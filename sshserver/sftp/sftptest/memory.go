package sftptest

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"youku.example/sshserver/sftp"
)

// Memory is a working sftp.FS: one level of directories, made by Dir.
type Memory struct {
	mu     sync.Mutex
	dirs   map[string]bool
	files  map[string]*content
	Refuse func(path string) error // asked before every Open
	log    []string
}

type content struct {
	data []byte
	time time.Time
}

// NewMemory is a file system with these directories beside the root.
func NewMemory(dirs ...string) *Memory {
	m := &Memory{dirs: map[string]bool{"/": true}, files: map[string]*content{}}
	for _, d := range dirs {
		m.dirs[d] = true
	}
	return m
}

// Put makes a file.
func (m *Memory) Put(name string, data []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.files[name] = &content{slices.Clone(data), time.Unix(1_700_000_000, 0)}
}

// Data is what a file holds, nil if there is none.
func (m *Memory) Data(name string) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := m.files[name]; c != nil {
		return slices.Clone(c.data)
	}
	return nil
}

// Log is what was opened and closed how, in order.
func (m *Memory) Log() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.log)
}

func (m *Memory) note(what, name string) { m.log = append(m.log, what+" "+name) }

func (m *Memory) Open(ctx context.Context, name string, f sftp.Flags) (sftp.File, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.Refuse != nil {
		if err := m.Refuse(name); err != nil {
			return nil, err
		}
	}
	c := m.files[name]
	switch {
	case m.dirs[name]:
		return nil, sftp.ErrFailure
	case c == nil && (!f.Has(sftp.Create) || !m.dirs[path.Dir(name)]):
		return nil, sftp.ErrNoSuchFile
	case c != nil && f.Has(sftp.Exclusive):
		return nil, sftp.ErrFailure
	case c == nil:
		c = &content{time: time.Unix(1_700_000_000, 0)}
		m.files[name] = c
	case f.Has(sftp.Truncate):
		c.data = nil
	}
	m.note("open", name)
	return &file{m, name, c}, nil
}

func (m *Memory) Stat(ctx context.Context, name string) (sftp.Attr, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dirs[name] {
		return directory, nil
	}
	if c := m.files[name]; c != nil {
		return c.attr(), nil
	}
	return sftp.Attr{}, sftp.ErrNoSuchFile
}

var directory = sftp.Attr{Mode: fs.ModeDir | 0o755, MTime: time.Unix(1_700_000_000, 0)}

func (c *content) attr() sftp.Attr {
	return sftp.Attr{Size: int64(len(c.data)), Mode: 0o644, MTime: c.time}
}

func (m *Memory) List(ctx context.Context, name string) (sftp.Listing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.dirs[name] {
		return nil, sftp.ErrNoSuchFile
	}
	var list []sftp.Entry
	for d := range m.dirs {
		if d != "/" && path.Dir(d) == name {
			list = append(list, sftp.Entry{Name: path.Base(d), Attr: directory})
		}
	}
	for n, c := range m.files {
		if path.Dir(n) == name {
			list = append(list, sftp.Entry{Name: path.Base(n), Attr: c.attr()})
		}
	}
	slices.SortFunc(list, func(a, b sftp.Entry) int { return strings.Compare(a.Name, b.Name) })
	return sftp.Names(list), nil
}

func (m *Memory) Remove(ctx context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files[name] == nil {
		return sftp.ErrNoSuchFile
	}
	delete(m.files, name)
	return nil
}

func (m *Memory) Rename(ctx context.Context, from, to string, overwrite bool) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.files[from] == nil || !m.dirs[path.Dir(to)]:
		return sftp.ErrNoSuchFile
	case m.dirs[to], m.files[to] != nil && !overwrite:
		return sftp.ErrFailure
	}
	m.files[to] = m.files[from]
	delete(m.files, from)
	return nil
}

func (m *Memory) Setstat(ctx context.Context, name string, c sftp.Change) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dirs[name] {
		return nil
	}
	if m.files[name] == nil {
		return sftp.ErrNoSuchFile
	}
	if c.Size != nil {
		m.files[name].resize(*c.Size)
	}
	if !c.MTime.IsZero() {
		m.files[name].time = c.MTime
	}
	return nil
}

func (m *Memory) Mkdir(ctx context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	switch {
	case m.dirs[name] || m.files[name] != nil:
		return sftp.ErrFailure
	case !m.dirs[path.Dir(name)]:
		return sftp.ErrNoSuchFile
	}
	return sftp.ErrDenied
}

func (m *Memory) Rmdir(ctx context.Context, name string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.dirs[name] {
		return sftp.ErrNoSuchFile
	}
	return sftp.ErrDenied
}

func (m *Memory) Space(ctx context.Context) (sftp.Space, error) {
	return sftp.Space{Free: 3 << 30, Available: 2 << 30, Total: 10 << 30}, nil
}

// BadName is the refusal of a name that can't be used.
func (m *Memory) BadName() error { return badName{} }

type badName struct{}

func (badName) Error() string      { return "a name that can't be used" }
func (badName) ClientText() string { return "That name can't be used" }

func (c *content) resize(size int64) {
	if size > 1<<24 {
		return // a client that lies, in a fuzz
	}
	for int64(len(c.data)) < size {
		c.data = append(c.data, make([]byte, size-int64(len(c.data)))...)
	}
	c.data = c.data[:size]
}

// file is an open file of Memory.
type file struct {
	m    *Memory
	name string
	c    *content
}

func (f *file) ReadAt(p []byte, off int64) (int, error) {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	return bytes.NewReader(f.c.data).ReadAt(p, off)
}

func (f *file) WriteAt(p []byte, off int64) (int, error) {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	end := off + int64(len(p))
	if end > 1<<24 {
		return 0, io.ErrShortWrite
	}
	if end > int64(len(f.c.data)) {
		f.c.resize(end)
	}
	return copy(f.c.data[off:], p), nil
}

func (f *file) Stat() (sftp.Attr, error) {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	return f.c.attr(), nil
}

func (f *file) Truncate(size int64) error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.c.resize(size)
	return nil
}

func (f *file) SetTime(t time.Time) error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.c.time = t
	return nil
}

func (f *file) Sync() error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	f.m.note("sync", f.name)
	return nil
}

func (f *file) Close(clean bool) error {
	f.m.mu.Lock()
	defer f.m.mu.Unlock()
	if clean {
		f.m.note("close", f.name)
	} else {
		f.m.note("lost", f.name)
	}
	return nil
}
