package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/demo"
	"youku.example/store"
)

func TestUpload_Arrives(t *testing.T) {
	h := newTestIntake(t, nil)
	for _, c := range demo.Clips() {
		p := c.Open()
		row := h.arrive(t, c.Name, p)
		sum := sha256.Sum256(p)
		if row.State != store.Arrived || row.SHA256 != hex.EncodeToString(sum[:]) || len(row.SampledMD5) != 32 ||
			row.Size != int64(len(p)) || row.Done != row.Size || row.Ext != path.Ext(c.Name) || row.MediaType == "" ||
			row.Duration == 0 || row.Width != 480 || row.VideoCodec == "" || row.AudioCodec == "" || row.DuplicateOf != 0 {
			t.Errorf("%s: %+v", c.Name, row)
		}
		if !bytes.Equal(h.read(t, c.Name), p) {
			t.Errorf("%s reads otherwise than it was sent", c.Name)
		}
	}
}

// However the bytes came, the sums are those of the file: of a small one too, which
// is hashed as it arrives and not read again where that will do.
func TestUpload_Sums(t *testing.T) {
	p := clip(0)
	other := clip(1)[:500]
	write := func(t *testing.T, u *Upload, p []byte, off int) {
		t.Helper()
		write(t, u, p, off)
		u.Follow(p, int64(off))
	}
	for name, c := range map[string]struct {
		send func(t *testing.T, h *testIntake, u *Upload) *Upload
		read bool // it is read whole once it is there
	}{
		"in order": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p, 0)
			return u
		}, false},
		"begun again": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, other, 0)
			if err := u.Truncate(0); err != nil {
				t.Fatal(err)
			}
			write(t, u, p, 0)
			return u
		}, false},
		"reserved": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			if err := u.Truncate(int64(len(p))); err != nil {
				t.Fatal(err)
			}
			write(t, u, p, 0)
			return u
		}, false},
		"not followed": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			if _, err := u.WriteAt(p, 0); err != nil {
				t.Fatal(err)
			}
			return u
		}, true},
		"last part first": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p[70_000:], 70_000)
			write(t, u, p[:70_000], 0)
			return u
		}, true},
		"a part twice": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p[:60_000], 0)
			write(t, u, p[50_000:], 50_000)
			return u
		}, true},
		"a part overwritten": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p[:60_000], 0)
			write(t, u, other, 50_000)
			write(t, u, p[60_000:], 60_000)
			write(t, u, p[50_000:50_500], 50_000)
			return u
		}, true},
		"cut and sent again": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p[:60_000], 0)
			write(t, u, other, 60_000)
			if err := u.Truncate(60_000); err != nil {
				t.Fatal(err)
			}
			write(t, u, p[60_000:], 60_000)
			return u
		}, true},
		"resumed": {func(t *testing.T, h *testIntake, u *Upload) *Upload {
			write(t, u, p[:60_000], 0)
			if err := u.Close(false); err != nil {
				t.Fatal(err)
			}
			u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
			if err != nil {
				t.Fatal(err)
			}
			write(t, u, p[60_000:], 60_000)
			return u
		}, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := &faulty{}
			h := newTestIntake(t, func(in *Intake) { f.Library, in.library = in.library, f })
			u := c.send(t, h, h.create(t, "a.mp4"))
			f.read.Store(0)
			if err := u.Close(true); err != nil {
				t.Fatal(err)
			}
			row := h.settled(t, "a.mp4")
			sums, err := media.Sum(t.Context(), bytes.NewReader(p), int64(len(p)), nil)
			if err != nil || row.State != store.Arrived || row.SHA256 != sums.SHA256 || row.SampledMD5 != sums.SampledMD5 || !bytes.Equal(h.read(t, "a.mp4"), p) {
				t.Errorf("%+v, %v, want %+v", row, err, sums)
			}
			if read := f.read.Load() >= int64(len(p)); read != c.read {
				t.Errorf("it was read whole: %v, want %v", read, c.read)
			}
		})
	}
}

// Writes come as the network brings them.
func TestUpload_OutOfOrder(t *testing.T) {
	h := newTestIntake(t, nil)
	p := clip(1)
	u := h.create(t, "a.mp4")
	const step = 10_000
	last := len(p) / step * step
	write(t, u, p[last:], last)
	for at := last - step; at >= 0; at -= step {
		write(t, u, p[at:at+step], at)
	}
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived || !bytes.Equal(h.read(t, "a.mp4"), p) {
		t.Errorf("%+v", row)
	}
}

