package poster

import (
	"context"
	"errors"
	"image"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/disk"
)

func TestFind(t *testing.T) {
	if _, err := Find("no-such-program-of-any-kind"); !errors.Is(err, ErrNoFFmpeg) {
		t.Errorf("a program that is not there: %v", err)
	}
	file := script(t, "")
	if p, err := Find(file); err != nil || p != file {
		t.Errorf("%q, %v, want %q", p, err, file)
	}
}

// Many ask for one poster: it is made once, kept, and read after a restart.
func TestService_Once(t *testing.T) {
	program, asked := answering(t, stripes(320, 180))
	h := newTestLibrary(t, program)
	f := h.movie("a1.mp4", []byte("bytes"), time.Minute)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := h.Poster(t.Context(), f); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := asked(); n != 1 {
		t.Errorf("the program ran %d times", n)
	}
	again := New(program, h.library, nil)
	defer again.Close()
	if _, err := again.Poster(t.Context(), f); err != nil {
		t.Error(err)
	}
	if n := asked(); n != 1 {
		t.Errorf("after a restart the program ran %d times", n)
	}
	if err := h.library.KeepPoster(t.Context(), f.Key, []byte("cut sh")); err != nil {
		t.Fatal(err)
	}
	third := New(program, h.library, nil)
	defer third.Close()
	if _, err := third.Poster(t.Context(), f); err != nil {
		t.Errorf("a kept poster that was cut short: %v", err)
	}
	if n := asked(); n != 2 {
		t.Errorf("for a kept poster that was cut short the program ran %d times", n)
	}
}

// What goes away takes its poster along, from memory and from the shelf.
func TestService_Drop(t *testing.T) {
	program, asked := answering(t, stripes(320, 180))
	h := newTestLibrary(t, program)
	f := h.movie("a1.mp4", []byte("bytes"), time.Minute)
	if _, err := h.Poster(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if err := h.Drop(t.Context(), f.Key); err != nil {
		t.Fatal(err)
	}
	if _, err := h.library.Poster(t.Context(), f.Key); !errors.Is(err, media.ErrNotExist) {
		t.Errorf("it is still on the shelf: %v", err)
	}
	if _, err := h.Poster(t.Context(), f); err != nil || asked() != 2 {
		t.Errorf("made anew: %v, the program ran %d times", err, asked())
	}
}

// A program that hangs is ended, with all that it started; the next movie gets
// its turn, and the caller whose context ended went before.
func TestService_Hangs(t *testing.T) {
	h := newTestLibrary(t, script(t, "sleep 600 & sleep 600"))
	h.limit = 300 * time.Millisecond
	f := h.movie("a1.mp4", []byte("bytes"), time.Minute)
	begin := time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := h.Poster(ctx, f); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("without patience: %v", err)
	}
	if _, err := h.Poster(t.Context(), f); !errors.Is(err, ErrNone) {
		t.Errorf("%v, want none", err)
	}
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
	begin = time.Now()
	if _, err := h.Poster(t.Context(), f); !errors.Is(err, ErrNone) || time.Since(begin) > 100*time.Millisecond {
		t.Errorf("asked again: %v after %v", err, time.Since(begin))
	}
}

func TestService_CloseEndsTheProgram(t *testing.T) {
	h := newTestLibrary(t, script(t, "sleep 600"))
	f := h.movie("a1.mp4", []byte("bytes"), time.Minute)
	got := make(chan error)
	go func() {
		_, err := h.Poster(context.Background(), f)
		got <- err
	}()
	for {
		h.mu.Lock()
		n := len(h.making)
		h.mu.Unlock()
		if n == 1 {
			break
		}
	}
	if err := h.Service.Close(); err != nil {
		t.Error(err)
	}
	if err := <-got; !errors.Is(err, ErrNone) {
		t.Error(err)
	}
	if _, err := h.Poster(t.Context(), f); !errors.Is(err, ErrNone) {
		t.Errorf("after the end: %v", err)
	}
}

