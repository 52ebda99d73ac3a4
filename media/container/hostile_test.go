package container

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"testing"
	"time"
)

// endless is a file of any size that begins with head and goes on with tail,
// over and over, without being anywhere.
type endless struct {
	head, tail []byte
	reads      int
}

func (e *endless) ReadAt(p []byte, off int64) (int, error) {
	e.reads++
	for n := 0; n < len(p); {
		at := off + int64(n)
		if at < int64(len(e.head)) {
			n += copy(p[n:], e.head[at:])
		} else {
			n += copy(p[n:], e.tail[(at-int64(len(e.head)))%int64(len(e.tail)):])
		}
	}
	return len(p), nil
}

// A terabyte that is nothing but small parts ends in bounded time and memory.
func TestRecognise_Endless(t *testing.T) {
	const size = 1 << 40
	mkv := cat(mkvHead("webm"), ebmlOpen(idSegment, mkvTracks))
	for name, e := range map[string]*endless{
		"free boxes":           {head: ftyp, tail: mp4Box("free")},
		"small data boxes":     {head: cat(ftyp, mp4Moov(0)), tail: mp4Box("mdat", zeros(1000))},
		"boxes in a box":       {head: cat(ftyp, 1, "moov", be(size-100, 8)), tail: mp4Box("free")},
		"tracks":               {head: cat(ftyp, 1, "moov", be(size-100, 8)), tail: mp4Box("trak")},
		"a box in a box in a…": {head: ftyp, tail: cat(1, "moov", be(size/2, 8))},
		"samples": {head: cat(ftyp, mp4Moov(0), 1, "moof", be(size-9000, 8), 1, "traf", be(size-9100, 8),
			mp4Box("tfhd", 0, 1), 1, "trun", be(size-9200, 8), 0x100, -1), tail: []byte{1}},
		"voids":              {head: mkv, tail: []byte{0xec, 0x80}},
		"clusters":           {head: mkv, tail: ebml(idCluster)},
		"blocks":             {head: cat(mkv, ebmlOpen(idCluster)), tail: ebml(idSimpleBlock, zeros(600))},
		"a claim of 8 bytes": {head: cat(mkvHead("webm"), ebmlID(idSegment), be(1<<56|1<<50, 8)), tail: []byte{0xec, 0x80}},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			b := newBoundedReader(e, size)
			if name != "voids" {
				b.steps = maxSteps / 20 // one of them to the end is enough
			}
			i, err := recogniseBounded(b)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, ErrNotAMovie) && !errors.Is(err, ErrTruncated) {
				t.Errorf("%+v, %v, want a refusal", i, err)
			}
			if e.reads > maxSteps {
				t.Errorf("%d reads", e.reads)
			}
			if n := after.HeapAlloc; n > before.HeapAlloc+8<<20 {
				t.Errorf("it holds %d bytes", n-before.HeapAlloc)
			}
		})
	}
}

// The clock ends what the steps do not.
func TestRecognise_Deadline(t *testing.T) {
	b := newBoundedReader(&endless{head: ftyp, tail: mp4Box("free")}, 1<<40)
	b.until = time.Now().Add(-time.Second)
	if _, err := recogniseMP4(b); !errors.Is(err, ErrNotAMovie) {
		t.Errorf("%v, want a refusal", err)
	}
}

type broken struct{ err error }

func (b broken) ReadAt([]byte, int64) (int, error) { return 0, b.err }

// A fault of the disk is no verdict on the movie.
func TestRecognise_ReadFails(t *testing.T) {
	fault := errors.New("the disk is on fire")
	if _, err := Recognise(broken{fault}, 100); !errors.Is(err, fault) || errors.Is(err, ErrNotAMovie) {
		t.Errorf("%v, want the fault", err)
	}
	if _, err := Recognise(bytes.NewReader(mp4File(true)), 1<<30); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a file that shrank: %v, want io.ErrUnexpectedEOF", err)
	}
}

type panicking struct{}

func (panicking) ReadAt([]byte, int64) (int, error) { panic("boom") }

func TestRecognise_Panic(t *testing.T) {
	if _, err := Recognise(panicking{}, 100); !errors.Is(err, ErrNotAMovie) {
		t.Errorf("%v, want a refusal", err)
	}
}