// A client that reserves the size first and is stopped in the middle closes
// cleanly: the bytes that it never sent are no movie, and not to be resumed behind.
func TestUpload_Gap(t *testing.T) {
	h := newTestIntake(t, nil)
	p := clip(1)
	half := len(p) / 2
	u := h.create(t, "a.mp4")
	if err := u.Truncate(int64(len(p))); err != nil {
		t.Fatal(err)
	}
	write(t, u, p[:half], 0)
	write(t, u, p[half+1000:], half+1000)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	row := h.settled(t, "a.mp4")
	if row.State != store.Partial || row.Size != int64(half) {
		t.Errorf("%+v, want partial with %d bytes", row, half)
	}
	u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, u, p[half:], half)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready", row)
	}
}

func TestUpload_CutOff(t *testing.T) {
	h := newTestIntake(t, nil)
	p := clip(1)
	half := len(p) / 2
	u := h.create(t, "a.mp4")
	write(t, u, p[:half], 0)
	if row := u.Stat(); row.State != store.Receiving || row.Done != int64(half) || time.Since(row.UpdatedAt) > time.Minute {
		t.Errorf("while it is received: %+v", row)
	}
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Partial || row.Size != int64(half) || row.Done != row.Size {
		t.Errorf("%+v, want partial", row)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrPartial) {
		t.Errorf("Publish: %v, want ErrPartial", err)
	}
	u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, u, p[half:], half)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("resumed: %+v, want ready", row)
	}
}

// A client that is stopped by its owner closes what it did not finish.
func TestUpload_ClosedTooEarly(t *testing.T) {
	h := newTestIntake(t, nil)
	for i, p := range [][]byte{clip(0)[:60_000], demo.Clips()[2].Open()[:60_000], demo.Clips()[3].Open()[:60_000], {}} {
		row := h.arrive(t, fmt.Sprintf("%d.bin", i), p)
		if row.State != store.Partial || row.SHA256 != "" {
			t.Errorf("%d bytes: %+v, want partial", len(p), row)
		}
	}
}

func TestUpload_NotAMovie(t *testing.T) {
	h := newTestIntake(t, nil)
	u := h.create(t, "movie.mp4")
	text := []byte("#!/bin/sh\necho this is no movie, whatever its name says\n")
	if _, err := u.WriteAt(text, 0); !errors.Is(err, store.ErrNotAMovie) {
		t.Errorf("WriteAt: %v, want ErrNotAMovie", err)
	}
	if _, err := u.WriteAt(text, int64(len(text))); !errors.Is(err, store.ErrNotAMovie) {
		t.Errorf("the next: %v, want ErrNotAMovie", err)
	}
	if err := u.Close(true); err != nil {
		t.Error(err)
	}
	row := h.settled(t, "movie.mp4")
	if row.State != store.Refused || row.Problem != store.ErrNotAMovie.Code {
		t.Errorf("%+v, want refused", row)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "movie.mp4", free, nil); !errors.Is(err, store.ErrNotAMovie) {
		t.Errorf("Publish: %v, want ErrNotAMovie", err)
	}
	// The same name may be sent again.
	if row := h.arrive(t, "movie.mp4", clip(0)); row.State != store.Arrived || row.Problem != "" {
		t.Errorf("sent again: %+v, want ready", row)
	}
}

func TestUpload_Duplicate(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "a.mp4", clip(0))
	h.arrive(t, "early.mp4", clip(0)) // before the first is published
	m, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]store.Incoming{
		"early": h.until(t, "early.mp4", func(r store.Incoming) bool { return r.State == store.Duplicate }),
		"late":  h.arrive(t, "late.mp4", clip(0)),
	} {
		if row.State != store.Duplicate || row.DuplicateOf != m.ID {
			t.Errorf("%s: %+v, want a duplicate of %d", name, row, m.ID)
		}
	}
	var r *store.Refusal
	if _, err := h.intake.Publish(t.Context(), boss, "late.mp4", free, nil); !errors.Is(err, store.ErrDuplicate) || !errors.As(err, &r) || r.Movie != m.ID {
		t.Errorf("Publish: %v, want ErrDuplicate of %d", err, m.ID)
	}
	if err := h.shop.Delete(t.Context(), boss, m.ID); err != nil {
		t.Fatal(err)
	}
	if row := h.arrive(t, "later.mp4", clip(0)); row.State != store.Duplicate || row.DuplicateOf != m.ID {
		t.Errorf("of a deleted one: %+v, want a duplicate of %d", row, m.ID)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "later.mp4", free, nil); !errors.Is(err, store.ErrTwinDeleted) {
		t.Errorf("Publish: %v, want ErrTwinDeleted", err)
	}
}

