package intake

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/demo"
	"youku.example/media/disk"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite/sqlitetest"
)

var boss = store.Operator()

// testIntake is a real shop over a real database and a real folder.
type testIntake struct {
	dir    string
	shop   *store.Shop
	movies *disk.Library
	intake *Intake
}

// openRows opens the shop and the library of a folder, without the intake.
func openRows(t testing.TB, dir string) *testIntake {
	t.Helper()
	ctx := context.Background()
	file := filepath.Join(dir, "youku.db")
	db, err := sqlitetest.Open(ctx, file)
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.Open(ctx, db, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	movies, err := disk.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	return &testIntake{dir: dir, shop: shop, movies: movies}
}

func (h *testIntake) close(t testing.TB) {
	t.Helper()
	if err := errors.Join(h.intake.Close(), h.movies.Close(), h.shop.Close()); err != nil {
		t.Error(err)
	}
}

// start opens an intake; with may put something between the intake and its needs.
func start(t testing.TB, dir string, with func(*Intake)) *testIntake {
	t.Helper()
	h := openRows(t, dir)
	h.intake = New(h.shop, h.movies, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if with != nil {
		with(h.intake)
	}
	if f, is := h.intake.library.(*faulty); is && f.slow != nil {
		h.intake.small = 0 // the hasher is to be held up
	}
	if err := h.intake.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// tempDir is a folder in memory where there is one: what these tests stop is a
// program, never the machine, so they need not wait for a disk.
func tempDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "youku-intake-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func newTestIntake(t testing.TB, with func(*Intake)) *testIntake {
	t.Helper()
	h := start(t, tempDir(t), with)
	t.Cleanup(func() { h.close(t); h.sound(t) })
	return h
}

// sound holds the rows against the files, as the operator's check does.
func (h *testIntake) sound(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	h = openRows(t, h.dir)
	defer func() { _, _ = h.movies.Close(), h.shop.Close() }()
	faults, err := h.shop.Verify(ctx)
	if err != nil || len(faults) > 0 {
		t.Errorf("Verify: %q, %v", faults, err)
	}
	rows, err := h.shop.IncomingRows(ctx)
	if err != nil {
		t.Fatal(err)
	}
	incoming, _ := h.movies.IncomingKeys(ctx)
	for _, key := range incoming {
		if !slices.ContainsFunc(rows, func(r store.Incoming) bool { return r.File == key }) {
			t.Errorf("the file %s belongs to no upload", key)
		}
	}
	for _, r := range rows {
		if !slices.Contains(incoming, r.File) {
			t.Errorf("upload %s (%s) has no file", r.Name, r.State)
		}
	}
	kept, _ := h.movies.MovieKeys(ctx)
	var files []string
	err = h.shop.EachMovie(ctx, func(m store.Movie) error {
		if m.Shelf == store.Purged {
			return nil
		}
		files = append(files, m.File)
		f, err := h.movies.Movie(ctx, m.File)
		if err != nil {
			t.Errorf("movie %d: %v", m.ID, err)
			return nil
		}
		defer f.Close()
		if sums, err := media.Sum(ctx, f, f.Size(), nil); err != nil || sums.SHA256 != m.SHA256 || sums.Size != m.Size {
			t.Errorf("movie %d has other bytes than its row says: %+v, %v", m.ID, sums, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(files)
	if !slices.Equal(files, kept) {
		t.Errorf("movies %q, files %q", files, kept)
	}
}

// clip is a movie, another one for every salt.
func clip(salt int) []byte {
	p := bytes.Clone(demo.Clips()[4].Open())
	for range salt {
		p = append(p, "\x00\x00\x00\x08free"...)
	}
	return p
}

func (h *testIntake) create(t testing.TB, name string) *Upload {
	t.Helper()
	u, err := h.intake.Create(t.Context(), boss, name)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func write(t testing.TB, u *Upload, p []byte, off int) {
	t.Helper()
	for at := 0; at < len(p); at += 32 << 10 {
		part := p[at:min(at+32<<10, len(p))]
		if n, err := u.WriteAt(part, int64(off+at)); err != nil || n != len(part) {
			t.Fatalf("WriteAt(%d bytes, %d) = %d, %v", len(part), off+at, n, err)
		}
	}
}

// put uploads a file whole.
func (h *testIntake) put(t testing.TB, name string, p []byte) {
	t.Helper()
	u := h.create(t, name)
	write(t, u, p, 0)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
}

// settle waits until the row of that name is no longer received or hashed.
func (h *testIntake) settled(t testing.TB, name string) store.Incoming {
	t.Helper()
	return h.until(t, name, func(r store.Incoming) bool { return r.State != store.Receiving && r.State != store.Hashing })
}

// until waits for news until the row of that name is as wanted.
func (h *testIntake) until(t testing.TB, name string, wanted func(store.Incoming) bool) store.Incoming {
	t.Helper()
	news, stop := h.shop.Listen(boss)
	defer stop()
	deadline := time.After(20 * time.Second)
	for {
		row, err := h.intake.Stat(t.Context(), boss, name)
		if err != nil {
			t.Fatal(err)
		}
		if wanted(row) {
			return row
		}
		select {
		case <-news:
		case <-deadline:
			t.Fatalf("%s is still %s", name, row.State)
		}
	}
}

// movieOf waits for the movie of that content.
func (h *testIntake) movieOf(t testing.TB, sum string) {
	t.Helper()
	news, stop := h.shop.Listen(boss)
	defer stop()
	deadline := time.After(20 * time.Second)
	for {
		if match, err := h.shop.Match(t.Context(), sum); err != nil {
			t.Fatal(err)
		} else if match.Movie != 0 {
			return
		}
		select {
		case <-news:
		case <-deadline:
			t.Fatal("there is no movie of it")
		}
	}
}

// arrive uploads a file whole and waits until it is what it is.
func (h *testIntake) arrive(t testing.TB, name string, p []byte) store.Incoming {
	t.Helper()
	h.put(t, name, p)
	return h.settled(t, name)
}

var free = store.Publication{Title: "星空 Starry Sky", Free: true}

// read reads a file of the incoming folder whole.
func (h *testIntake) read(t testing.TB, name string) []byte {
	t.Helper()
	f, err := h.intake.Read(t.Context(), boss, name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// copiedSoFar is how far a copy of faulty is.
const copiedSoFar = 12345

// faulty is a library that fails where it is told to.
type faulty struct {
	Library
	room  int64 // bytes that a file may have; 0: any
	space uint64
	small uint64 // the whole disk, filled by what is received; 0: as it is
	held  atomic.Int64
	read  atomic.Int64 // bytes of what is being received
	sync  error        // of the next Sync, and of no other: so the kernel tells it
	keep  error
	stays error         // of the next Remove
	copy  chan struct{} // a Keep is a copy that has come half way, and waits for it
	slow  chan struct{} // reading a whole file waits for it
}

func (f *faulty) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	inbox, err := f.Library.Receive(ctx, key, generation)
	return faultyInbox{inbox, f}, err
}

func (f *faulty) Keep(ctx context.Context, from, to string, progress func(int64)) error {
	if f.keep != nil {
		return f.keep
	}
	if f.copy != nil {
		progress(copiedSoFar)
		select {
		case <-f.copy:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return f.Library.Keep(ctx, from, to, progress)
}

func (f *faulty) Remove(ctx context.Context, key string) error {
	if err := f.stays; err != nil {
		f.stays = nil
		return err
	}
	return f.Library.Remove(ctx, key)
}

func (f *faulty) Space(ctx context.Context) (free, total uint64, err error) {
	if f.space > 0 {
		return f.space, 100 << 30, nil
	}
	if f.small > 0 {
		return f.small - uint64(f.held.Load()), f.small, nil
	}
	return f.Library.Space(ctx)
}

func (f *faulty) Arrived(ctx context.Context, key string) (media.File, error) {
	file, err := f.Library.Arrived(ctx, key)
	if err != nil || f.slow == nil {
		return file, err
	}
	return slowFile{file, f.slow}, nil
}

type faultyInbox struct {
	media.Inbox
	f *faulty
}

func (i faultyInbox) WriteAt(p []byte, off int64) (int, error) {
	if room := i.f.room; room > 0 && off+int64(len(p)) > room {
		n, _ := i.Inbox.WriteAt(p[:max(0, room-off)], off)
		return n, media.ErrNoSpace
	}
	i.f.held.Add(int64(len(p)))
	return i.Inbox.WriteAt(p, off)
}

func (i faultyInbox) ReadAt(p []byte, off int64) (int, error) {
	i.f.read.Add(int64(len(p)))
	return i.Inbox.ReadAt(p, off)
}

func (i faultyInbox) Sync() error {
	if err := i.f.sync; err != nil {
		i.f.sync = nil
		return err
	}
	return i.Inbox.Sync()
}

type slowFile struct {
	media.File
	slow chan struct{}
}

func (f slowFile) ReadAt(p []byte, off int64) (int, error) {
	if len(p) > 16<<10 { // the hash, not a header
		<-f.slow
	}
	return f.File.ReadAt(p, off)
}
