//go:build unix

package intake

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"youku.example/store"
)

// The deeds that a crash may interrupt. Each begins in a library that before has
// prepared, and is done again, to its end, in the library after the crash.
var deeds = map[string]struct {
	before func(t *testing.T, h *testIntake)
	do     func(t *testing.T, h *testIntake)
}{
	"upload": {
		do: func(t *testing.T, h *testIntake) { h.arrive(t, "a.mp4", clip(0)) },
	},
	"half": {
		do: func(t *testing.T, h *testIntake) {
			u := h.create(t, "a.mp4")
			write(t, u, clip(0)[:40_000], 0)
			if err := u.note(t.Context()); err != nil {
				t.Fatal(err)
			}
			write(t, u, clip(0)[40_000:50_000], 40_000)
			write(t, u, clip(0)[60_000:], 60_000) // a gap of 10,000 bytes
			h.intake.step("half")
			_ = u.Close(false)
		},
	},
	"shorten": {
		before: func(t *testing.T, h *testIntake) { h.arrive(t, "a.mp4", clip(0)) },
		do: func(t *testing.T, h *testIntake) {
			u, err := h.intake.Write(t.Context(), boss, "a.mp4", Mode{})
			if err != nil {
				t.Fatal(err)
			}
			write(t, u, clip(0)[:100], 0)
			if err := u.Truncate(1000); err != nil {
				t.Fatal(err)
			}
			write(t, u, clip(0)[5000:9000], 5000)
			h.intake.step("shortened")
			_ = u.Close(false)
		},
	},
	"publish": {
		before: func(t *testing.T, h *testIntake) { h.arrive(t, "a.mp4", clip(0)) },
		do: func(t *testing.T, h *testIntake) {
			if _, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil); err != nil {
				t.Fatal(err)
			}
		},
	},
	"several": {
		before: func(t *testing.T, h *testIntake) {
			h.arrive(t, "a.mp4", clip(0))
			h.arrive(t, "b.mp4", clip(1))
			h.arrive(t, "c.mp4", clip(2))
		},
		do: func(t *testing.T, h *testIntake) {
			for _, d := range h.intake.PublishAll(t.Context(), boss, named("c.mp4", "a.mp4", "b.mp4")) {
				if d.Err != nil {
					t.Fatal(d.Err)
				}
			}
		},
	},
	"undo": {
		before: func(t *testing.T, h *testIntake) { h.arrive(t, "a.mp4", clip(0)) },
		do: func(t *testing.T, h *testIntake) {
			h.intake.shop = &failingAll{Shop: h.intake.shop, before: errors.New("the database is gone")}
			_, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
			if err == nil {
				t.Fatal("published")
			}
		},
	},
	"discard": {
		before: func(t *testing.T, h *testIntake) { h.arrive(t, "a.mp4", clip(0)) },
		do: func(t *testing.T, h *testIntake) {
			if err := h.intake.Discard(t.Context(), boss, "a.mp4", nil); err != nil {
				t.Fatal(err)
			}
		},
	},
	"purge": {
		before: func(t *testing.T, h *testIntake) {
			h.arrive(t, "a.mp4", clip(0))
			m, err := h.intake.Publish(t.Context(), boss, "a.mp4", free, nil)
			if err != nil {
				t.Fatal(err)
			}
			h.arrive(t, "twin.mp4", clip(0))
			if err := h.shop.Delete(t.Context(), boss, m.ID); err != nil {
				t.Fatal(err)
			}
		},
		do: func(t *testing.T, h *testIntake) {
			if err := h.intake.Purge(t.Context(), boss, 1); err != nil {
				t.Fatal(err)
			}
		},
	},
}