func TestUpload_OneWriter(t *testing.T) {
	h := newTestIntake(t, nil)
	p := clip(0)
	u := h.create(t, "a.mp4")
	write(t, u, p[:50_000], 0)
	for _, m := range []Mode{{}, {Create: true, Truncate: true}} {
		if _, err := h.intake.Write(t.Context(), boss, "a.mp4", m); !errors.Is(err, store.ErrReceiving) {
			t.Errorf("a second writer: %v, want ErrReceiving", err)
		}
	}
	if err := h.intake.Discard(t.Context(), boss, "a.mp4", nil); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("Discard: %v, want ErrReceiving", err)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("Publish: %v, want ErrReceiving", err)
	}
	if !bytes.Equal(h.read(t, "a.mp4"), p[:50_000]) {
		t.Error("reading what is being received gave other bytes")
	}
	got := make([]byte, 100)
	if _, err := u.ReadAt(got, 1000); err != nil || !bytes.Equal(got, p[1000:1100]) {
		t.Errorf("reading through the writer: %v", err)
	}
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	if err := u.Close(true); err == nil {
		t.Error("closed twice")
	}
	if _, err := u.WriteAt([]byte("x"), 0); err == nil {
		t.Error("written after the close")
	}
	if err := h.intake.Discard(t.Context(), boss, "a.mp4", nil); err != nil {
		t.Error(err)
	}
}

func TestWrite_Modes(t *testing.T) {
	h := newTestIntake(t, nil)
	if _, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{}); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("a file that is not there: %v, want ErrNoIncoming", err)
	}
	h.arrive(t, "a.mp4", clip(0))
	if _, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{Create: true, Exclusive: true}); !errors.Is(err, store.ErrFileExists) {
		t.Errorf("exclusive: %v, want ErrFileExists", err)
	}
	// Opened and closed: it is what it was, and is not hashed again.
	u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row, err := h.intake.Stat(t.Context(), boss, "a.mp4"); err != nil || row.State != store.Arrived || row.SHA256 == "" {
		t.Errorf("untouched: %+v, %v", row, err)
	}
	// Changed: what was known of it is forgotten at once.
	if u, err = h.intake.Write(t.Context(), boss, "a.mp4", Mode{Create: true}); err != nil {
		t.Fatal(err)
	}
	write(t, u, []byte("\x00\x00\x00\x08free"), len(clip(0)))
	if row, err := h.shop.IncomingByName(t.Context(), "a.mp4"); err != nil || row.State != store.Receiving || row.SHA256 != "" {
		t.Errorf("changed: %+v, %v", row, err)
	}
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(clip(1))
	if row := h.settled(t, "a.mp4"); row.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("hashed again: %+v", row)
	}
	if err := h.intake.Resize(t.Context(), boss, "a.mp4", 1000); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Partial || row.Size != 1000 {
		t.Errorf("resized: %+v", row)
	}
}

