package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"youku.example/sshserver/intake"
	"youku.example/store"
	"youku.example/store/jobs"
)

// claimed is which server has which import.
type claimed struct {
	mu sync.Mutex
	by map[string]string
}

// oneOf is the shop as one of several servers has it.
type oneOf struct {
	Shop
	*claimed
	server string
}

func (o oneOf) Server() string { return o.server }

func (o oneOf) Claim(_ context.Context, _ store.ClaimKind, key string) (bool, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if other := o.by[key]; other != "" && other != o.server {
		return false, nil
	}
	o.by[key] = o.server
	return true, nil
}

func (o oneOf) Unclaim(_ context.Context, _ store.ClaimKind, key string) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.by[key] == o.server {
		delete(o.by, key)
	}
	return nil
}

// die frees all that a server had claimed, as when the others find it dead.
func (c *claimed) die() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.by)
}

// A job is one server's. Where that stands still at any step until it is taken for dead,
// another takes the job up and ends it; what the first still does then makes no movie
// twice, takes the bytes of none, and leaves none without a movie.
func TestRun_StoodStill(t *testing.T) {
	for _, mode := range modes {
		for _, step := range []string{"keeping", "kept", "published", "finished"} {
			t.Run(fmt.Sprint(mode, "-", step), func(t *testing.T) {
				h := newTestLibrary(t)
				paths := h.show(t)
				servers := &claimed{by: map[string]string{}}
				two := *h.Importer
				h.Importer.Shop, two.Shop = oneOf{h.shop, servers, "one"}, oneOf{h.shop, servers, "two"}
				in := intake.New(h.shop, h.disk, slog.New(slog.DiscardHandler))
				defer in.Close()
				two.Intake = in
				stands, goes := make(chan struct{}), make(chan struct{})
				var once sync.Once
				h.Importer.Step = func(at string) {
					if at == step {
						once.Do(func() { close(stands); <-goes })
					}
				}
				job := h.job(t, mode, nil)
				ended := make(chan error)
				go func() { ended <- h.Run(t.Context(), job) }()
				<-stands
				if err := two.Run(t.Context(), job); !errors.Is(err, ErrElsewhere) {
					t.Errorf("the job of a server that lives: %v", err)
				}
				if err := two.Settle(t.Context()); err != nil || h.read(t, job.ID).State != jobs.Running {
					t.Errorf("it was settled: %v", err)
				}
				servers.die()
				if err := two.Run(t.Context(), job); err != nil {
					t.Fatal(err)
				}
				close(goes)
				if err := <-ended; !errors.Is(err, ErrElsewhere) {
					t.Errorf("the first ended with %v", err)
				}
				if got := h.read(t, job.ID); got.State != jobs.Done {
					t.Errorf("the job is %s", got.State)
				}
				if movies := h.sound(t); len(movies) != len(paths) {
					t.Errorf("%d movies, want %d", len(movies), len(paths))
				}
			})
		}
	}
}

// A job that is over is not begun again by one who read of it before.
func TestRun_Over(t *testing.T) {
	h := newTestLibrary(t)
	h.show(t)
	job := h.job(t, jobs.Copy, nil)
	for range 2 {
		if err := h.Run(t.Context(), job); err != nil {
			t.Fatal(err)
		}
	}
	if got := h.read(t, job.ID); got.State != jobs.Done || got.Run != 1 {
		t.Errorf("it is %s after %d runs", got.State, got.Run)
	}
}
