package s3

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestReceived_Chain(t *testing.T) {
	name := func(writer string, counter int, off int64) string { return partName(writer, counter, off) }
	a, b := writerName(1, "x"), writerName(2, "a")
	head := object{name: b + "/head"}
	at := func(n string, size int64) object { return object{name: n, size: size} }
	for what, c := range map[string]struct {
		found []object
		taken chain
		want  string
	}{
		"nothing":               {want: "[]"},
		"in order":              {found: []object{at(name(a, 0, 0), 16), at(name(a, 1, 16), 16), at(name(a, 2, 32), 3)}, want: "[0+16 16+16 32+3]"},
		"an empty file":         {found: []object{at(name(a, 0, 0), 0)}, want: "[]"},
		"a longer last part":    {found: []object{at(name(a, 0, 0), 3), at(name(a, 1, 0), 16), at(name(a, 2, 16), 1)}, want: "[0+16 16+1]"},
		"cut off":               {found: []object{at(name(a, 0, 0), 16), at(name(a, 1, 16), 16), at(name(a, 2, 16), 0)}, want: "[0+16]"},
		"cut off within a part": {found: []object{at(name(a, 0, 0), 16), at(name(a, 1, 4), 0), at(name(a, 2, 4), 9)}, want: "[0+4 4+9]"},
		"emptied and new":       {found: []object{at(name(a, 0, 0), 16), at(name(a, 1, 0), 0), at(name(a, 2, 0), 5)}, want: "[0+5]"},
		"a gap":                 {found: []object{at(name(a, 0, 0), 16), at(name(a, 1, 32), 16)}, want: "[0+16]"},
		"strangers":             {found: []object{at("x", 1), at("y/z", 1), at(a+"/zz", 1), at(name(a, 0, 0), 16)}, want: "[0+16]"},
		"a newer writer":        {found: []object{at(name(a, 0, 0), 16), at(name(b, 0, 0), 5)}, want: "[0+5]"},
		"that took nothing":     {found: []object{at(name(a, 0, 0), 16), head}, want: "[]"},
		"that took a part": {
			found: []object{at(name(a, 0, 0), 16), head, at(name(a, 1, 16), 16), at(name(b, 0, 16), 7)},
			taken: chain{{Name: name(a, 0, 0), Size: 16}}, want: "[0+16 16+7]",
		},
		"whose part is gone": {found: []object{head, at(name(b, 0, 16), 7)}, taken: chain{{Name: name(a, 0, 0), Size: 16}}, want: "[]"},
		"whose part is shorter": {
			found: []object{at(name(a, 0, 0), 8), head}, taken: chain{{Name: name(a, 0, 0), Size: 16}}, want: "[]",
		},
	} {
		slices.Reverse(c.found)
		got := look(c.found).chain(c.taken)
		said := "["
		for i, p := range got {
			if i > 0 {
				said += " "
			}
			said += fmt.Sprintf("%d+%d", p.Off, p.Size)
		}
		if said += "]"; said != c.want {
			t.Errorf("%s: %s, want %s", what, said, c.want)
		}
	}
}

// Whatever is written, the chain is what a file would be to which the same writes
// were made, up to the first gap.
func TestReceived_IsAFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		writer := writerName(3, "r")
		file := []byte{}
		bytesOf := map[string]byte{}
		var found []object
		for i := range rapid.IntRange(0, 12).Draw(t, "writes") {
			off := rapid.IntRange(0, len(file)).Draw(t, "off")
			size := rapid.IntRange(0, 6).Draw(t, "size")
			name := partName(writer, i, int64(off))
			found = append(found, object{name: name, size: int64(size)})
			bytesOf[name] = byte(i)
			file = file[:off]
			for range size {
				file = append(file, byte(i))
			}
		}
		var got []byte
		for _, p := range look(found).chain(nil) {
			for range p.Size {
				got = append(got, bytesOf[p.Name])
			}
		}
		if !slices.Equal(got, file) {
			t.Fatalf("%v, want %v", got, file)
		}
	})
}

func TestPartSize(t *testing.T) {
	end, n := int64(0), 0
	for ; n < 10_000; n++ {
		size := partSize(end)
		if size < leastPart || size > mostPart {
			t.Fatalf("%d at %d", size, end)
		}
		end += size
	}
	if end < 780<<30 {
		t.Errorf("10,000 parts hold %d bytes", end)
	}
	if partSize(0) != leastPart || partSize(31<<30) != leastPart || partSize(62<<30) != 2*leastPart {
		t.Error("a movie of the usual size has larger parts")
	}
}

func FuzzReadHead(f *testing.F) {
	f.Add([]byte(`[{"name":"a/b","off":0,"size":3}]`))
	f.Fuzz(func(t *testing.T, p []byte) {
		c, err := readHead(p)
		if err != nil {
			return
		}
		again, err := readHead(c.encode())
		if err != nil || !slices.Equal(again, c) {
			t.Errorf("%v, again %v, %v", c, again, err)
		}
	})
}