func TestWrite_Names(t *testing.T) {
	h := newTestIntake(t, nil)
	for _, name := range []string{"", ".", "..", "a/b", "../a", "a\x00", "a\x1b[2J", "a\nb", `a\b`, "\u202eb", string(bytes.Repeat([]byte("a"), 300)), "\xff"} {
		if _, err := h.intake.Create(t.Context(), boss, name); err == nil {
			t.Errorf("the name %q was taken", name)
		}
	}
	for _, name := range []string{"流水.mp4", "a b.mp4", "-rf", ".hidden", "movie.mp4.3f2a.partial"} {
		h.put(t, name, clip(0))
	}
	h.put(t, "e\u0301.mp4", clip(0)) // as a Mac spells it
	if row, err := h.intake.Stat(t.Context(), boss, "\u00e9.mp4"); err != nil || row.Name != "\u00e9.mp4" {
		t.Errorf("%+v, %v", row, err)
	}
	u, err := h.intake.Write(t.Context(), boss, "e\u0301.mp4", Mode{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	_ = u.Close(true)
}

func TestIntake_AdminsOnly(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "a.mp4", clip(0))
	ctx := t.Context()
	for _, a := range []store.Actor{{}, {Role: store.RoleGuest}, {Role: store.RoleUser, Account: 1, Name: "alice"}} {
		_, e1 := h.intake.Create(ctx, a, "b.mp4")
		_, e2 := h.intake.Incoming(ctx, a)
		_, e3 := h.intake.Stat(ctx, a, "a.mp4")
		_, e4 := h.intake.Read(ctx, a, "a.mp4")
		_, e5 := h.intake.Publish(ctx, a, "a.mp4", free, nil)
		for i, err := range []error{e1, e2, e3, e4, e5, h.intake.Discard(ctx, a, "a.mp4", nil), h.intake.Purge(ctx, a, 1),
			h.intake.Rename(ctx, a, "a.mp4", "b.mp4", true), h.intake.Resize(ctx, a, "a.mp4", 0)} {
			if !errors.Is(err, store.ErrNotAllowed) {
				t.Errorf("%s, call %d: %v, want ErrNotAllowed", a.Role, i, err)
			}
		}
	}
}

func TestUpload_NoSpace(t *testing.T) {
	var f *faulty
	h := newTestIntake(t, func(in *Intake) { f = &faulty{Library: in.library, room: 100_000}; in.library = f })
	p := clip(1)
	u := h.create(t, "a.mp4")
	write(t, u, p[:90_000], 0)
	if n, err := u.WriteAt(p[90_000:], 90_000); !errors.Is(err, store.ErrNoSpace) || n != 10_000 {
		t.Errorf("WriteAt = %d, %v, want ErrNoSpace", n, err)
	}
	if err := u.Close(true); err != nil { // the client heard of it already
		t.Errorf("Close: %v", err)
	}
	row := h.settled(t, "a.mp4")
	if row.State != store.Partial || row.Size != 100_000 || row.Problem != store.ErrNoSpace.Code {
		t.Errorf("%+v, want partial for no space", row)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrPartial) {
		t.Errorf("Publish: %v, want ErrPartial", err)
	}
	f.room = 0 // somebody made room
	if u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{}); err != nil {
		t.Fatal(err)
	} else {
		write(t, u, p[100_000:], 100_000)
		if err := u.Close(true); err != nil {
			t.Fatal(err)
		}
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived || row.Problem != "" {
		t.Errorf("resumed: %+v, want ready", row)
	}
	f.space = 100 << 20 // less than the library keeps for itself
	if _, err := h.intake.Create(t.Context(), boss, "b.mp4"); !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("Create: %v, want ErrNoSpace", err)
	}
	if free, available, _, err := h.intake.Space(t.Context()); err != nil || free == 0 || available != 0 {
		t.Errorf("Space = %d, %d, %v, want nothing available of what is free", free, available, err)
	}
	if _, err := u.WriteAt([]byte("x"), 1<<60); err == nil {
		t.Error("a byte at 2^60 was taken")
	}
}

// The disk fills up in the middle of a long upload: what the library keeps for
// itself is not touched.
func TestUpload_RoomForTheHouse(t *testing.T) {
	var f *faulty
	h := newTestIntake(t, func(in *Intake) { f = &faulty{Library: in.library}; in.library = f })
	u := h.create(t, "a.mp4")
	f.space = 1 << 20
	var err error
	p := make([]byte, 1<<20)
	for off := int64(0); off < 2*mostRoom && err == nil; off += int64(len(p)) {
		_, err = u.WriteAt(p, off)
	}
	if !errors.Is(err, store.ErrNoSpace) {
		t.Errorf("WriteAt: %v, want ErrNoSpace", err)
	}
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Partial || row.Problem != store.ErrNoSpace.Code {
		t.Errorf("%+v", row)
	}
}

