package live

import (
	"bytes"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestByteRanges(t *testing.T) {
	var c ByteRanges
	if c.Bytes() != 0 || c.Covers(1) || !c.Covers(0) || c.Encode() != nil {
		t.Error("the empty set is not empty")
	}
	c.Add(0, 10)
	c.Add(20, 10)
	c.Add(10, 5)
	c.Add(-1, 5)
	c.Add(3, 0)
	c.Add(3, -2)
	c.Add(math.MaxInt64-1, 5)
	if c.Bytes() != 25 || c.Covers(30) || !c.Covers(15) || c.Covers(16) {
		t.Errorf("%d bytes in %v", c.Bytes(), c.ranges)
	}
	c.Add(12, 10)
	if c.Bytes() != 30 || !c.Covers(30) || len(c.ranges) != 1 {
		t.Errorf("%d bytes in %v", c.Bytes(), c.ranges)
	}
	other := c.Clone()
	other.Add(40, 2)
	if c.Bytes() != 30 {
		t.Error("a clone shares its ranges")
	}
	c.Union(other)
	if c.Bytes() != 32 {
		t.Errorf("the union has %d bytes", c.Bytes())
	}
}

// A set agrees with a map of bytes, whatever is added in whatever order.
func TestByteRanges_Model(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c ByteRanges
		var model [200]bool
		for range rapid.IntRange(0, 60).Draw(t, "adds") {
			off := rapid.IntRange(0, 180).Draw(t, "off")
			n := rapid.IntRange(0, 20).Draw(t, "n")
			c.Add(int64(off), int64(n))
			for i := off; i < off+n; i++ {
				model[i] = true
			}
		}
		count, first := int64(0), int64(0)
		for i, in := range model {
			if in {
				count++
				if int64(i) == first {
					first++
				}
			}
		}
		if c.Bytes() != count || !c.Covers(first) || c.Covers(first+1) {
			t.Fatalf("%d bytes and %d at the start, want %d and %d: %v", c.Bytes(), c.ranges, count, first, c.ranges)
		}
		back, err := DecodeByteRanges(c.Encode())
		if err != nil || back.Bytes() != count || !bytes.Equal(back.Encode(), c.Encode()) {
			t.Fatalf("decoded %v, %v", back, err)
		}
	})
}

// A reader of every second byte costs no memory, and gains no byte.
func TestByteRanges_Bounded(t *testing.T) {
	var c ByteRanges
	for i := range int64(10 * maxRanges) {
		c.Add(2*i, 1)
	}
	if len(c.ranges) > maxRanges || c.Bytes() > int64(maxRanges) || len(c.Encode()) > 8*maxRanges {
		t.Errorf("%d ranges, %d bytes", len(c.ranges), c.Bytes())
	}
	if _, err := DecodeByteRanges(c.Encode()); err != nil {
		t.Error(err)
	}
	c.Add(0, 20*maxRanges)
	if !c.Covers(20 * maxRanges) {
		t.Error("a whole read after it does not count")
	}
}

func FuzzByteRanges(f *testing.F) {
	var c ByteRanges
	c.Add(5, 10)
	c.Add(1<<40, 3)
	f.Add(c.Encode())
	f.Add([]byte{0, 1, 0, 1})
	f.Add(bytes.Repeat([]byte{0xff}, 20))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := DecodeByteRanges(b)
		if err != nil {
			return
		}
		var sum int64
		last := int64(-1)
		for _, s := range c.ranges {
			if s.from <= last || s.to <= s.from {
				t.Fatalf("ranges %v", c.ranges)
			}
			sum, last = sum+s.to-s.from, s.to
		}
		again, err := DecodeByteRanges(c.Encode())
		if err != nil || sum != c.Bytes() || again.Bytes() != sum {
			t.Errorf("%d bytes of %d, again %d, %v", c.Bytes(), sum, again.Bytes(), err)
		}
	})
}

func BenchmarkByteRanges_Add(b *testing.B) {
	var c ByteRanges
	off := int64(0)
	for b.Loop() {
		c.Add(off, 32768)
		off += 32768
	}
}

func BenchmarkByteRanges_Union(b *testing.B) {
	var have, sent ByteRanges
	for i := range int64(maxRanges / 2) {
		have.Add(4*i, 1)
		sent.Add(4*i+2, 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := have.Clone()
		c.Union(sent)
	}
}

func BenchmarkByteRanges_Encode(b *testing.B) {
	var c ByteRanges
	for i := range int64(maxRanges) {
		c.Add(2*i, 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Encode()
	}
}
