package ranges

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

func TestSet(t *testing.T) {
	var c Set
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
func TestSet_Model(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c Set
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
		back, err := Decode(c.Encode())
		if err != nil || back.Bytes() != count || !bytes.Equal(back.Encode(), c.Encode()) {
			t.Fatalf("decoded %v, %v", back, err)
		}
	})
}

// A reader of every second byte costs no memory, and gains no byte.
func TestSet_Bounded(t *testing.T) {
	var c Set
	for i := range int64(10 * mostRanges) {
		c.Add(2*i, 1)
	}
	if len(c.ranges) > mostRanges || c.Bytes() > int64(mostRanges) || len(c.Encode()) > 8*mostRanges {
		t.Errorf("%d ranges, %d bytes", len(c.ranges), c.Bytes())
	}
	if _, err := Decode(c.Encode()); err != nil {
		t.Error(err)
	}
	c.Add(0, 20*mostRanges)
	if !c.Covers(20 * mostRanges) {
		t.Error("a whole read after it does not count")
	}
}

func FuzzSet(f *testing.F) {
	var c Set
	c.Add(5, 10)
	c.Add(1<<40, 3)
	f.Add(c.Encode())
	f.Add([]byte{0, 1, 0, 1})
	f.Add(bytes.Repeat([]byte{0xff}, 20))
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := Decode(b)
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
		again, err := Decode(c.Encode())
		if err != nil || sum != c.Bytes() || again.Bytes() != sum {
			t.Errorf("%d bytes of %d, again %d, %v", c.Bytes(), sum, again.Bytes(), err)
		}
	})
}

func BenchmarkSet_Add(b *testing.B) {
	var c Set
	off := int64(0)
	for b.Loop() {
		c.Add(off, 32768)
		off += 32768
	}
}

func BenchmarkSet_Union(b *testing.B) {
	var have, sent Set
	for i := range int64(mostRanges / 2) {
		have.Add(4*i, 1)
		sent.Add(4*i+2, 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		c := have.Clone()
		c.Union(sent)
	}
}

func BenchmarkSet_Encode(b *testing.B) {
	var c Set
	for i := range int64(mostRanges) {
		c.Add(2*i, 1)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Encode()
	}
}

// A set that is cut agrees with a map of bytes, whatever comes in whatever order.
func TestSet_Cut(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		const size = 64
		var s Set
		var have [size]bool
		for range r.IntN(30) {
			if r.IntN(8) == 0 {
				end := r.Int64N(size + 1)
				s.Cut(end)
				for i := end; i < size; i++ {
					have[i] = false
				}
				continue
			}
			off := r.Int64N(size)
			n := r.Int64N(size - off + 1)
			s.Add(off, n)
			for i := off; i < off+n; i++ {
				have[i] = true
			}
		}
		front, bytes := int64(0), int64(0)
		for front < size && have[front] {
			front++
		}
		for _, is := range have {
			if is {
				bytes++
			}
		}
		if s.Front() != front || s.Bytes() != bytes {
			t.Fatalf("front at %d and %d bytes, want %d and %d (%v)", s.Front(), s.Bytes(), front, bytes, have)
		}
		for i, one := range s.ranges {
			if one.from >= one.to || i > 0 && one.from <= s.ranges[i-1].to {
				t.Fatalf("ranges %v", s.ranges)
			}
		}
	}
}

// Gaps without end cost no memory, and not what stands at the beginning.
func TestSet_Scattered(t *testing.T) {
	s := Set{Most: 4096}
	s.Add(0, 1)
	for i := range int64(3 * s.Most) {
		s.Add(10+3*i, 2)
	}
	if len(s.ranges) > s.Most || s.Front() != 1 {
		t.Errorf("%d ranges are remembered, front at %d", len(s.ranges), s.Front())
	}
	s.Add(0, 10)
	if s.Front() != 12 {
		t.Errorf("front at %d, want 12", s.Front())
	}
}
