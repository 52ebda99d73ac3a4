package importer

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"youku.example/media/demo"
	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/store/sqldb/sqlite/sqlitetest"
)

// testLibrary is a real shop over a real database and a real folder, and a folder
// beside it that is taken in.
type testLibrary struct {
	*Importer
	dir   string
	db    store.DB
	shop  *store.Shop
	disk  *disk.Library
	close func()
}

// tempDir is a folder in memory where there is one: what these tests stop is a
// program, never the machine.
func tempDir(t testing.TB) string {
	dir, err := os.MkdirTemp("/dev/shm", "youku-import-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func newTestLibrary(t testing.TB) *testLibrary {
	t.Helper()
	h := openTestLibrary(t, tempDir(t))
	t.Cleanup(func() { h.close() })
	return h
}

func openTestLibrary(t testing.TB, dir string) *testLibrary {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	file := filepath.Join(dir, "youku.db")
	must(os.MkdirAll(filepath.Join(dir, "in"), 0o755))
	db, err := sqlitetest.Open(context.Background(), file)
	must(err)
	shop, err := store.Open(context.Background(), db, store.DefaultRules())
	must(err)
	library, err := disk.Open(filepath.Join(dir, "media"))
	must(err)
	log := slog.New(slog.DiscardHandler)
	in := intake.New(shop, library, log)
	im := &Importer{Rows: db, Shop: shop, Intake: in, Library: library, Log: log, Own: Own{Data: filepath.Join(dir, "no"), Media: []string{filepath.Join(dir, "media")}}}
	return &testLibrary{Importer: im, dir: dir, db: db, shop: shop, disk: library, close: func() { _, _, _ = in.Close(), library.Close(), shop.Close() }}
}

// in is the folder that is taken in.
func (h *testLibrary) in() string { return filepath.Join(h.dir, "in") }

// put writes a file into the folder.
func (h *testLibrary) put(t testing.TB, at string, data []byte) string {
	t.Helper()
	name := filepath.Join(h.in(), filepath.FromSlash(at))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, data, 0o644)); err != nil {
		t.Fatal(err)
	}
	return name
}

var clip = sync.OnceValue(func() []byte { return demo.Clips()[0].Open() })

// movie is a movie like no other of another number: with an empty box behind it.
func movie(n int) []byte {
	box := make([]byte, 16)
	binary.BigEndian.PutUint32(box, uint32(len(box)))
	copy(box[4:], "free")
	binary.BigEndian.PutUint64(box[8:], uint64(n))
	return append(bytes.Clone(clip()), box...)
}

const (
	english = "1\n00:00:00,000 --> 00:00:01,000\nHello.\n"
	chinese = "1\n00:00:00,000 --> 00:00:01,000\n你好。\n"
)

// show puts a show of two seasons with subtitles in two languages.
func (h *testLibrary) show(t testing.TB) (paths []string) {
	for n := range 4 {
		at := fmt.Sprintf("Tides (2021)/Season %d/Tides S%02dE%02d", n/2+1, n/2+1, n%2+1)
		h.put(t, at+".mp4", movie(n))
		h.put(t, at+".en.srt", []byte(english))
		h.put(t, at+".zh.srt", []byte(chinese))
		paths = append(paths, at+".mp4")
	}
	return paths
}

// job writes a job down.
func (h *testLibrary) job(t testing.TB, mode jobs.Mode, set func(*jobs.Import)) jobs.Import {
	t.Helper()
	now := time.Now().UTC()
	job := jobs.Import{Folder: h.in(), Mode: mode, Price: 200, State: jobs.Queued, CreatedAt: now, UpdatedAt: now, HeardAt: now}
	if set != nil {
		set(&job)
	}
	if err := h.db.Update(t.Context(), func(tx store.Tx) error { return tx.AddImport(t.Context(), &job) }); err != nil {
		t.Fatal(err)
	}
	return job
}

// run carries a job out, and returns what became of each file: a state, or why it was refused.
func (h *testLibrary) run(t testing.TB, mode jobs.Mode) map[string]string {
	t.Helper()
	job := h.job(t, mode, nil)
	if err := h.Run(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := h.read(t, job.ID); got.State != jobs.Done || got.FilesDone != got.Files {
		t.Errorf("the job ended as %+v", got)
	}
	return h.outcomes(t, job.ID)
}

func (h *testLibrary) read(t testing.TB, job int64) (i jobs.Import) {
	t.Helper()
	if err := h.db.View(context.Background(), func(v store.View) (err error) { i, err = v.ImportByID(context.Background(), job); return err }); err != nil {
		t.Fatal(err)
	}
	return i
}

func (h *testLibrary) outcomes(t testing.TB, job int64) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := h.db.View(context.Background(), func(v store.View) error {
		list, err := v.ImportFiles(context.Background(), job, 0, 100_000)
		for _, f := range list {
			if got[f.Path] = string(f.State); f.State == jobs.Refused {
				got[f.Path] = store.RefusalOf(f.Refusal).Code
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// sound holds the rows against the files: each movie has its bytes, and no bytes
// are without a movie.
func (h *testLibrary) sound(t testing.TB) (movies []store.Movie) {
	t.Helper()
	ctx := context.Background()
	faults, err := h.shop.Verify(ctx)
	if err != nil || len(faults) > 0 {
		t.Errorf("Verify: %q, %v", faults, err)
	}
	want := map[string]bool{}
	err = h.shop.EachMovie(ctx, func(m store.Movie) error {
		f, err := h.disk.Movie(ctx, m.File)
		if err != nil {
			return err
		}
		defer f.Close()
		if f.Size() != m.Size {
			t.Errorf("movie %d has %d bytes, its file %d", m.ID, m.Size, f.Size())
		}
		want[m.File] = true
		movies = append(movies, m)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	keys, err := h.disk.MovieKeys(ctx)
	if err != nil || !slices.Equal(keys, slices.Sorted(maps.Keys(want))) {
		t.Errorf("files %q, movies %v, %v", keys, want, err)
	}
	strays, err := h.disk.Strays(ctx)
	if err != nil || len(strays) > 0 {
		t.Errorf("strays %v, %v", strays, err)
	}
	return movies
}

// languages are the subtitles of a movie.
func (h *testLibrary) languages(t testing.TB, m store.Movie) string {
	t.Helper()
	list, err := h.shop.SubtitlesOf(context.Background(), m.ID)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, s := range list {
		codes = append(codes, s.Language)
	}
	return strings.Join(codes, " ")
}

// left are the files of the folder.
func (h *testLibrary) left(t testing.TB) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(h.in(), func(at string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(h.in(), at)
			paths = append(paths, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}
