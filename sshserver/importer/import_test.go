package importer

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/store/jobs"
)

var modes = []jobs.Mode{jobs.Copy, jobs.Link, jobs.Move}

// A show of two seasons with subtitles in two languages becomes a series, in each
// mode; what can't be taken stays and is named, and the same again does nothing.
func TestRun(t *testing.T) {
	for _, mode := range modes {
		t.Run(string(mode), func(t *testing.T) {
			h := newTestLibrary(t)
			paths := h.show(t)
			h.put(t, "twin.mp4", movie(0))
			h.put(t, "a/clash S01E01.mp4", movie(10))
			h.put(t, "a/clash 1x01.mp4", movie(11))
			h.put(t, "notes.pdf", []byte("%PDF-1.4"))
			h.put(t, "cut.mp4", movie(12)[:5000])
			h.put(t, ".hidden.mp4", movie(13))
			h.put(t, "Tides (2021)/Thumbs.db", []byte("x"))
			h.put(t, "film (2019).mp4", movie(14))
			h.put(t, "film (2019).fr.srt", []byte("no subtitles"))
			before := h.left(t)
			modeOf := func(at string) string {
				info, err := os.Stat(filepath.Join(h.in(), at))
				if err != nil {
					return err.Error()
				}
				return info.Mode().String()
			}
			wasMode := modeOf(paths[0])
			want := map[string]string{
				"twin.mp4": "here", "a/clash S01E01.mp4": "episode_twice", "a/clash 1x01.mp4": "episode_twice", "notes.pdf": "not_a_movie",
				"cut.mp4": "cut_short", "film (2019).mp4": "taken", "film (2019).fr.srt": "not_subtitles",
			}
			for _, p := range paths {
				want[p] = "taken"
			}
			if d := cmp.Diff(want, h.run(t, mode)); d != "" {
				t.Fatalf("wanted (-) and got (+):\n%s", d)
			}
			movies := h.sound(t)
			if len(movies) != 5 {
				t.Fatalf("%d movies", len(movies))
			}
			for _, m := range movies {
				wanted := "en zh"
				if m.Year == 2019 {
					wanted = ""
				} else if m.Episode.Series != "Tides" || m.Price != 200 {
					t.Errorf("%+v", m)
				}
				if got := h.languages(t, m); got != wanted {
					t.Errorf("%s has subtitles %q, want %q", m.Title, got, wanted)
				}
				if (m.Link != store.Link{}) != (mode == jobs.Link) {
					t.Errorf("%s: link %+v", m.Title, m.Link)
				}
				info, err := os.Stat(filepath.Join(h.dir, "media", "movies", m.File[:2], m.File))
				if err != nil {
					t.Fatal(err)
				}
				if names := info.Sys().(*syscall.Stat_t).Nlink; (names == 2) != (mode == jobs.Link) {
					t.Errorf("%s: its bytes have %d names", m.Title, names)
				}
				if mode != jobs.Link && info.Mode() != 0o600 {
					t.Errorf("%s: mode %v", m.Title, info.Mode())
				}
			}
			stay := before
			if mode == jobs.Move {
				stay = []string{".hidden.mp4", "Tides (2021)/Thumbs.db", "a/clash 1x01.mp4", "a/clash S01E01.mp4", "cut.mp4", "film (2019).fr.srt", "notes.pdf", "twin.mp4"}
			} else if got := modeOf(paths[0]); got != wasMode {
				t.Errorf("the mode of a source was %s and is %s", wasMode, got)
			}
			if got := h.left(t); !slices.Equal(got, stay) {
				t.Errorf("left: %q, want %q", got, stay)
			}
			again := h.run(t, mode)
			for at, state := range again {
				if state == "taken" {
					t.Errorf("%s was taken twice", at)
				}
			}
			h.sound(t)
		})
	}
}

