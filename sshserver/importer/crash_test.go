//go:build unix

package importer

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"youku.example/store/jobs"
)

const (
	crashDir  = "YOUKU_TEST_IMPORT_DIR"
	crashMode = "YOUKU_TEST_IMPORT_MODE"
	crashStep = "YOUKU_TEST_IMPORT_STEP"
)

// An import is killed at each of its steps (kill -9), a server's and a command's,
// and in between. What goes on with it leaves every movie whole and none of its
// bytes without a movie, every source of what is no movie in its place, and takes
// the rest.
func TestCrash(t *testing.T) {
	if dir := os.Getenv(crashDir); dir != "" {
		crash(t, dir, jobs.Mode(os.Getenv(crashMode)))
		return
	}
	for _, mode := range modes {
		for step := 1; ; step++ {
			h := openTestLibrary(t, tempDir(t))
			paths := h.show(t)
			h.put(t, "film.mp4", movie(20))
			job := h.job(t, mode, nil)
			h.close()
			if !killedAt(t, h.dir, mode, step) {
				if step < 4 {
					t.Errorf("%s has %d steps", mode, step-1)
				}
				break
			}
			t.Run(fmt.Sprint(mode, step), func(t *testing.T) {
				h := openTestLibrary(t, h.dir)
				defer h.close()
				if step%2 == 0 { // as the next server does
					again := h.read(t, job.ID)
					if again.State != jobs.Running {
						t.Fatalf("it is %s", again.State)
					}
					if err := h.Run(t.Context(), again); err != nil {
						t.Fatal(err)
					}
				} else { // as the next command does
					if err := h.Settle(t.Context()); err != nil {
						t.Fatal(err)
					}
					if got := h.read(t, job.ID); got.State != jobs.Cancelled {
						t.Errorf("it is %s", got.State)
					}
					for _, m := range h.sound(t) {
						if got := h.languages(t, m); got != "en zh" && m.Title != "film" {
							t.Errorf("half done: %s has subtitles %q", m.Title, got)
						}
					}
					for at, state := range h.run(t, mode) {
						if state != "taken" && state != "here" {
							t.Errorf("%s: %s", at, state)
						}
					}
				}
				movies := h.sound(t)
				if len(movies) != len(paths)+1 {
					t.Errorf("%d movies, want %d", len(movies), len(paths)+1)
				}
				for _, m := range movies {
					if got := h.languages(t, m); got != "en zh" && m.Title != "film" {
						t.Errorf("%s has subtitles %q", m.Title, got)
					}
				}
				left := h.left(t)
				for at, state := range h.outcomes(t, job.ID) {
					if mode == jobs.Move && state == "taken" && slices.Contains(left, at) {
						t.Errorf("%s was moved and is there", at)
					}
				}
				if mode != jobs.Move && len(left) != 13 {
					t.Errorf("left: %q", left)
				}
			})
		}
	}
}

func crash(t *testing.T, dir string, mode jobs.Mode) {
	h := openTestLibrary(t, dir)
	n, _ := strconv.Atoi(os.Getenv(crashStep))
	h.Step = func(string) {
		if n--; n == 0 {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
		}
	}
	list, err := h.open(t.Context())
	if err != nil || len(list) != 1 || list[0].Mode != mode {
		t.Fatal(list, err)
	}
	if err := h.Run(t.Context(), list[0]); err != nil {
		t.Fatal(err)
	}
	h.close()
}

// killedAt reports whether there is such a step.
func killedAt(t *testing.T, dir string, mode jobs.Mode, step int) bool {
	cmd := exec.Command(os.Args[0], "-test.run=^TestCrash$")
	cmd.Env = slices.Concat(os.Environ(), []string{crashDir + "=" + dir, crashMode + "=" + string(mode), fmt.Sprint(crashStep, "=", step)})
	out, err := cmd.CombinedOutput()
	if err == nil {
		return false
	}
	if status, is := cmd.ProcessState.Sys().(syscall.WaitStatus); !is || status.Signal() != syscall.SIGKILL {
		t.Fatalf("%v\n%s", err, strings.TrimSpace(string(out)))
	}
	return true
}
