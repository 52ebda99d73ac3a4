package intake

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"youku.example/media"
	"youku.example/store"
)

// falling is a library in which whatever is told so falls over.
type falling struct {
	Library
	read, keep, sync bool
}

func (f *falling) Arrived(ctx context.Context, key string) (media.File, error) {
	file, err := f.Library.Arrived(ctx, key)
	return fallingFile{file, f}, err
}

func (f *falling) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	inbox, err := f.Library.Receive(ctx, key, generation)
	return fallingInbox{inbox, f}, err
}

func (f *falling) Keep(ctx context.Context, from, to string, progress func(int64)) error {
	if f.keep {
		panic("it fell over")
	}
	return f.Library.Keep(ctx, from, to, progress)
}

type fallingFile struct {
	media.File
	of *falling
}

func (f fallingFile) ReadAt(p []byte, off int64) (int, error) {
	if len(p) > 16<<10 && f.of.read { // the hash, not a header
		panic("it fell over")
	}
	return f.File.ReadAt(p, off)
}

type fallingInbox struct {
	media.Inbox
	of *falling
}

func (f fallingInbox) ReadAt(p []byte, off int64) (int, error) {
	if len(p) == 10 && f.of.read { // the sample, not a header
		panic("it fell over")
	}
	return f.Inbox.ReadAt(p, off)
}

func (f fallingInbox) Sync() error {
	if f.of.sync {
		panic("it fell over")
	}
	return f.Inbox.Sync()
}

// noted is a log that many write.
type noted struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *noted) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *noted) tells(t *testing.T) {
	t.Helper()
	n.mu.Lock()
	defer n.mu.Unlock()
	if s := n.text.String(); !strings.Contains(s, "it fell over") || !strings.Contains(s, "contain_test.go") {
		t.Errorf("the log does not tell what fell over where: %s", s)
	}
}

// A panic while a file is looked at leaves it partial. The next one is looked
// at, and so is this one once its end was sent again.
func TestHash_Panic(t *testing.T) {
	f, log := &falling{read: true}, &noted{}
	h := newTestIntake(t, func(in *Intake) {
		f.Library, in.library, in.log = in.library, f, slog.New(slog.NewTextHandler(log, nil))
	})
	if row := h.arrive(t, "a.mp4", clip(0)); row.State != store.Partial {
		t.Errorf("%+v, want partial", row)
	}
	f.read = false
	if row := h.arrive(t, "b.mp4", clip(1)); row.State != store.Arrived {
		t.Errorf("the next: %+v, want ready", row)
	}
	log.tells(t) // before the next was looked at
	h.resume(t, "a.mp4")
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("sent again: %+v, want ready", row)
	}
}

// A panic in a session's own work is the session's; the row that it held is
// free again.
func TestHold_Panic(t *testing.T) {
	f := &falling{}
	h := newTestIntake(t, func(in *Intake) { f.Library, in.library = in.library, f })
	fallen := func(do func()) {
		t.Helper()
		defer func() {
			if recover() == nil {
				t.Error("it did not fall over")
			}
		}()
		do()
	}
	u := h.create(t, "a.mp4")
	write(t, u, clip(0), 0)
	f.sync = true
	fallen(func() { _ = u.Close(true) })
	f.sync = false
	h.resume(t, "a.mp4")
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Fatalf("%+v, want ready", row)
	}
	f.keep = true
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err == nil || !strings.Contains(err.Error(), "it fell over") {
		t.Errorf("publish: %v, want what fell over", err) // the server's own work, so the server's fault
	}
	f.keep = false
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err != nil {
		t.Error(err)
	}
}

// A panic while a running upload is noted is a line in the log.
func TestNote_Panic(t *testing.T) {
	f := &falling{}
	h := newTestIntake(t, func(in *Intake) { f.Library, in.library = in.library, f })
	u := h.create(t, "a.mp4")
	write(t, u, clip(0), 0)
	f.sync = true
	if err := u.note(t.Context()); err == nil || !strings.Contains(err.Error(), "it fell over") {
		t.Errorf("%v", err)
	}
	f.sync = false
	if err := u.Close(true); err != nil {
		t.Error(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready", row)
	}
}
