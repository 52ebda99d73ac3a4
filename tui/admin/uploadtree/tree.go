package uploadtree

import (
	"path"
	"slices"
	"strings"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/title"
)

// Node is a folder, an upload in it, or a sidecar below its movie.
type Node struct {
	plan.Entry        // of a folder: its path, Folder as its state, and the newest ID below it
	Clash      string // the path of another upload that is proposed as the same episode
	Children   []*Node
	Below      Totals // of a folder
}

// Totals is what a folder holds, in all folders below it too.
type Totals struct {
	Movies, Ready, Doubtful, Clashing int
	Refused, Sidecars                 int
	Moving                            int    // that arrive, or are hashed or published
	Done                              int64  // bytes of the movies that are there
	Series                            string // of all its movies, "" where they differ
	apart                             bool   // they differ
}

// IsFolder reports whether the node is a folder.
func (n *Node) IsFolder() bool { return n.Row.State == store.Folder }

// Base is the last part of its path.
func (n *Node) Base() string { return path.Base(n.Row.Name) }

// Doubtful reports whether anything proposed for a movie was guessed.
func (n *Node) Doubtful() bool { return n.Kind == plan.Movie && len(n.Proposal.Doubtful) > 0 }

// Of is the tree of a plan: its root, a folder without a name. Siblings stand by
// name, numbers in names by their value, folders first.
func Of(entries []plan.Entry) *Node {
	root := newFolder("")
	folders := map[string]*Node{"": root}
	movies := map[string]*Node{}
	clashes := plan.Clashes(entries)
	var sidecars []*Node
	for _, e := range entries {
		n := &Node{Entry: e, Clash: clashes[e.Row.ID]}
		if e.Kind == plan.Sidecar {
			sidecars = append(sidecars, n)
			continue
		}
		movies[e.Row.Name] = n
		in := folderOf(folders, e.Row.Name)
		in.Children = append(in.Children, n)
	}
	for _, n := range sidecars {
		in := movies[n.Of]
		if in == nil {
			in = folderOf(folders, n.Row.Name)
		}
		in.Children = append(in.Children, n)
	}
	root.count()
	root.sort(byName)
	return root
}

func newFolder(name string) *Node {
	return &Node{Entry: plan.Entry{Row: store.Incoming{Name: name, State: store.Folder}}}
}

// folderOf is the folder that a path is in, which is made where it was not seen
// yet.
func folderOf(folders map[string]*Node, name string) *Node {
	dir := ""
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		dir = name[:i]
	}
	f := folders[dir]
	if f == nil {
		f = newFolder(dir)
		folders[dir] = f
		above := folderOf(folders, dir)
		above.Children = append(above.Children, f)
	}
	return f
}

// count adds up what is below a folder.
func (n *Node) count() {
	for _, c := range n.Children {
		if c.IsFolder() {
			c.count()
			n.Below.add(c.Below)
		} else {
			n.Below.add(c.alone())
			for _, sidecar := range c.Children {
				n.Below.Sidecars++
				n.Row.Size += sidecar.Row.Size
			}
		}
		n.Row.Size += c.Row.Size
		n.Row.ID = max(n.Row.ID, c.Row.ID)
	}
}

// alone is what one upload adds to its folder.
func (n *Node) alone() (t Totals) {
	switch n.Kind {
	case plan.Refused:
		t.Refused = 1
		return t
	case plan.Sidecar:
		t.Sidecars = 1
		return t
	}
	t.Movies, t.Series, t.Done = 1, n.Proposal.Series, n.Row.Size
	switch n.Row.State {
	case store.Arrived:
		t.Ready = 1
	case store.Receiving, store.Hashing, store.Publishing:
		t.Moving, t.Done = 1, n.Row.Done
	}
	if n.Doubtful() {
		t.Doubtful = 1
	}
	if n.Clash != "" {
		t.Clashing = 1
	}
	return t
}

func (t *Totals) add(o Totals) {
	if o.Movies > 0 {
		if t.Movies == 0 {
			t.Series, t.apart = o.Series, o.apart
		} else if o.apart || t.Series != o.Series && title.Folded(t.Series) != title.Folded(o.Series) {
			t.Series, t.apart = "", true
		}
	}
	t.Movies += o.Movies
	t.Ready += o.Ready
	t.Doubtful += o.Doubtful
	t.Clashing += o.Clashing
	t.Refused += o.Refused
	t.Sidecars += o.Sidecars
	t.Moving += o.Moving
	t.Done += o.Done
}

// sort puts siblings in an order.
func (n *Node) sort(compare func(a, b *Node) int) {
	slices.SortStableFunc(n.Children, compare)
	for _, c := range n.Children {
		c.sort(compare)
	}
}

// byName is the order of Of: folders, then uploads, then what belongs to none.
func byName(a, b *Node) int {
	if c := a.rank() - b.rank(); c != 0 {
		return c
	}
	return ByName(a.Row.Name, b.Row.Name)
}

func (n *Node) rank() int {
	switch {
	case n.IsFolder():
		return 0
	case n.Kind == plan.Sidecar:
		return 2
	}
	return 1
}

// ByName compares paths as people count: 2 stands before 10.
func ByName(a, b string) int {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		m, n := digits(a[i:]), digits(b[j:])
		if m == 0 || n == 0 {
			if a[i] != b[j] {
				return int(a[i]) - int(b[j])
			}
			i, j = i+1, j+1
			continue
		}
		x, y := strings.TrimLeft(a[i:i+m], "0"), strings.TrimLeft(b[j:j+n], "0")
		if len(x) != len(y) {
			return len(x) - len(y)
		}
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
		i, j = i+m, j+n
	}
	if c := len(a) - len(b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// digits is how many of them a text begins with.
func digits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}
