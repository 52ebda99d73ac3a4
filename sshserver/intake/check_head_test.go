package intake

import (
	"bytes"
	"errors"
	"testing"

	"youku.example/media/demo"
	"youku.example/store"
)

// What can't be a movie is refused on the write that brings its beginning,
// whichever that is.
func TestUpload_Inspect(t *testing.T) {
	h := newTestIntake(t, nil)
	avi := append([]byte("RIFF\x00\x00\x00\x00AVI LIST"), make([]byte, 5000)...)
	stream := bytes.Repeat(append([]byte{0x47}, make([]byte, 187)...), 100)
	for name, c := range map[string]struct {
		bytes []byte
		from  int // what comes before is sent last
		want  error
	}{
		"a.avi":     {avi, 0, store.ErrContainer},
		"late.avi":  {avi, 2000, store.ErrContainer},
		"a.ts":      {stream, 0, store.ErrContainer},
		"late.ts":   {stream, 188, store.ErrContainer},
		"hello.pdf": {[]byte("hello"), 0, store.ErrNotAMovie},
		"g.pdf":     {[]byte("GG"), 1, store.ErrNotAMovie},
		"clip.mp4":  {clip(0), 3000, nil},
	} {
		u := h.create(t, name)
		_, err := u.WriteAt(c.bytes[c.from:], int64(c.from))
		if c.from > 0 {
			if err != nil {
				t.Errorf("%s: %v before its beginning is here", name, err)
			}
			_, err = u.WriteAt(c.bytes[:c.from], 0)
		}
		if cerr := u.Close(true); err == nil { // of two bytes it can be told no sooner
			err = cerr
		}
		row := h.settled(t, name)
		if c.want == nil {
			if err != nil || row.State != store.Arrived {
				t.Errorf("%s: %v, %+v", name, err, row)
			}
			continue
		}
		var r *store.Refusal
		if !errors.Is(err, c.want) || !errors.As(err, &r) || r.Name != name {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if r := c.want.(*store.Refusal); row.State != store.Refused || row.Problem != r.Code {
			t.Errorf("%s: %+v, want refused", name, row)
		}
	}
}

// An upload that was refused can't be gone on with, but sent anew.
func TestUpload_InspectResumed(t *testing.T) {
	h := newTestIntake(t, nil)
	u := h.create(t, "a.mp4")
	if _, err := u.WriteAt([]byte("no movie at all."), 0); !errors.Is(err, store.ErrNotAMovie) {
		t.Fatal(err)
	}
	_ = u.Close(false)
	if row := h.settled(t, "a.mp4"); row.State != store.Refused {
		t.Errorf("%+v, want refused, also where the connection was lost", row)
	}
	u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.WriteAt(clip(0)[16:], 16); !errors.Is(err, store.ErrNotAMovie) {
		t.Errorf("gone on with: %v, want ErrNotAMovie", err)
	}
	_ = u.Close(true)
	if row := h.arrive(t, "a.mp4", clip(0)); row.State != store.Arrived {
		t.Errorf("sent anew: %+v", row)
	}
	// A movie that was cut off is gone on with in the middle.
	half := demo.Clips()[2].Open()
	h.put(t, "half.mkv", half[:20_000])
	h.settled(t, "half.mkv")
	if u, err = h.intake.Write(t.Context(), boss, "half.mkv", Mode{}); err != nil {
		t.Fatal(err)
	}
	write(t, u, half[20_000:], 20_000)
	if err := u.Close(true); err != nil {
		t.Error(err)
	}
	if row := h.settled(t, "half.mkv"); row.State != store.Arrived {
		t.Errorf("gone on with: %+v", row)
	}
}
