package container

import (
	"bytes"
	"errors"
	"strings"
	"testing"
)

// hold checks what Recognise promises of any bytes at all.
func hold(t *testing.T, p []byte, exts ...string) {
	t.Helper()
	i, err := recognise(p)
	if err != nil {
		if !errors.Is(err, ErrNotAMovie) && !errors.Is(err, ErrTruncated) {
			t.Fatalf("neither a movie nor a refusal: %v", err)
		}
		if strings.Contains(err.Error(), "reading it failed") {
			t.Fatalf("it panicked: %v", err)
		}
		if i != (Info{}) {
			t.Fatalf("a refusal with %+v", i)
		}
		return
	}
	known := false
	for _, ext := range exts {
		known = known || i.Ext == ext
	}
	if !known || i.Width < 1 || i.Width >= maxSide || i.Height < 1 || i.Height >= maxSide || i.Duration < 0 || i.Duration > maxDuration {
		t.Fatalf("a movie of %+v", i)
	}
}

func FuzzRecogniseMP4(f *testing.F) {
	for _, p := range [][]byte{mp4File(true), mp4File(false), mp4Live(), cat(ftyp, mp4Box("moov", mp4Trak(1, "vide", "encv", mp4Box("sinf", mp4Box("frma", "hvc1")), 0)), mp4Box("mdat"))} {
		f.Add(p[len(ftyp):])
	}
	f.Fuzz(func(t *testing.T, p []byte) { hold(t, cat(ftyp, p), ".mp4") })
}

func FuzzRecogniseMatroska(f *testing.F) {
	head := mkvHead("webm")
	for _, p := range [][]byte{mkvFile("webm"), mkvLive("webm")} {
		f.Add(p[len(head):])
	}
	f.Fuzz(func(t *testing.T, p []byte) { hold(t, cat(head, p), ".webm") })
}

func FuzzRecognise(f *testing.F) {
	for _, p := range [][]byte{mp4File(true), mp4Live(), mkvFile("matroska"), mkvLive("webm"), []byte("hello"), bytes.Repeat([]byte{0}, 40)} {
		f.Add(p)
	}
	f.Fuzz(func(t *testing.T, p []byte) { hold(t, p, ".mp4", ".mkv", ".webm") })
}