// What is no file of the folder is not followed, opened or waited for.
func TestRun_OddFolder(t *testing.T) {
	h := newTestLibrary(t)
	outside := filepath.Join(h.dir, "outside.mp4")
	if err := os.WriteFile(outside, movie(1), 0o600); err != nil {
		t.Fatal(err)
	}
	h.put(t, "one.mp4", movie(2))
	h.put(t, "1/2/3/4/deep.mp4", movie(3))
	h.put(t, "1/2/3/4/5/too deep.mp4", movie(4))
	h.put(t, "a\x1b[2J.mp4", movie(5))
	h.put(t, "b\xff.mp4", movie(6))
	for name, to := range map[string]string{"out.mp4": outside, "inside.mp4": "one.mp4", "up": "..", "loop": ".", "gone.mp4": "nothing"} {
		if err := os.Symlink(to, filepath.Join(h.in(), name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(h.in(), "pipe.mp4"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{
		"one.mp4": "taken", "1/2/3/4/deep.mp4": "taken", "1/2/3/4/5": "too_deep", "a\x1b[2J.mp4": "file_name", "b�.mp4": "file_name",
		"out.mp4": "leads_out", "up": "leads_out", "gone.mp4": "leads_out",
	}
	if os.Geteuid() != 0 {
		if err := os.Chmod(h.put(t, "secret.mp4", movie(7)), 0); err != nil {
			t.Fatal(err)
		}
		want["secret.mp4"] = "unreadable"
	}
	if d := cmp.Diff(want, h.run(t, jobs.Copy)); d != "" {
		t.Errorf("wanted (-) and got (+):\n%s", d)
	}
	h.sound(t)
}

// The library's own folders are refused, and left out where they lie below.
func TestCheckFolder(t *testing.T) {
	h := newTestLibrary(t)
	h.Own.Data = h.dir
	own := filepath.Join(h.dir, "media")
	link := filepath.Join(h.in(), "link")
	if err := os.Symlink(own, link); err != nil {
		t.Fatal(err)
	}
	for dir, want := range map[string]*store.Refusal{
		h.dir: store.ErrOwnFolder, own: store.ErrOwnFolder, filepath.Join(own, "movies"): store.ErrOwnFolder, link: store.ErrOwnFolder,
		h.in(): nil, filepath.Join(h.in(), "none"): store.ErrNoFolder, filepath.Join(h.dir, "youku.db"): store.ErrNoFolder,
	} {
		err := CheckFolder(dir, h.Own)
		if r, is := err.(*store.Refusal); err != nil && (!is || want == nil || r.Code != want.Code) || err == nil && want != nil {
			t.Errorf("%s: %v, want %v", dir, err, want)
		}
	}
	h.put(t, "one.mp4", movie(1))
	h.run(t, jobs.Copy)
	h.Own.Data = ""
	job := h.job(t, jobs.Copy, func(i *jobs.Import) { i.Folder = h.dir }) // the database is no movie
	if err := h.Run(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	for at := range h.outcomes(t, job.ID) {
		if strings.HasPrefix(at, "media") {
			t.Errorf("%s of the library itself was looked at", at)
		}
	}
}

// Subtitles that come later are given to the movie that is here, unless it has
// some in that language.
func TestRun_LateSubtitles(t *testing.T) {
	h := newTestLibrary(t)
	h.put(t, "film.mp4", movie(1))
	h.put(t, "film.zh.srt", []byte(chinese))
	h.run(t, jobs.Copy)
	h.put(t, "film.zh.srt", []byte("broken")) // it has them
	h.put(t, "film.en.srt", []byte(english))
	h.put(t, "film.de.srt", []byte("broken"))
	if d := cmp.Diff(map[string]string{"film.mp4": "here", "film.de.srt": "not_subtitles"}, h.run(t, jobs.Copy)); d != "" {
		t.Errorf("wanted (-) and got (+):\n%s", d)
	}
	if got := h.languages(t, h.sound(t)[0]); got != "en zh" {
		t.Errorf("subtitles %q", got)
	}
}

// A job that is cancelled ends, and leaves nothing half done.
func TestRun_Cancelled(t *testing.T) {
	h := newTestLibrary(t)
	for n := range 300 {
		h.put(t, fmt.Sprintf("%03d.mp4", n), movie(n))
	}
	job := h.job(t, jobs.Copy, nil)
	first := true
	h.Step = func(step string) {
		if step == "kept" && first {
			first = false
			if err := h.db.Update(t.Context(), func(tx store.Tx) error { return tx.HearImport(t.Context(), job.ID, true, time.Now()) }); err != nil {
				t.Error(err)
			}
			time.Sleep(3 * noteEvery) // it is asked for in the middle of a batch, which ends
		}
	}
	if err := h.Run(t.Context(), job); err != nil {
		t.Fatal(err)
	}
	if got := h.read(t, job.ID); got.State != jobs.Cancelled {
		t.Errorf("it is %s", got.State)
	}
	if n := len(h.sound(t)); n == 0 || n == 300 {
		t.Errorf("%d movies", n)
	}
	h.Step = nil
	h.run(t, jobs.Copy)
	if n := len(h.sound(t)); n != 300 {
		t.Errorf("%d movies at the end", n)
	}
}

// A folder that is watched gives each file once it stands still, and the subtitles
// that come behind it.
func TestWatch(t *testing.T) {
	h := newTestLibrary(t)
	h.put(t, "old.mp4", movie(1))
	synctest.Test(t, func(t *testing.T) {
		h := openTestLibrary(t, h.dir)
		defer h.close()
		job := h.job(t, jobs.Link, func(i *jobs.Import) { i.Watch = true })
		ended := make(chan error)
		go func() { ended <- h.Run(t.Context(), job) }()
		alive := func(d time.Duration) {
			for range d / time.Second {
				time.Sleep(time.Second)
				if err := h.db.Update(t.Context(), func(tx store.Tx) error { return tx.HearImport(t.Context(), job.ID, false, time.Now()) }); err != nil {
					t.Fatal(err)
				}
			}
		}
		states := func(want map[string]string) {
			t.Helper()
			if d := cmp.Diff(want, h.outcomes(t, job.ID)); d != "" {
				t.Fatalf("wanted (-) and got (+):\n%s", d)
			}
		}
		alive(10 * time.Second)
		states(map[string]string{"old.mp4": "taken"})
		h.put(t, "new.zh.srt", []byte(chinese)) // it waits for its movie, and goes with no other
		whole := movie(2)
		for part := 1; part <= 5; part++ { // it grows as long as anybody likes
			h.put(t, "new.mp4", whole[:len(whole)*part/5])
			alive(2 * time.Second)
			if part < 5 {
				states(map[string]string{"old.mp4": "taken"})
			}
		}
		h.put(t, "new.nfo", []byte("<movie><title>Harbour</title></movie>")) // the movie waits for what it says
		alive(6 * time.Second)
		h.put(t, "new.en.srt", []byte(english))
		alive(10 * time.Second)
		states(map[string]string{"old.mp4": "taken", "new.mp4": "taken"})
		movies := h.sound(t)
		if got := h.languages(t, movies[0]); got != "" {
			t.Errorf("the old one has subtitles %q", got)
		}
		if got := h.languages(t, movies[1]); got != "en zh" {
			t.Errorf("subtitles %q", got)
		}
		if movies[1].Title != "Harbour" {
			t.Errorf("it is called %q", movies[1].Title)
		}
		h.put(t, "no.pdf", []byte("%PDF"))
		alive(10 * time.Second)
		states(map[string]string{"old.mp4": "taken", "new.mp4": "taken", "no.pdf": "not_a_movie"})
		time.Sleep(time.Minute) // the command that followed it is gone
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if got := h.read(t, job.ID); got.State != jobs.Cancelled {
			t.Errorf("it is %s", got.State)
		}
	})
}
