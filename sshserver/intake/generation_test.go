package intake

import (
	"context"
	"testing"

	"youku.example/media"
	"youku.example/store"
)

// fencing is a library that knows of a newer writer than the rows do.
type fencing struct {
	Library
	newest int64
}

func (f *fencing) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	if generation <= f.newest {
		return nil, media.ErrTakenOver
	}
	f.newest = generation
	return f.Library.Receive(ctx, key, generation)
}

// After a backup was put back, the rows are older than what the library holds: the
// next writer gets ahead of it, and so does a start that cuts an upload.
func TestWrite_RowsOlderThanTheLibrary(t *testing.T) {
	fence := &fencing{}
	h := newTestIntake(t, func(in *Intake) {
		fence.Library = in.library
		in.library = fence
	})
	movie := clip(1)
	u, err := h.intake.Create(t.Context(), boss, "a.mp4")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.WriteAt(movie[:len(movie)/2], 0); err != nil {
		t.Fatal(err)
	}
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	fence.newest += 7
	if u, err = h.intake.Write(t.Context(), boss, "a.mp4", Mode{}); err != nil {
		t.Fatal(err)
	}
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	row, err := h.intake.Stat(t.Context(), boss, "a.mp4")
	if err != nil || row.Generation != fence.newest {
		t.Errorf("the row has generation %d, %v; the library %d", row.Generation, err, fence.newest)
	}
	fence.newest += 7
	if err := h.intake.cut(t.Context(), &row); err != nil || row.Generation+1 != fence.newest {
		t.Errorf("cut: %v; the row has generation %d, the library %d", err, row.Generation, fence.newest)
	}
}

// keeping is a library that makes the bytes durable as they come.
type keeping struct{ Library }

type keptInbox struct{ media.Inbox }

func (k keeping) Receive(ctx context.Context, key string, generation int64) (media.Inbox, error) {
	in, err := k.Library.Receive(ctx, key, generation)
	return keptInbox{in}, err
}

func (in keptInbox) Durable() int64 {
	size, _ := in.Size()
	return size
}

// What a library made durable by itself is there after a crash, though the row did
// not know of it yet.
func TestRecover_DurableByItself(t *testing.T) {
	for _, bySelf := range []bool{true, false} {
		h := newTestIntake(t, func(in *Intake) {
			if bySelf {
				in.library = keeping{in.library}
			}
		})
		movie := clip(1)
		u, err := h.intake.Create(t.Context(), boss, "a.mp4")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := u.WriteAt(movie, 0); err != nil {
			t.Fatal(err)
		}
		row, err := h.shop.IncomingByName(t.Context(), "a.mp4")
		if err != nil || row.State != store.Receiving || row.Done != 0 {
			t.Fatalf("the row is %+v, %v", row, err)
		}
		if err := h.intake.recoverReceiving(t.Context(), row); err != nil {
			t.Fatal(err)
		}
		row, err = h.shop.IncomingByName(t.Context(), "a.mp4")
		if err != nil || row.State != store.Partial || (row.Size == int64(len(movie))) != bySelf {
			t.Errorf("by itself: %v: %d of %d bytes are left, %q, %v", bySelf, row.Size, len(movie), row.State, err)
		}
		_ = u.Close(false)
	}
}
