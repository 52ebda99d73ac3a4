package intake

import (
	"bytes"
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"youku.example/media"
	"youku.example/store"
)

// A small disk fills up faster than somebody looks every few MiB: what the
// server keeps for itself is not touched, for the ledger lives on it.
func TestUpload_RoomOnASmallDisk(t *testing.T) {
	const disk = 8 << 20
	f := &faulty{small: disk}
	h := newTestIntake(t, func(in *Intake) { f.Library = in.library; in.library = f })
	var err error
	p := make([]byte, 32<<10)
	copy(p, "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41\x00\x00\x00\x00mdat")
	for _, name := range []string{"a.mp4", "b.mp4"} {
		u := h.create(t, name)
		defer func() { _ = u.Close(false) }()
		for off := int64(0); off < disk*2/5 && err == nil; off += int64(len(p)) {
			_, err = u.WriteAt(p, off)
		}
		if name == "a.mp4" {
			if err != nil {
				t.Fatal(err)
			}
			continue
		}
		for off := int64(disk); off < 2*disk && err == nil; off += int64(len(p)) {
			_, err = u.WriteAt(p, off)
		}
	}
	if !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("WriteAt: %v, want ErrNoSpace", err)
	}
	if left := disk - f.held.Load(); left < int64(media.ReservedSpace(disk))/4 {
		t.Errorf("%d bytes are left to the server, which keeps %d", left, media.ReservedSpace(disk))
	}
}

// The disk fails to keep what it took, and says so once: a later Sync knows
// nothing of it. What was not durable before is not counted as received.
func TestUpload_SyncFails(t *testing.T) {
	broken := errors.New("input/output error")
	for name, fail := range map[string]func(t *testing.T, u *Upload){
		"noted": func(t *testing.T, u *Upload) { _ = u.note(t.Context()) },
		"asked": func(t *testing.T, u *Upload) {
			if err := u.Sync(); !errors.Is(err, broken) {
				t.Errorf("Sync: %v", err)
			}
		},
		"closed": func(*testing.T, *Upload) {},
	} {
		t.Run(name, func(t *testing.T) {
			f := &faulty{}
			h := newTestIntake(t, func(in *Intake) { f.Library = in.library; in.library = f })
			p := clip(0)
			u := h.create(t, "a.mp4")
			write(t, u, p[:40_000], 0)
			if err := u.note(t.Context()); err != nil {
				t.Fatal(err)
			}
			u.syncing = 0 // the next note need not be patient
			write(t, u, p[40_000:], 40_000)
			f.sync = broken
			fail(t, u)
			if err := u.Close(true); !errors.Is(err, broken) {
				t.Errorf("Close: %v, want the fault of the disk", err)
			}
			if row := h.settled(t, "a.mp4"); row.State != store.Partial || row.Size != 40_000 {
				t.Errorf("%+v, want partial with what is durable", row)
			}
			h.resume(t, "a.mp4")
			if !bytes.Equal(h.read(t, "a.mp4"), p) {
				t.Error("resumed, it has other bytes")
			}
		})
	}
}

// mute is a shop that can't write while it is full.
type mute struct {
	Shop
	full atomic.Bool
}

var errFull = errors.New("database or disk is full")

func (m *mute) SaveIncoming(ctx context.Context, in store.Incoming) error {
	if m.full.Load() {
		return errFull
	}
	return m.Shop.SaveIncoming(ctx, in)
}

func (m *mute) SaveHashed(ctx context.Context, in store.Incoming) (store.Incoming, error) {
	if m.full.Load() {
		return in, errFull
	}
	return m.Shop.SaveHashed(ctx, in)
}

// The disk is so full that not even the row of an upload can be written when
// it ends. Anyone who asks hears how much is there, so that a client resumes at
// the end of the file and not somewhere in it, and the row follows.
func TestUpload_RowCannotBeSaved(t *testing.T) {
	for name, again := range map[string]func(*testIntake){
		"resumed":    func(*testIntake) {},
		"saved late": func(h *testIntake) { h.intake.saveUnsaved() },
	} {
		t.Run(name, func(t *testing.T) {
			m := &mute{}
			h := newTestIntake(t, func(in *Intake) { m.Shop = in.shop; in.shop = m })
			p := clip(0)
			u := h.create(t, "a.mp4")
			write(t, u, p[:50_000], 0)
			m.full.Store(true)
			if err := u.Close(false); !errors.Is(err, errFull) {
				t.Errorf("Close: %v", err)
			}
			rows, err := h.intake.Incoming(t.Context(), boss)
			if err != nil || len(rows) != 1 || rows[0].State != store.Partial || rows[0].Size != 50_000 {
				t.Errorf("%+v, %v, want partial with what is there", rows, err)
			}
			if _, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{}); !errors.Is(err, errFull) {
				t.Errorf("Write while the row can't be saved: %v", err)
			}
			m.full.Store(false)
			again(h)
			h.resume(t, "a.mp4")
			if !bytes.Equal(h.read(t, "a.mp4"), p) {
				t.Error("resumed, it has other bytes")
			}
		})
	}
}

// A whole file whose row could not be saved is looked at as soon as it can be.
func TestUpload_HashedLate(t *testing.T) {
	m := &mute{}
	h := newTestIntake(t, func(in *Intake) { m.Shop = in.shop; in.shop = m })
	u := h.create(t, "a.mp4")
	write(t, u, clip(0), 0)
	m.full.Store(true)
	if err := u.Close(true); !errors.Is(err, errFull) {
		t.Errorf("Close: %v", err)
	}
	m.full.Store(false)
	h.intake.saveUnsaved()
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready", row)
	}
}
