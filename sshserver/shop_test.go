package sshserver

import (
	"context"
	"io"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"youku.example/media"
	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite/sqlitetest"
)

// furnish opens a real shop, library and intake in a new folder.
func (h *testServer) furnish() {
	t := h.t
	t.Helper()
	dir := t.TempDir()
	h.dir = dir
	db, err := sqlitetest.Open(t.Context(), filepath.Join(dir, "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.Open(t.Context(), db, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	closeLater(t, "shop", shop)
	shop.Vouch(h.admins.vouches)
	library, err := disk.Open(filepath.Join(dir, "movies"))
	if err != nil {
		t.Fatal(err)
	}
	h.movies = &watchedMovies{Library: library}
	closeLater(t, "library", h.movies)
	h.intake = intake.New(shop, h.movies, nil)
	if err := h.intake.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	closeLater(t, "intake", h.intake)
	h.shop, h.rows = &watchedShop{Shop: shop}, db
}

func closeLater(t testing.TB, what string, c io.Closer) {
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Errorf("close the %s: %v", what, err)
		}
	})
}

// watchedShop is the shop, and remembers who entered it.
type watchedShop struct {
	*store.Shop
	mu   sync.Mutex
	last store.Actor
	here int

	person string // an address whose sessions are not noted
	falls  atomic.Bool
	stalls chan struct{} // not nil: logins are noted when it is closed
}

func (w *watchedShop) NoteLogin(ctx context.Context, a store.Actor) error {
	if w.stalls != nil {
		<-w.stalls
	}
	return w.Shop.NoteLogin(ctx, a)
}

// watchedMovies is the library, whose files may fall over when they are read
// or written.
type watchedMovies struct {
	*disk.Library
	falls atomic.Bool
}

func (w *watchedMovies) fall() {
	if w.falls.Load() {
		panic("the disk fell over")
	}
}

func (w *watchedMovies) Movie(ctx context.Context, key string) (media.File, error) {
	f, err := w.Library.Movie(ctx, key)
	return watchedFile{f, w}, err
}

func (w *watchedMovies) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	i, err := w.Library.Receive(ctx, key, generation)
	return watchedInbox{i, w}, err
}

type watchedFile struct {
	media.File
	of *watchedMovies
}

func (w watchedFile) ReadAt(p []byte, off int64) (int, error) {
	w.of.fall()
	return w.File.ReadAt(p, off)
}

type watchedInbox struct {
	media.Inbox
	of *watchedMovies
}

func (w watchedInbox) WriteAt(p []byte, off int64) (int, error) {
	w.of.fall()
	return w.Inbox.WriteAt(p, off)
}

// fall is where a question to the shop falls over.
func (w *watchedShop) fall() {
	if w.falls.Load() {
		panic("the shop fell over")
	}
}

func (w *watchedShop) Login(ctx context.Context, name, password string) (store.Account, error) {
	w.fall()
	return w.Shop.Login(ctx, name, password)
}

func (w *watchedShop) AccountByKey(ctx context.Context, fingerprint string) (store.Account, error) {
	w.fall()
	return w.Shop.AccountByKey(ctx, fingerprint)
}

func (w *watchedShop) Movies(ctx context.Context, a store.Actor, q store.Query) ([]store.Listing, error) {
	w.fall()
	return w.Shop.Movies(ctx, a, q)
}

func (w *watchedShop) ReadyDownloads(ctx context.Context, a store.Actor) ([]store.Download, error) {
	w.fall()
	return w.Shop.ReadyDownloads(ctx, a)
}

func (w *watchedShop) Enter(a store.Actor, v store.Visit, end func(error)) func() {
	if a.Addr == w.person && a.Addr != "" {
		return w.Shop.Enter(a, v, end)
	}
	w.mu.Lock()
	w.last = a
	w.here++
	w.mu.Unlock()
	leave := w.Shop.Enter(a, v, end)
	return sync.OnceFunc(func() {
		w.mu.Lock()
		w.here--
		w.mu.Unlock()
		leave()
	})
}

// lastActor is who entered last.
func (w *watchedShop) lastActor() store.Actor {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.last
}

// present is how many sessions are present.
func (w *watchedShop) present() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.here
}