// The program is killed at every step of every deed. The next start finds the
// library sound, and everything in it in a state that a person understands.
func TestCrash(t *testing.T) {
	if dir := os.Getenv("YOUKU_TEST_CRASH_DIR"); dir != "" {
		crash(t, dir, os.Getenv("YOUKU_TEST_CRASH_AT"))
		return
	}
	for _, c := range []struct {
		at    string
		name  string // what is looked at afterwards
		state store.IncomingState
		size  int64 // -1: any
	}{
		{"upload added", "a.mp4", "", 0}, // there never was a file
		{"upload received", "a.mp4", store.Partial, 0},
		{"upload closed", "a.mp4", store.Partial, -1},
		{"upload saved", "a.mp4", store.Arrived, -1},
		{"upload hashed", "a.mp4", store.Arrived, -1},
		{"half half", "a.mp4", store.Partial, 40_000},
		{"shorten receiving", "a.mp4", store.Partial, -1},
		{"shorten shortened", "a.mp4", store.Partial, 1000},
		{"publish publishing", "a.mp4", store.Arrived, -1},
		{"publish kept", "a.mp4", store.Arrived, -1},
		{"publish published", "a.mp4", "", 0},
		{"publish discarded", "a.mp4", "", 0},
		{"several publishing", "a.mp4", store.Arrived, -1},
		{"several kept", "a.mp4", store.Arrived, -1},
		{"several published", "a.mp4", "", 0},
		{"several discarded", "a.mp4", "", 0},
		{"undo publishing", "a.mp4", store.Arrived, -1},
		{"undo kept", "a.mp4", store.Arrived, -1},
		{"undo undone", "a.mp4", store.Arrived, -1},
		{"discard removing", "a.mp4", "", 0},
		{"discard discarded", "a.mp4", "", 0},
		{"purge purging", "twin.mp4", store.Arrived, -1},
		{"purge purged", "twin.mp4", store.Arrived, -1},
	} {
		t.Run(c.at, func(t *testing.T) {
			t.Parallel()
			dir := tempDir(t)
			deed, _, _ := strings.Cut(c.at, " ")
			if before := deeds[deed].before; before != nil {
				h := start(t, dir, nil)
				before(t, h)
				h.close(t)
			}
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), self, "-test.run=^TestCrash$")
			cmd.Env = append(os.Environ(), "YOUKU_TEST_CRASH_DIR="+dir, "YOUKU_TEST_CRASH_AT="+c.at)
			out, err := cmd.CombinedOutput()
			if state := cmd.ProcessState.Sys().(syscall.WaitStatus); !state.Signaled() || state.Signal() != syscall.SIGKILL {
				t.Fatalf("it was not killed at %q: %v\n%s", c.at, err, out)
			}

			h := start(t, dir, nil)
			looked(t, h, c.name, c.state, c.size)
			h.close(t)
			h.sound(t)
			h = start(t, dir, nil) // a second start has nothing to mend
			looked(t, h, c.name, c.state, c.size)
			// Life goes on.
			h.arrive(t, "next.mp4", clip(7))
			if _, err := h.intake.Publish(t.Context(), boss, "next.mp4", free, nil); err != nil {
				t.Error(err)
			}
			switch c.state {
			case store.Arrived:
				if _, err := h.intake.Publish(t.Context(), boss, c.name, free, nil); err != nil {
					t.Error(err)
				}
			case store.Partial:
				h.resume(t, c.name)
			}
			h.close(t)
			h.sound(t)
		})
	}
}

func looked(t *testing.T, h *testIntake, name string, state store.IncomingState, size int64) {
	t.Helper()
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Name != name {
			continue
		}
		if r = h.settled(t, name); r.State != state || size >= 0 && r.Size != size {
			t.Errorf("%+v, want %q with %d bytes", r, state, size)
		}
		return
	}
	if state != "" {
		t.Errorf("no %s, want it %s", name, state)
	}
}

// resume goes on at the end of the file, as a client does.
func (h *testIntake) resume(t *testing.T, name string) {
	t.Helper()
	u, err := h.intake.Write(t.Context(), boss, name, Mode{})
	if err != nil {
		t.Fatal(err)
	}
	at := int(u.Stat().Size)
	write(t, u, clip(0)[at:], at)
	if err := u.Close(true); err != nil {
		t.Fatal(err)
	}
	if row := h.settled(t, name); row.State != store.Arrived {
		t.Errorf("resumed at %d: %+v, want ready", at, row)
	}
}

// crash runs in a process of its own, and ends with it.
func crash(t *testing.T, dir, at string) {
	name, step, _ := strings.Cut(at, " ")
	h := start(t, dir, func(in *Intake) {
		if step == "hashed" {
			in.small = 0
		}
		in.step = func(now string) {
			if now == step {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {}
			}
		}
	})
	deeds[name].do(t, h)
}
