package s3

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"
)

// What is received is a chain of parts. Each writer has a folder of its own, whose
// name begins with its generation, so that no writer changes what another wrote:
//
//	GENERATION.RANDOM/head            the parts of older writers that it goes on with
//	GENERATION.RANDOM/COUNTER.OFFSET  a part, with how many it wrote before it
//
// The newest writer's folder is the file. A part cuts the chain off where it begins
// and stands there: so a longer part takes the place of a shorter one, and an empty
// part shortens the file.

// part is a stretch of a file: an object, or the beginning of one.
type part struct {
	Name string `json:"name"` // below the folder of the file
	Off  int64  `json:"off"`
	Size int64  `json:"size"`
	etag string
}

func (p part) end() int64 { return p.Off + p.Size }

// chain is parts without a gap, from the beginning.
type chain []part

// end is how many bytes a chain has.
func (c chain) end() int64 {
	if len(c) == 0 {
		return 0
	}
	return c[len(c)-1].end()
}

// cut is the chain up to a byte. The last part may be the beginning of an object then.
func (c chain) cut(off int64) chain {
	for len(c) > 0 && c[len(c)-1].Off >= off {
		c = c[:len(c)-1]
	}
	if len(c) > 0 && c.end() > off {
		c = slices.Clone(c)
		c[len(c)-1].Size = off - c[len(c)-1].Off
	}
	return c
}

// with is the chain with a part at its place; false if that lies behind a gap. An
// empty part is left out: it did its work.
func (c chain) with(p part) (chain, bool) {
	if p.Off > c.end() {
		return c, false
	}
	c = c.cut(p.Off)
	if p.Size > 0 {
		c = append(slices.Clip(c), p)
	}
	return c, true
}

const headName = "head"

// writerName is the folder of a writer; a newer one comes later in the alphabet.
func writerName(generation int64, random string) string {
	return fmt.Sprintf("%012d.%s", generation, random)
}

// generationOf is the generation in the name of a writer's folder.
func generationOf(writer string) (int64, bool) {
	digits, random, _ := strings.Cut(writer, ".")
	n, err := strconv.ParseInt(digits, 10, 64)
	return n, err == nil && n >= 0 && len(digits) == 12 && random != ""
}

func partName(writer string, counter int, off int64) string {
	return fmt.Sprintf("%s/%08d.%015d", writer, counter, off)
}

// readPart reads the name of a part.
func readPart(name string) (counter int, off int64, ok bool) {
	a, b, is := strings.Cut(path.Base(name), ".")
	if !is || len(a) != 8 || len(b) != 15 {
		return 0, 0, false
	}
	counter, err := strconv.Atoi(a)
	if err != nil || counter < 0 {
		return 0, 0, false
	}
	off, err = strconv.ParseInt(b, 10, 64)
	return counter, off, err == nil && off >= 0
}

// received is what is found of a file that is or was being received.
type received struct {
	writer  string            // of the newest; "" if there is none
	head    bool              // it has a head
	parts   []object          // its own, in the order in which it wrote them
	objects map[string]object // all, by their name below the file's folder
}

// look sorts what lies in the folder of a file. Names are those below it.
func look(found []object) received {
	r := received{objects: map[string]object{}}
	for _, o := range found {
		writer, _, is := strings.Cut(o.name, "/")
		if _, known := generationOf(writer); !is || !known {
			continue
		}
		r.objects[o.name] = o
		r.writer = max(r.writer, writer)
	}
	for name, o := range r.objects {
		switch dir, base := path.Split(name); {
		case dir != r.writer+"/":
		case base == headName:
			r.head = true
		default:
			if _, _, ok := readPart(name); ok {
				r.parts = append(r.parts, o)
			}
		}
	}
	slices.SortFunc(r.parts, func(a, b object) int { return cmp.Compare(a.name, b.name) })
	return r
}

// chain is the file, from what its newest writer took over and what it wrote. A
// part that is missing, or shorter than was taken over, ends it.
func (r received) chain(taken chain) chain {
	var c chain
	for _, p := range taken {
		o, is := r.objects[p.Name]
		if !is || o.size < p.Size || p.Off != c.end() {
			break
		}
		p.etag = o.etag
		c = append(c, p)
	}
	for _, o := range r.parts {
		_, off, _ := readPart(o.name)
		c, _ = c.with(part{Name: o.name, Off: off, Size: o.size, etag: o.etag})
	}
	return c
}

// leftovers are the objects that the file does without, in two steps: what cuts
// off others goes after these, and stays as long as it cuts off the end of one that
// is in use.
func (r received) leftovers(c chain) (first, second []string) {
	used, trimmed := map[string]bool{r.writer + "/" + headName: true}, false
	for _, p := range c {
		used[p.Name] = true
		trimmed = trimmed || p.Size < r.objects[p.Name].size
	}
	for name, o := range r.objects {
		switch own := strings.HasPrefix(name, r.writer+"/"); {
		case used[name]:
		case !own || o.size > 0:
			first = append(first, name)
		case !trimmed && len(c) > 0:
			second = append(second, name)
		}
	}
	return first, second
}

func (c chain) encode() []byte {
	p, err := json.Marshal(c)
	if err != nil {
		panic(err) // it has numbers and names alone
	}
	return p
}

// readHead reads what encode wrote; what isn't that is nothing taken over.
func readHead(p []byte) (chain, error) {
	var c chain
	if err := json.Unmarshal(p, &c); err != nil {
		return nil, fmt.Errorf("read what a writer goes on with: %w", err)
	}
	for i, part := range c {
		if part.Off < 0 || part.Size <= 0 || part.Off != c[:i].end() {
			return nil, fmt.Errorf("read what a writer goes on with: its parts have gaps")
		}
	}
	return c, nil
}

const (
	leastPart = 8 << 20
	mostPart  = 256 << 20
)

// sizes are how many parts of which size come first; the others have the most. A copy
// has at most 10,000 pieces, and so holds some 800 GiB.
var sizes = []struct{ many, size int64 }{
	{4000, leastPart}, {2000, 16 << 20}, {500, 32 << 20}, {500, 64 << 20}, {500, 128 << 20},
}

// partSize is how large the part is that begins at a byte: 8 MiB, twice that behind
// 31 GiB, and more behind 62.
func partSize(off int64) int64 {
	end := int64(0)
	for _, s := range sizes {
		if end += s.many * s.size; off < end {
			return s.size
		}
	}
	return mostPart
}

// at is the part that has a byte, -1 if none does.
func (c chain) at(off int64) int {
	i, found := slices.BinarySearchFunc(c, off, func(p part, off int64) int { return cmp.Compare(p.Off, off) })
	if !found {
		i--
	}
	if i < 0 || off < 0 || off >= c[i].end() {
		return -1
	}
	return i
}
