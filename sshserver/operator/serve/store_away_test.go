package serve

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"youku.example/media"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// flaky is a store that answers or not.
type flaky struct {
	local.Movies
	err error
}

func (f *flaky) Movie(context.Context, string) (media.File, error) { return flakyFile{f}, f.err }
func (f *flaky) KeepAll(_ context.Context, list []media.ToKeep, _ func(int, int64)) []error {
	errs := make([]error, len(list))
	for i := range errs {
		errs[i] = f.err
	}
	return errs
}

func (f *flaky) Poster(context.Context, string) ([]byte, error)              { return nil, f.err }
func (f *flaky) KeepPoster(context.Context, string, []byte) error            { return f.err }
func (f *flaky) DropPoster(context.Context, string) error                    { return f.err }
func (f *flaky) Receive(context.Context, string, int64) (media.Inbox, error) { return nil, f.err }

type flakyFile struct{ *flaky }

func (f flakyFile) Size() int64                           { return 1 }
func (f flakyFile) Close() error                          { return nil }
func (f flakyFile) ReadAt(p []byte, _ int64) (int, error) { return 0, f.err }

// People read one refusal whatever they do; the log has the cause once, and when the
// store is back.
func TestStoredMovies(t *testing.T) {
	var log bytes.Buffer
	f := &flaky{}
	m := inStore(f, slog.New(slog.NewTextHandler(&log, nil)))
	open, err := m.Movie(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	for _, cause := range []error{media.ErrStoreAway, media.ErrStoreBusy, media.ErrStoreDenied} {
		log.Reset()
		f.err = fmt.Errorf("read: %w: connection refused", cause)
		_, e1 := open.ReadAt(make([]byte, 1), 0)
		_, e2 := m.Movie(t.Context(), "a")
		_, e3 := m.Receive(t.Context(), "a", 1)
		e4 := m.KeepAll(t.Context(), make([]media.ToKeep, 1), nil)[0]
		for i, err := range []error{e1, e2, e3, e4} {
			if !errors.Is(err, store.ErrStoreAway) || !errors.Is(err, cause) {
				t.Errorf("call %d: %v", i, err)
			}
		}
		if said := log.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "connection refused") {
			t.Errorf("the log says:\n%s", said)
		}
		log.Reset()
		f.err = nil
		for range 2 {
			if _, err := m.Movie(t.Context(), "a"); err != nil {
				t.Fatal(err)
			}
		}
		if said := log.String(); strings.Count(said, "\n") != 1 || !strings.Contains(said, "again") {
			t.Errorf("the log says:\n%s", said)
		}
	}
	log.Reset()
	for _, other := range []error{io.EOF, media.ErrNotExist, media.ErrStoreChanged} {
		f.err = other
		if _, err := open.ReadAt(make([]byte, 1), 0); err != other {
			t.Errorf("%v became %v", other, err)
		}
	}
	if log.Len() > 0 {
		t.Errorf("the log says:\n%s", &log)
	}
}
