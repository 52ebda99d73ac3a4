package container

import (
	"bytes"
	"errors"
	"io"
	"math"
	"runtime"
	"testing"
)

// counted counts how often and how much was read.
type counted struct {
	io.ReaderAt
	reads int
	bytes int64
}

func (c *counted) ReadAt(p []byte, off int64) (int, error) {
	n, err := c.ReaderAt.ReadAt(p, off)
	c.reads++
	c.bytes += int64(n)
	return n, err
}

// huge is what a hostile file says of itself.
var huge = map[string]uint64{"10^12": 1e12, "2^31": 1 << 31, "2^32-1": 1<<32 - 1, "2^56-2": 1<<56 - 2, "2^63-1": math.MaxInt64, "2^63": 1 << 63, "2^64-1": math.MaxUint64}

// wide is a box with its size in 64 bits.
func wide(kind string, size uint64, body ...any) []byte {
	return cat(1, kind, be(size, 8), cat(body...))
}

// deep puts boxes of a kind into each other, so many times.
func deep(kind string, times int) (p []byte) {
	for range times {
		p = mp4Box(kind, p)
	}
	return p
}

// A small file that claims to hold more than there is, or holds itself, costs
// no more than a small file: what it says is not believed until it was read.
func TestRecognise_Claims(t *testing.T) {
	files := map[string][]byte{
		"boxes in boxes":          cat(ftyp, deep("moov", 20_000)),
		"tracks in tracks":        cat(ftyp, mp4Box("moov", deep("trak", 20_000))),
		"boxes of nothing":        cat(ftyp, bytes.Repeat(mp4Box("free"), 50_000)),
		"boxes that end in them":  cat(ftyp, bytes.Repeat(cat(4, "free"), 50_000)),
		"boxes to the end":        cat(ftyp, bytes.Repeat(cat(0, "moov"), 50_000)),
		"EBML in EBML":            cat(mkvHead("webm"), bytes.Repeat(ebmlOpen(idSegment), 50_000)),
		"clusters in clusters":    cat(mkvHead("webm"), ebmlOpen(idSegment), bytes.Repeat(ebmlOpen(idCluster), 50_000)),
		"voids":                   cat(mkvHead("webm"), ebmlOpen(idSegment), bytes.Repeat([]byte{0xec, 0x80}, 50_000)),
		"an ID of zeros":          cat(mkvHead("webm"), zeros(50_000)),
		"a size of ones for ever": cat(mkvHead("webm"), bytes.Repeat([]byte{0xff}, 50_000)),
	}
	for name, n := range huge {
		files["ftyp of "+name] = wide("ftyp", n, "isom")
		files["moov of "+name] = cat(ftyp, wide("moov", n, mp4Moov(0)[8:]))
		files["mdat of "+name] = cat(ftyp, mp4Moov(0), wide("mdat", n))
		files["moof of "+name] = cat(ftyp, mp4Moov(0), wide("moof", n, mp4Box("traf")))
		for _, count := range []string{"stsd", "stco", "co64", "stts", "stsz", "stsc", "hdlr", "tkhd", "mdhd"} {
			table := mp4Box(count, 0, be(n, 8), 1, 2, 3)
			files[count+" of "+name] = cat(ftyp, mp4Box("moov", mp4Box("trak", table, mp4Box("mdia", table, mp4Box("minf", mp4Box("stbl", table))))), mp4Box("mdat"))
		}
		files["trun of "+name] = cat(ftyp, mp4Moov(0), mp4Box("moof", mp4Box("traf", mp4Box("tfhd", 0, 1), mp4Box("trun", 0x100, be(n, 8)))))
		if n < 1<<56 {
			size := append([]byte{0x01}, be(n, 7)...)
			for _, id := range []uint64{idSegment, idCluster, idSimpleBlock, 0x1549a966, 0x1654ae6b, 0x4282, 0x86} {
				element := cat(ebmlID(id), size, zeros(10))
				files["EBML of "+name+" in the head, "+string(ebmlID(id))] = cat(ebmlID(0x1a45dfa3), size, element)
				files["EBML of "+name+", "+string(ebmlID(id))] = cat(mkvHead("webm"), ebmlOpen(idSegment), element)
			}
		}
	}
	for name, p := range files {
		var before, after runtime.MemStats
		r := &counted{ReaderAt: bytes.NewReader(p)}
		runtime.ReadMemStats(&before)
		i, err := Recognise(r, int64(len(p)))
		runtime.ReadMemStats(&after)
		if err != nil && !errors.Is(err, ErrNotAMovie) && !errors.Is(err, ErrTruncated) {
			t.Errorf("%q: %+v, %v", name, i, err)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 4<<20 {
			t.Errorf("%q of %d bytes: %d bytes were allocated", name, len(p), took)
		}
		if r.reads > maxSteps || r.bytes > 16<<20 {
			t.Errorf("%q of %d bytes: %d reads, %d bytes read", name, len(p), r.reads, r.bytes)
		}
	}
}

// What is refused is refused in the same few allocations, however often a size
// is claimed.
func TestRecognise_Allocations(t *testing.T) {
	for name, p := range map[string][]byte{
		"mp4":    cat(ftyp, wide("moov", math.MaxUint64, mp4Moov(0)[8:])),
		"webm":   cat(mkvHead("webm"), ebmlID(idSegment), be(1<<56|1_000_000_000_000, 8), zeros(100)),
		"nested": cat(ftyp, deep("moov", 5000)),
	} {
		if n := testing.AllocsPerRun(20, func() { _, _ = recognise(p) }); n > 500 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}