// Anyone who lists the uploads sees how far the hash is; anyone who resumes one that
// is being hashed does not wait for it.
func TestHash_ProgressAndInterruption(t *testing.T) {
	slow := make(chan struct{})
	h := newTestIntake(t, func(in *Intake) { in.library = &faulty{Library: in.library, slow: slow} })
	p := bytes.Clone(demo.Clips()[0].Open())
	p = append(p, make([]byte, 600_000)...)
	copy(p[len(p)-600_000:], "\x00\x09\x27\xc0free")
	h.put(t, "a.mp4", p)
	slow <- struct{}{} // one piece is read, the second waits
	row := h.until(t, "a.mp4", func(r store.Incoming) bool { return r.State == store.Hashing })
	for row.Done == 0 {
		var err error
		if row, err = h.intake.Stat(t.Context(), boss, "a.mp4"); err != nil {
			t.Fatal(err)
		}
	}
	if row.Done >= row.Size || row.Size != int64(len(p)) {
		t.Errorf("in the middle of the hash: %+v", row)
	}
	if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); !errors.Is(err, store.ErrReceiving) {
		t.Errorf("Publish: %v, want ErrReceiving", err)
	}
	done := make(chan error)
	go func() {
		u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
		if err == nil {
			err = u.Close(true) // untouched
		}
		done <- err
	}()
	close(slow)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived {
		t.Errorf("%+v, want ready in the end", row)
	}
}

func TestIncoming_List(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "b.mp4", clip(1))
	u := h.create(t, "a.mp4")
	write(t, u, clip(0)[:1234], 0)
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil || len(rows) != 2 || rows[0].Name != "a.mp4" || rows[0].Size != 1234 || rows[0].State != store.Receiving ||
		rows[1].Name != "b.mp4" || rows[1].State != store.Arrived {
		t.Errorf("%+v, %v", rows, err)
	}
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	if _, err := h.intake.Read(t.Context(), boss, "none"); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("Read: %v, want ErrNoIncoming", err)
	}
	f, err := h.intake.Read(t.Context(), boss, "b.mp4")
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, io.NewSectionReader(f, 0, f.Size())); err != nil || n != int64(len(clip(1))) {
		t.Errorf("read %d bytes, %v", n, err)
	}
	_ = f.Close()
}

// Anyone who changes an upload stands in the audit: who began it, and once an
// opening, who went on with it. Looking at it is nothing.
func TestUpload_Audit(t *testing.T) {
	h := newTestIntake(t, nil)
	u := h.create(t, "a.mp4")
	write(t, u, clip(0)[:50_000], 0)
	if err := u.Close(false); err != nil {
		t.Fatal(err)
	}
	h.settled(t, "a.mp4")
	for range 2 { // opened, and closed as it was
		u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
		if err != nil {
			t.Fatal(err)
		}
		if err := u.Close(true); err != nil {
			t.Fatal(err)
		}
	}
	other := boss
	other.Addr, other.Key = "192.0.2.7", "SHA256:other"
	u, err := h.intake.Write(t.Context(), other, "a.mp4", Mode{})
	if err != nil {
		t.Fatal(err)
	}
	write(t, u, clip(0)[50_000:], 50_000)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	lines, err := h.shop.Audit(t.Context(), boss, 10)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, l := range lines {
		found = append(found, l.Action+" "+l.Target+" "+l.Detail+" "+l.Key)
	}
	if want := []string{"upload a.mp4 again SHA256:other", "upload a.mp4  "}; !slices.Equal(found, want) {
		t.Errorf("the audit has %q, want %q", found, want)
	}
}

// The hasher is asked for what was not looked at as it was closed, and for nothing
// else.
func TestUpload_AsksTheHasher(t *testing.T) {
	h := openRows(t, tempDir(t))
	h.intake = New(h.shop, h.movies, nil) // no hasher runs
	defer h.close(t)
	for i, c := range []struct {
		name  string
		small int64
		clean bool
		asked int
	}{
		{"small.mp4", smallFile, true, 0},
		{"large.mp4", 0, true, 1},
		{"cut.mp4", 0, false, 0},
	} {
		h.intake.small, h.intake.queue = c.small, nil
		u := h.create(t, c.name)
		write(t, u, clip(i), 0)
		if err := u.Close(c.clean); err != nil {
			t.Fatal(err)
		}
		if len(h.intake.queue) != c.asked {
			t.Errorf("%s: the hasher was asked for %d files, want %d", c.name, len(h.intake.queue), c.asked)
		}
	}
}
