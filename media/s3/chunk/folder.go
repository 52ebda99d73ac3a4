package chunk

import (
	"container/list"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"

	"youku.example/keys/owner"
	"youku.example/media"
)

// Folder keeps chunks of movies in a folder: FOLDER/KEY/INDEX, each with a sum behind
// its bytes. Movies never change, so a chunk is right or broken: what a crash left
// unfinished has a name that is none, or a sum that is not its own, and is dropped.
// The chunk that was used the longest ago goes first.
//
// All its methods may be called of a nil one, which keeps nothing.
type Folder struct {
	dir  string
	most int64
	log  *slog.Logger

	mu      sync.Mutex
	entries map[string]map[int64]*list.Element // of entry
	order   *list.List                         // the last used first
	bytes   int64
	writers int
	uses    int64
	failed  time.Time // when a chunk could not be written

	loading sync.WaitGroup
}

type entry struct {
	id      ID
	size    int64
	checked bool  // its sum was, in this process
	used    int64 // counts up with each use, in this process
}

const (
	sumLen      = 8
	mostWriters = 8
	tempEnding  = ".part"
	retryAfter  = time.Minute
)

var table = crc32.MakeTable(crc32.Castagnoli)

// OpenFolder opens a folder that keeps at most so many bytes, and makes it; nil without
// one, or where no chunk has room.
func OpenFolder(dir string, most int64, log *slog.Logger) (*Folder, error) {
	if dir == "" || most < Size {
		return nil, nil
	}
	if err := owner.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the cache: %w", err)
	}
	c := &Folder{dir: dir, most: most, log: log, entries: map[string]map[int64]*list.Element{}, order: list.New()}
	began := time.Now()
	c.loading.Go(func() { c.load(began) })
	return c, nil
}

// found is a chunk that an earlier process kept.
type found struct {
	entry
	used time.Time
}

// load finds what is kept, and removes what is no chunk. It may take a while: what is
// not found yet is fetched.
func (c *Folder) load(began time.Time) {
	movies, err := os.ReadDir(c.dir)
	if err != nil {
		c.log.Warn("read the folder of the cache", "err", err)
		return
	}
	var all []found
	for _, m := range movies {
		if m.IsDir() && media.CheckKey(m.Name()) == nil { // others are none of ours
			all = append(all, c.loadMovie(m.Name(), began)...)
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].used.After(all[j].used) })
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, f := range all {
		if c.entries[f.id.Movie][f.id.Index] == nil {
			c.add(f.entry)
		}
	}
	c.evict()
}

