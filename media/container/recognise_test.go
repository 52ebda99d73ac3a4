package container

import (
	"bytes"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func recognise(p []byte) (Info, error) { return Recognise(bytes.NewReader(p), int64(len(p))) }

func TestRecognise(t *testing.T) {
	mp4 := Info{MediaType: "video/mp4", Ext: ".mp4", Duration: 5 * time.Second, Width: 320, Height: 180, VideoCodec: "h264", AudioCodec: "aac", Streams: true}
	atEnd := mp4
	atEnd.Streams = false
	live := Info{MediaType: "video/mp4", Ext: ".mp4", Duration: 4 * time.Second, Width: 320, Height: 180, VideoCodec: "hevc", Streams: true}
	webm := Info{MediaType: "video/webm", Ext: ".webm", Duration: 5 * time.Second, Width: 320, Height: 180, VideoCodec: "vp9", AudioCodec: "opus", Streams: true, Sound: []string{"en"}} // what Matroska says of a track without a language
	mkv := webm
	mkv.MediaType, mkv.Ext = "video/x-matroska", ".mkv"
	liveMKV := mkv
	liveMKV.Duration = 3 * time.Second
	free, void := []byte("\x00\x00\x00\x08free"), []byte{0xec, 0x80}
	for _, c := range []struct {
		name string
		p    []byte
		want Info
	}{
		{"mp4 index first", mp4File(true), mp4},
		{"mp4 index last", mp4File(false), atEnd},
		{"mp4 with a free box behind", cat(mp4File(true), free), mp4},
		{"mp4 with junk behind", cat(mp4File(true), "\x00\x00\x00\xff\x01\x02\x03\x04junk"), mp4},
		{"mp4 whose last box has no size", cat(ftyp, mp4Moov(len(ftyp)+len(mp4Moov(0))+8), 0, "mdat", zeros(50)), mp4},
		{"mp4 with a wide box", cat(ftyp, mp4Moov(len(ftyp)+len(mp4Moov(0))+16), 1, "mdat", be(66, 8), zeros(50)), mp4},
		{"mp4 of a phone", cat(mp4Box("ftyp", "MSNV", 1, "isom"), mp4File(false)[len(ftyp):]), atEnd},
		{"mp4 in fragments", mp4Live(), live},
		{"mp4 in fragments, free box behind", cat(mp4Live(), free), live},
		{"webm", mkvFile("webm"), webm},
		{"mkv", mkvFile("matroska"), mkv},
		{"mkv with a void behind", cat(mkvFile("matroska"), void), mkv},
		{"mkv with junk behind", cat(mkvFile("matroska"), "\x01\x02\x03\x04"), mkv},
		{"mkv with another behind", cat(mkvFile("matroska"), mkvFile("matroska")), mkv},
		{"mkv of unknown length", mkvLive("matroska"), liveMKV},
		{"mkv of unknown length, void behind", cat(mkvLive("matroska"), void), liveMKV},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := recognise(c.p)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestRecognise_NotAMovie(t *testing.T) {
	for name, p := range map[string][]byte{
		"text":                    []byte("hello\n"),
		"a script":                []byte("#!/bin/sh\nrm -rf /\n"),
		"html":                    []byte("<html><script>alert(1)</script></html>"),
		"zeros":                   zeros(5000),
		"an ELF":                  []byte("\x7fELF\x02\x01\x01" + strings.Repeat("x", 100)),
		"a zip":                   []byte("PK\x03\x04" + strings.Repeat("x", 100)),
		"mp4 without a picture":   cat(ftyp, mp4Box("mdat", zeros(9)), mp4Box("moov", mp4Trak(1, "soun", "mp4a", esds, 40))),
		"mp4 of no size":          cat(ftyp, mp4Box("moov", mp4Trak(1, "vide", "avc1", nil, 0)), 5, "mdat"),
		"mp4 and nothing":         cat(ftyp, 16, "\x01\x02\x03\x04", zeros(8)),
		"mp4 box over its parent": cat(ftyp, mp4Box("moov", 1000, "trak", zeros(20)), mp4Box("mdat")),
		"webm without a picture":  cat(mkvHead("webm"), ebml(idSegment, ebml(idTracks), mkvCluster(ebml, 0))),
		"ebml of another kind":    cat(mkvHead("matroska-x"), ebml(idSegment)),
		"ebml without a segment":  cat(mkvHead("webm"), ebml(idTracks)),
		"ebml over its parent":    cat(mkvHead("webm"), ebml(idSegment, ebmlID(idTracks), be(1<<56|9999, 8), zeros(3))),
	} {
		if i, err := recognise(p); !errors.Is(err, ErrNotAMovie) || errors.Is(err, ErrTruncated) {
			t.Errorf("%s: %+v, %v, want ErrNotAMovie", name, i, err)
		}
	}
}

// Whatever is cut off a movie, it is never taken for a whole one.
func TestRecognise_EveryCut(t *testing.T) {
	sidx := func(p []byte) []byte { // a list of fragments in front, as streams have it
		moovEnd := bytes.Index(p, []byte("moof")) - 4
		half := (len(p) - moovEnd) / 2
		list := mp4Box("sidx", 0, 1, 1000, 0, 0, 2, half, 2000, 0, half, 2000, 0)
		return cat(p[:moovEnd], list, p[moovEnd:])
	}
	for name, p := range map[string][]byte{
		"mp4 index first": mp4File(true), "mp4 index last": mp4File(false), "mp4 in fragments": sidx(mp4Live()),
		"mkv": mkvFile("matroska"), "webm": mkvFile("webm"),
	} {
		if _, err := recognise(p); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sure := len(ftyp)
		if !strings.HasPrefix(name, "mp4") {
			sure = len(mkvHead("matroska"))
		}
		for n := range len(p) {
			_, err := recognise(p[:n])
			if n > sure && !errors.Is(err, ErrTruncated) || err == nil {
				t.Errorf("%s, the first %d of %d bytes: %v, want ErrTruncated", name, n, len(p), err)
			}
		}
	}
}

func TestRecognise_Truncated(t *testing.T) {
	whole, live := mp4File(true), mkvLive("webm")
	for name, p := range map[string][]byte{
		"empty":                      {},
		"no index":                   cat(ftyp, mp4Box("mdat", zeros(50))),
		"no picture":                 cat(ftyp, mp4Moov(30)),
		"chunks behind the end":      cat(ftyp, mp4Moov(1<<30), mp4Box("mdat", zeros(50))),
		"a hole instead of a box":    cat(whole, zeros(4096)),
		"a live recording in a word": live[:len(live)-5],
		"no cluster yet":             cat(mkvHead("webm"), ebmlOpen(idSegment, mkvInfo(5), mkvTracks)),
		"a hole in the segment":      cat(mkvLive("webm"), zeros(64)),
	} {
		if i, err := recognise(p); !errors.Is(err, ErrTruncated) {
			t.Errorf("%s: %+v, %v, want ErrTruncated", name, i, err)
		}
	}
}

// Claims of a length that no film has are not repeated.
func TestRecognise_WildDuration(t *testing.T) {
	for _, ms := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -5, 1e300} {
		p := cat(mkvHead("webm"), ebml(idSegment, mkvInfo(ms), mkvTracks, mkvCluster(ebml, 2500)))
		if i, err := recognise(p); err != nil || i.Duration != 3*time.Second {
			t.Errorf("a claim of %v ms: %v, %v, want that of the last block", ms, i.Duration, err)
		}
	}
	if d := durationOf(math.MaxUint64, 1); d != 0 {
		t.Errorf("span of 2^64 s = %v", d)
	}
	if d := durationOf(5, 0); d != 0 {
		t.Errorf("span without a scale = %v", d)
	}
}
