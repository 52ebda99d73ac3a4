package chunk

import (
	"bytes"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
)

func newTestShared(t *testing.T, most int64) (s *Shared, dir string) {
	t.Helper()
	dir = t.TempDir()
	f, err := OpenFolder(dir, most, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	s = NewShared(f)
	t.Cleanup(s.Close)
	return s, dir
}

// fetch opens a chunk whose bytes come, and releases it.
func fetch(s *Shared, id ID, content []byte) {
	end := func(error) {}
	c := s.Open(id, int64(len(content)), func(_ *Chunk, ended func(error)) { end = ended })
	defer c.Release()
	copy(c.Bytes(), content)
	end(nil)
	s.Wait()
}

// written lists the chunks in a folder.
func written(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// What a reader had run ahead for when all was closed is not written any more: the
// folder may be another process's by then.
func TestShared_Closed(t *testing.T) {
	s, dir := newTestShared(t, 64<<20)
	id := ID{"beef.mp4", 7}
	var ended []func(error)
	for range 2 { // the second time is when it would be written
		c := s.Open(id, 1000, func(_ *Chunk, done func(error)) { ended = append(ended, done) })
		defer c.Release()
	}
	s.Close()
	ended[0](nil)
	s.Wait()
	if names := written(t, dir); len(names) != 0 {
		t.Errorf("written after the end: %q", names)
	}
}

// A chunk that two want at once is written at once.
func TestShared_TwoAtOnce(t *testing.T) {
	s, dir := newTestShared(t, 64<<20)
	var ended func(error)
	var opened []*Chunk
	for range 2 {
		opened = append(opened, s.Open(ID{"beef.mp4", 0}, 1000, func(_ *Chunk, done func(error)) { ended = done }))
	}
	ended(nil)
	s.Wait()
	if opened[0] != opened[1] {
		t.Error("they have a chunk each")
	}
	if names := written(t, dir); len(names) != 1 {
		t.Errorf("written: %q", names)
	}
	for _, c := range opened {
		c.Release()
	}
}

// Of what is fetched once each, in whatever number, nothing is written and nothing that
// is kept is driven out.
func TestShared_OnceEach(t *testing.T) {
	s, dir := newTestShared(t, 2*Size)
	p := make([]byte, 1000)
	for range 2 {
		fetch(s, ID{"beef.mp4", 0}, p)
	}
	for i := range int64(1000) {
		fetch(s, ID{"cafe.mp4", i}, p)
	}
	if names := written(t, dir); len(names) != 1 {
		t.Errorf("written: %q", names)
	}
}

// A buffer is no other chunk's before all have released it.
func TestChunk_Used(t *testing.T) {
	var wg sync.WaitGroup
	for who := range 8 {
		wg.Go(func() {
			for i := range 20 {
				want := bytes.Repeat(fmt.Appendf(nil, "%d.%d ", who, i), Size/8)[:Size/2]
				c := New(int64(len(want)))
				reader := c.Use()
				copy(c.Bytes(), want)
				c.More(len(want))
				c.Release()
				got := make([]byte, len(want))
				if n, err := reader.ReadAt(got, 0); n != len(want) || err != nil || !bytes.Equal(got, want) {
					t.Errorf("%d bytes, %v, are another's", n, err)
				}
				reader.Release()
			}
		})
	}
	wg.Wait()
}

func TestChunk_ReleasedTwice(t *testing.T) {
	c := New(10)
	c.Release()
	defer func() {
		if recover() == nil {
			t.Error("a chunk was released more often than used")
		}
	}()
	c.Release()
}

// The memory knows the last that were noted, and is bounded.
func TestMemory(t *testing.T) {
	m := newMemory(100)
	for i := range int64(1000) {
		if m.note(ID{"beef.mp4", i}) {
			t.Errorf("%d was not noted before", i)
		}
		if back := rand.Int64N(min(i+1, 50)); !m.note(ID{"beef.mp4", i - back}) {
			t.Errorf("%d was noted, %d ago", i-back, back)
		}
		if len(m.now)+len(m.before) > 200 {
			t.Fatalf("%d are remembered", len(m.now)+len(m.before))
		}
	}
}