// Answers that are no small picture are no answers.
func TestService_Answers(t *testing.T) {
	huge, _ := answering(t, image.NewGray(image.Rect(0, 0, 3000, 10)))
	tiny, _ := answering(t, image.NewGray(image.Rect(0, 0, 2, 2)))
	for name, program := range map[string]string{
		"floods":        script(t, "exec cat /dev/zero"),
		"floods errors": script(t, "i=0; while [ $i -lt 30000 ]; do echo complaint complaint complaint >&2; i=$((i+1)); done; exit 1"),
		"no picture":    script(t, "echo hello"),
		"nothing":       script(t, "exit 0"),
		"fails":         script(t, "exit 3"),
		"dies":          script(t, "kill -9 $$"),
		"huge":          huge,
		"tiny":          tiny,
		"is gone":       filepath.Join(t.TempDir(), "ffmpeg"),
	} {
		t.Run(name, func(t *testing.T) {
			h := newTestLibrary(t, program)
			if _, err := h.Poster(t.Context(), h.movie("a1.mp4", []byte("bytes"), time.Minute)); !errors.Is(err, ErrNone) {
				t.Errorf("%v, want none", err)
			}
			if _, err := h.library.Poster(t.Context(), "a1.mp4"); !errors.Is(err, media.ErrNotExist) {
				t.Errorf("it was kept: %v", err)
			}
		})
	}
}

// The program has limits, an empty environment, and sees nothing of ours but
// the movie.
func TestRun_Limits(t *testing.T) {
	t.Setenv("YOUKU_SECRET", "secret")
	out, err := run(t.Context(), script(t, "ulimit -t; ulimit -n; ulimit -f; ulimit -c; ulimit -v; env; ls /proc/$$/fd; cat"), nil, strings.NewReader("the movie"))
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Split(string(out), "\n")
	if want := []string{"10", "16", "0", "0"}; !slices.Equal(said[:4], want) {
		t.Errorf("limits %v, want %v", said[:4], want)
	}
	if _, err := os.Stat("/proc/self/fd"); err == nil && said[4] != "1572864" {
		t.Errorf("memory %s", said[4])
	}
	if strings.Contains(string(out), "secret") || !strings.HasSuffix(string(out), "the movie") {
		t.Errorf("it sees %q", out)
	}
	if _, err := run(t.Context(), script(t, "echo a long enough line >"+filepath.Join(t.TempDir(), "file")+" && echo written"), nil, nil); !errors.Is(err, errNoFrame) {
		t.Errorf("it wrote a file: %v", err)
	}
}

// Only the moment and the container differ between two movies.
func TestArguments_Fixed(t *testing.T) {
	a := arguments("mov", "file", "file:/dev/fd/0", 3*time.Second)
	for _, w := range a {
		if strings.ContainsAny(w, "%$`\n") {
			t.Errorf("%q", w)
		}
	}
	if i := slices.Index(a, "-protocol_whitelist"); i < 0 || a[i+1] != "file" || slices.Index(a, "-f") > slices.Index(a, "-i") {
		t.Errorf("%q", a)
	}
}

func TestLRU(t *testing.T) {
	r := newLRU[int](2)
	r.put("a", 1)
	r.put("b", 2)
	r.get("a")
	r.put("c", 3)
	if _, ok := r.get("b"); ok {
		t.Error("the one used longest ago stayed")
	}
	if v, ok := r.get("a"); !ok || v != 1 {
		t.Error("the one used last went")
	}
	r.put("a", 4)
	if v, _ := r.get("a"); v != 4 || r.order.Len() != 2 {
		t.Errorf("%d, %d entries", v, r.order.Len())
	}
}

// falling is a library whose movies fall over.
type falling struct{ *disk.Library }

func (falling) Movie(context.Context, string) (media.File, error) { panic("it fell over") }

// A panic is a movie without a poster, and the next one has one.
func TestService_Panic(t *testing.T) {
	program, _ := answering(t, stripes(320, 180))
	h := newTestLibrary(t, program)
	f := h.movie("a1.mp4", []byte("bytes"), time.Minute)
	var log strings.Builder
	s := New(program, falling{h.library}, slog.New(slog.NewTextHandler(&log, nil)))
	for range 3 {
		if _, err := s.Poster(t.Context(), f); !errors.Is(err, ErrNone) {
			t.Errorf("%v, want ErrNone", err)
		}
	}
	s.library = h.library
	if _, err := s.Poster(t.Context(), Movie{Key: "b2.mp4"}); !errors.Is(err, ErrNone) {
		t.Errorf("%v, want ErrNone", err)
	}
	if _, err := s.Poster(t.Context(), h.movie("c3.mp4", []byte("bytes"), time.Minute)); err != nil {
		t.Error(err)
	}
	_ = s.Close()
	if n := strings.Count(log.String(), "it fell over"); n != 1 || !strings.Contains(log.String(), "service_test.go") {
		t.Errorf("logged %d times: %s", n, log.String())
	}
}
