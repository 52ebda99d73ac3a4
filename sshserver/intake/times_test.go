package intake

import (
	"errors"
	"testing"
	"time"

	"youku.example/store"
)

var film = time.Date(1998, 12, 18, 20, 0, 0, 0, time.UTC)

// changed is what clients are shown of an upload's time.
func (h *testIntake) changed(t testing.TB, name string) time.Time {
	t.Helper()
	row, err := h.intake.Stat(t.Context(), boss, name)
	if err != nil {
		t.Fatal(err)
	}
	return row.Changed()
}

// A client that keeps times sets them through its handle, before or after the
// close, and by the name.
func TestTimes(t *testing.T) {
	h := newTestIntake(t, nil)
	u := h.create(t, "a.mp4")
	write(t, u, clip(0), 0)
	for at, set := range map[time.Time]func(time.Time) error{
		film:                  u.SetTime,
		film.Add(time.Second): func(at time.Time) error { return h.intake.SetTime(t.Context(), boss, "a.mp4", at) },
	} {
		if err := set(at); err != nil || !h.changed(t, "a.mp4").Equal(at) {
			t.Errorf("while it is sent: %v, %v, want %v", h.changed(t, "a.mp4"), err, at)
		}
	}
	if err := errors.Join(u.SetTime(film), u.Close(true)); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, "a.mp4"); row.State != store.Arrived || !row.Changed().Equal(film) {
		t.Errorf("after the hash: %+v", row)
	}
	if err := h.intake.SetTime(t.Context(), boss, "a.mp4", film.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if err := h.intake.Rename(t.Context(), boss, "a.mp4", "b.mp4", false); err != nil {
		t.Fatal(err)
	}
	if got := h.changed(t, "b.mp4"); !got.Equal(film.Add(time.Hour)) {
		t.Errorf("under its new name: %v", got)
	}
	if err := h.intake.SetTime(t.Context(), boss, "b.mp4", time.Unix(0, 0)); err != nil || h.changed(t, "b.mp4").Unix() != 0 {
		t.Errorf("of 1970: %v, %v", h.changed(t, "b.mp4"), err)
	}
	if err := h.intake.SetTime(t.Context(), boss, "none.mp4", film); !errors.Is(err, store.ErrNoIncoming) {
		t.Errorf("of none: %v", err)
	}
}

// What is written anew has a time of its own again, and one that is only looked
// at keeps it.
func TestTimes_Written(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "a.mp4", clip(0))
	sent := h.changed(t, "a.mp4")
	if age := time.Since(sent); age < 0 || age > time.Minute {
		t.Errorf("without a time of its own: %v", sent)
	}
	if err := h.intake.SetTime(t.Context(), boss, "a.mp4", film); err != nil {
		t.Fatal(err)
	}
	u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
	if err != nil {
		t.Fatal(err)
	}
	if err := u.Close(true); err != nil || !h.changed(t, "a.mp4").Equal(film) {
		t.Errorf("opened and closed: %v, %v", h.changed(t, "a.mp4"), err)
	}
	h.put(t, "a.mp4", clip(1))
	if got := h.changed(t, "a.mp4"); got.Before(sent) {
		t.Errorf("written again: %v", got)
	}
}
