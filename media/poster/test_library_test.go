package poster

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/media"
	"youku.example/media/disk"
)

// need returns the path of a program that a test can't do without.
func need(t *testing.T, name string) string {
	t.Helper()
	p, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	return p
}

// testLibrary is a library with a service that makes its posters.
type testLibrary struct {
	t       *testing.T
	library *disk.Library
	*Service
}

func newTestLibrary(t *testing.T, program string) *testLibrary {
	t.Helper()
	l, err := disk.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h := &testLibrary{t, l, New(program, l, nil)}
	t.Cleanup(func() {
		if err := h.Service.Close(); err != nil {
			t.Error(err)
		}
		_ = l.Close()
	})
	return h
}

// movie keeps bytes as a movie.
func (h *testLibrary) movie(key string, p []byte, length time.Duration) Movie {
	h.t.Helper()
	in, err := h.library.Receive(h.t.Context(), "in."+key, 1)
	if err == nil {
		_, err = in.WriteAt(p, 0)
		_ = in.Close()
	}
	if err == nil {
		err = h.library.Keep(h.t.Context(), "in."+key, key, nil)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return Movie{Key: key, Ext: filepath.Ext(key), Length: length}
}

// script is a program that stands in for ffmpeg.
func script(t *testing.T, body string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ffmpeg")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return file
}

// answering is a program that answers with a picture, whatever it is asked,
// and adds a line to the log that it was.
func answering(t *testing.T, img image.Image) (program string, asked func() int) {
	t.Helper()
	dir := t.TempDir()
	file, log := filepath.Join(dir, "picture.jpg"), filepath.Join(dir, "log")
	f, err := os.Create(file)
	if err == nil {
		err = jpeg.Encode(f, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	if err := exec.Command("mkfifo", log).Run(); err != nil { // no file may be written
		t.Fatal(err)
	}
	heard := make(chan int, 1)
	heard <- 0
	pipe, err := os.OpenFile(log, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = pipe.Close() })
	asked = func() int {
		n := <-heard
		_ = pipe.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
		buf := make([]byte, 4096)
		got, _ := pipe.Read(buf)
		n += strings.Count(string(buf[:got]), "\n")
		heard <- n
		return n
	}
	return script(t, fmt.Sprintf("echo asked >>%s\ncat %s", log, file)), asked
}

// stripes is a picture with something to see.
func stripes(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, color.RGBA{uint8(x / 8 % 2 * 255), uint8(y), 90, 255})
		}
	}
	return img
}

// opaque hides that a file is one of the system's.
type opaque struct{ *disk.Library }

type hidden struct{ media.File }

func (o opaque) Movie(ctx context.Context, key string) (media.File, error) {
	f, err := o.Library.Movie(ctx, key)
	if err != nil {
		return nil, err
	}
	return hidden{struct{ media.File }{f}}, nil
}
