package container

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
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
		if !reflect.DeepEqual(i, Info{}) {
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
	holdSaid(t, i)
}

// holdSaid checks what is promised of the words.
func holdSaid(t *testing.T, i Info) {
	t.Helper()
	shown := append([]string{i.Tags.Title, i.Tags.Show, strings.ReplaceAll(i.Tags.About, "\n", "")}, i.Tags.Genres...)
	shown = append(shown, i.Sound...)
	for _, tr := range i.Tracks {
		shown = append(shown, tr.Language, tr.Kind, tr.Format)
	}
	for _, s := range shown {
		if !utf8.ValidString(s) || len(s) > maxAbout || strings.ContainsFunc(s, unicode.IsControl) {
			t.Fatalf("it says %q", s)
		}
	}
	if len(i.Tags.Title) > maxLine || len(i.Tags.Genres) > maxGenres || len(i.Tracks)+len(i.Sound) > maxTracks {
		t.Fatalf("%d bytes of title, %d genres, %d tracks", len(i.Tags.Title), len(i.Tags.Genres), len(i.Tracks))
	}
	for _, n := range []*int{i.Tags.Season, i.Tags.Episode} {
		if n != nil && (*n < 0 || *n > maxNumber) {
			t.Fatalf("number %d", *n)
		}
	}
}

func FuzzRecogniseMP4(f *testing.F) {
	for _, p := range [][]byte{mp4File(true), mp4File(false), mp4Live(), taggedMP4(), cat(ftyp, mp4Box("moov", mp4Trak(1, "vide", "encv", mp4Box("sinf", mp4Box("frma", "hvc1")), 0)), mp4Box("mdat"))} {
		f.Add(p[len(ftyp):])
	}
	f.Fuzz(func(t *testing.T, p []byte) { hold(t, cat(ftyp, p), ".mp4") })
}

func FuzzRecogniseMatroska(f *testing.F) {
	head := mkvHead("webm")
	for _, p := range [][]byte{mkvFile("webm"), mkvLive("webm"), taggedMKV("webm")} {
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