func (c *Folder) loadMovie(movie string, began time.Time) (all []found) {
	files, err := os.ReadDir(filepath.Join(c.dir, movie))
	if err != nil {
		c.log.Warn("read the folder of the cache", "err", err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || info.ModTime().After(began) {
			continue
		}
		index, err := strconv.ParseInt(f.Name(), 10, 64)
		size := info.Size() - sumLen
		if err != nil || index < 0 || size <= 0 || size > Size {
			_ = os.Remove(filepath.Join(c.dir, movie, f.Name()))
			continue
		}
		all = append(all, found{entry{id: ID{movie, index}, size: size}, info.ModTime()})
	}
	return all
}

func (c *Folder) path(id ID) string {
	return filepath.Join(c.dir, id.Movie, strconv.FormatInt(id.Index, 10))
}

// add notes a chunk at its place in the order, behind those that were used later; c.mu
// is held.
func (c *Folder) add(e entry) {
	of := c.entries[e.id.Movie]
	if of == nil {
		of = map[int64]*list.Element{}
		c.entries[e.id.Movie] = of
	}
	if old := of[e.id.Index]; old != nil {
		c.bytes -= old.Value.(*entry).size
		c.order.Remove(old)
	}
	later := (*list.Element)(nil)
	for at := c.order.Front(); e.used > 0 && at != nil && at.Value.(*entry).used > e.used; at = at.Next() {
		later = at
	}
	switch {
	case e.used == 0:
		of[e.id.Index] = c.order.PushBack(&e)
	case later == nil:
		of[e.id.Index] = c.order.PushFront(&e)
	default:
		of[e.id.Index] = c.order.InsertAfter(&e, later)
	}
	c.bytes += e.size
}

// drop forgets a chunk and removes it; c.mu is held.
func (c *Folder) drop(at *list.Element) {
	e := at.Value.(*entry)
	c.order.Remove(at)
	c.bytes -= e.size
	delete(c.entries[e.id.Movie], e.id.Index)
	_ = os.Remove(c.path(e.id))
	if len(c.entries[e.id.Movie]) == 0 {
		delete(c.entries, e.id.Movie)
		_ = os.Remove(filepath.Join(c.dir, e.id.Movie))
	}
}

func (c *Folder) evict() {
	for c.bytes > c.most {
		c.drop(c.order.Back())
	}
}

// open opens a chunk that is kept, nil if none is. Its sum is checked once.
func (c *Folder) open(id ID, size int64) *os.File {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.entries[id.Movie][id.Index]
	if at == nil {
		return nil
	}
	e := at.Value.(*entry)
	f, err := os.Open(c.path(id))
	if err == nil && !e.checked {
		err = check(f, size)
	}
	if err != nil || e.size != size {
		if f != nil {
			_ = f.Close()
		}
		c.drop(at)
		return nil
	}
	if !e.checked {
		e.checked = true
		now := time.Now()
		_ = os.Chtimes(c.path(id), now, now) // its age over a restart
	}
	c.order.MoveToFront(at)
	c.uses++
	e.used = c.uses
	return f
}

var errBroken = errors.New("a chunk of the cache is broken")

func check(f io.ReaderAt, size int64) error {
	p := make([]byte, size+sumLen)
	if n, _ := f.ReadAt(p, 0); int64(n) != size+sumLen {
		return errBroken
	}
	if binary.LittleEndian.Uint64(p[size:]) != sumOfChunk(p[:size]) {
		return errBroken
	}
	return nil
}

// sumOfChunk is never zero, which is what a crash may leave.
func sumOfChunk(p []byte) uint64 { return 1<<32 | uint64(crc32.Checksum(p, table)) }

// wants reports whether a chunk is to be kept now, and counts its use: chunks are
// written in any order. Readers never wait for the disk of the cache: when it is slow
// or full, chunks are not kept.
func (c *Folder) wants() (use int64, yes bool) {
	if c == nil {
		return 0, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.writers >= mostWriters || time.Since(c.failed) < retryAfter {
		return 0, false
	}
	c.writers++
	c.uses++
	return c.uses, true
}

// put keeps a chunk, after wants, unless its movie was forgotten meanwhile.
func (c *Folder) put(id ID, p []byte, use int64, forgotten func() bool) {
	err := c.write(id, p)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.writers--
	if err != nil {
		c.failed = time.Now()
		c.log.Warn("keep a chunk of a movie in the cache", "err", err)
		return
	}
	if forgotten() {
		_ = os.Remove(c.path(id))
		return
	}
	c.add(entry{id: id, size: int64(len(p)), checked: true, used: use})
	c.evict()
}

// write writes a chunk and its sum, for which p has room behind its end.
func (c *Folder) write(id ID, p []byte) error {
	name := c.path(id)
	f, err := owner.Open(name+tempEnding, os.O_WRONLY|os.O_TRUNC, 0o600)
	if errors.Is(err, os.ErrNotExist) { // the first of its movie
		if err := owner.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		f, err = owner.Open(name+tempEnding, os.O_WRONLY|os.O_TRUNC, 0o600)
	}
	if err != nil {
		return err
	}
	_, err = f.Write(binary.LittleEndian.AppendUint64(p, sumOfChunk(p)))
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// room is how many chunks there is room for.
func (c *Folder) room() int64 {
	if c == nil {
		return 0
	}
	return c.most / Size
}

// movies lists those of which something is kept, once all that is has been found.
func (c *Folder) movies() []string {
	if c == nil {
		return nil
	}
	c.loading.Wait()
	c.mu.Lock()
	defer c.mu.Unlock()
	return slices.Sorted(maps.Keys(c.entries))
}

// forget removes the chunks of a movie.
func (c *Folder) forget(movie string) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, at := range c.entries[movie] {
		c.drop(at)
	}
}

func (c *Folder) close() {
	if c != nil {
		c.loading.Wait()
	}
}
