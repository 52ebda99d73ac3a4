package poster

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/media/demo"
)

// made is a movie as ffmpeg makes it from those words.
func made(t *testing.T, ffmpeg, name, words string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	args := append(strings.Fields("-v error -threads 1 "+words), file)
	if out, err := exec.CommandContext(t.Context(), ffmpeg, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	p, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestPoster_Demo(t *testing.T) {
	h := newTestLibrary(t, need(t, "ffmpeg"))
	for i, c := range demo.Clips() {
		f := h.movie(fmt.Sprintf("a%d%s", i, filepath.Ext(c.Name)), c.Open(), 12*time.Second)
		img, err := h.Poster(t.Context(), f)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		if b := img.Bounds(); b.Dx() != 320 || b.Dy() != 180 {
			t.Errorf("%s: %v, want 320×180", c.Name, b)
		}
		if p, err := h.library.Poster(t.Context(), f.Key); err != nil || len(p) < 500 || len(p) > 64<<10 {
			t.Errorf("%s: %d bytes are kept, %v", c.Name, len(p), err)
		}
	}
}

// A library elsewhere has no files that ffmpeg could jump in: it reads a
// stream, and can't do so where the index comes last.
func TestPoster_Piped(t *testing.T) {
	h := newTestLibrary(t, need(t, "ffmpeg"))
	h.Service.library = opaque{h.library}
	for i, c := range demo.Clips() {
		f := h.movie(fmt.Sprintf("a%d%s", i, filepath.Ext(c.Name)), c.Open(), 12*time.Second)
		last := bytes.Index(c.Open(), []byte("moov")) > bytes.Index(c.Open(), []byte("mdat"))
		if _, err := h.Poster(t.Context(), f); (err != nil) != last {
			t.Errorf("%s (index last: %v): %v", c.Name, last, err)
		}
	}
}

// Where the fifth of the movie is black, it is looked for something to see.
func TestPoster_NotBlack(t *testing.T) {
	ffmpeg := need(t, "ffmpeg")
	h := newTestLibrary(t, ffmpeg)
	p := made(t, ffmpeg, "a.mp4", "-f lavfi -i color=black:s=160x90:r=10:d=3 -f lavfi -i testsrc=s=160x90:r=10:d=7 "+
		"-filter_complex [0:v][1:v]concat=n=2:v=1 -g 10 -c:v libx264")
	img, err := h.Poster(t.Context(), h.movie("b1.mp4", p, 10*time.Second))
	if err != nil {
		t.Fatal(err)
	}
	if n := plain(img); n >= tooPlain {
		t.Errorf("%d %% of the poster are alike", n)
	}
	p = made(t, ffmpeg, "b.mp4", "-f lavfi -i color=black:s=160x90:r=10:d=3 -c:v libx264")
	if _, err := h.Poster(t.Context(), h.movie("b2.mp4", p, 3*time.Second)); err != nil {
		t.Errorf("a movie that is black throughout: %v", err)
	}
}

func TestPoster_Shapes(t *testing.T) {
	ffmpeg := need(t, "ffmpeg")
	h := newTestLibrary(t, ffmpeg)
	for i, c := range []struct{ size, sar, want string }{
		{"90x160", "1", "(0,0)-(320,568)"}, {"720x576", "64/45", "(0,0)-(320,180)"},
		{"1000x100", "1", "(0,0)-(320,32)"}, {"64x640", "1", "(0,0)-(320,640)"},
	} {
		p := made(t, ffmpeg, "a.mp4", "-f lavfi -i testsrc=s="+c.size+":r=5:d=1 -vf setsar="+c.sar+" -c:v libx264")
		img, err := h.Poster(t.Context(), h.movie(fmt.Sprintf("c%d.mp4", i), p, time.Second))
		if err != nil || img.Bounds().String() != c.want {
			t.Errorf("%s of %s: %v, %v, want %s", c.size, c.sar, img, err, c.want)
		}
	}
}

// Files that only say that they are movies make ffmpeg give up. What they name
// is not opened: no file, no line to anybody.
func TestPoster_Hostile(t *testing.T) {
	h := newTestLibrary(t, need(t, "ffmpeg"))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	called := make(chan string, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			called <- c.RemoteAddr().String()
			_ = c.Close()
		}
	}()
	clip := demo.Clips()[4].Open()
	other := filepath.Join(t.TempDir(), "other.mp4")
	if err := os.WriteFile(other, clip, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, p := range []string{
		"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nhttp://" + l.Addr().String() + "/a.ts\n#EXT-X-ENDLIST\n",
		"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://" + other + "\n#EXT-X-ENDLIST\n",
		"ffconcat version 1.0\nfile '" + other + "'\n",
		"ffconcat version 1.0\nfile 'http://" + l.Addr().String() + "/a.mp4'\n",
		"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>http://" + l.Addr().String() + "/</BaseURL></Period></MPD>",
		"", "\x00\x00\x00\x18ftypmp42", strings.Repeat("\xff", 1<<16), string(clip[:2000]),
		"\x1a\x45\xdf\xa3" + strings.Repeat("\x42\x86\x81\x01", 1000),
	} {
		for _, ext := range []string{".mp4", ".mkv"} {
			f := h.movie(fmt.Sprintf("d%d%s", i, ext), []byte(p), time.Minute)
			if img, err := h.Poster(t.Context(), f); !errors.Is(err, ErrNone) {
				t.Errorf("%.30q as %s: a poster %v, %v", p, ext, img, err)
			}
		}
	}
	select {
	case who := <-called:
		t.Errorf("somebody was called from %s", who)
	default:
	}
	for _, ext := range []string{"", ".m3u8", ".avi"} {
		f := h.movie("e1"+ext, clip, time.Minute)
		if _, err := h.Poster(t.Context(), f); !errors.Is(err, ErrNone) {
			t.Errorf("a container %q: %v", ext, err)
		}
	}
}

// A movie whose bytes are turned at random never stops the service.
func TestPoster_Damaged(t *testing.T) {
	h := newTestLibrary(t, need(t, "ffmpeg"))
	clip := demo.Clips()[5].Open()
	for i := range 6 {
		p := append([]byte(nil), clip...)
		for j := i; j < len(p); j += 97 + 31*i {
			p[j] ^= byte(j)
		}
		_, err := h.Poster(t.Context(), h.movie(fmt.Sprintf("f%d.mp4", i), p, 12*time.Second))
		if err != nil && !errors.Is(err, ErrNone) {
			t.Errorf("%d: %v", i, err)
		}
	}
}
