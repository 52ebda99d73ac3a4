package uploadtree

import "youku.example/store/plan"

// Row is a line of the tree that is seen.
type Row struct {
	*Node
	In    *Node // the folder that it is in, or the movie
	Depth int   // how far it is indented; a sidecar stands below its movie
	Open  bool  // of a folder: what is in it follows
}

// View is what of a tree is seen.
type View struct {
	Open  func(folder string) bool // reports whether what is in it is seen
	Finds func(*Node) bool         // nil: everything
	Sort  func([]*Node)            // puts siblings in another order; nil: by name
}

// Rows are the lines that a view shows of the tree, without its root. A folder
// with nothing in it that is found is left out; a movie stays with its sidecars,
// and above one of them that is found.
func (n *Node) Rows(v View) (rows []Row) {
	if v.Finds != nil {
		n = n.pruned(v.Finds)
	}
	return n.rows(v, 0, nil)
}

// pruned is a copy of a folder with what is found in it.
func (n *Node) pruned(finds func(*Node) bool) *Node {
	p := *n
	p.Children = nil
	for _, c := range n.Children {
		switch {
		case c.IsFolder():
			if c = c.pruned(finds); len(c.Children) == 0 {
				continue
			}
		case finds(c):
		default:
			if c = c.pruned(finds); len(c.Children) == 0 {
				continue
			}
		}
		p.Children = append(p.Children, c)
	}
	return &p
}

func (n *Node) rows(v View, depth int, rows []Row) []Row {
	children := n.Children
	if v.Sort != nil {
		children = append([]*Node(nil), children...)
		v.Sort(children)
	}
	for _, c := range children {
		open := c.IsFolder() && v.Open(c.Row.Name)
		rows = append(rows, Row{Node: c, In: n, Depth: depth, Open: open})
		if open || !c.IsFolder() {
			rows = c.rows(v, depth+1, rows)
		}
	}
	return rows
}

// Same reports whether another row is of the same upload or folder.
func (r Row) Same(o Row) bool {
	if r.IsFolder() || o.IsFolder() {
		return r.IsFolder() == o.IsFolder() && r.Row.Name == o.Row.Name
	}
	return r.Row.ID == o.Row.ID
}

// Under are the uploads that a row stands for: of a folder all that was found
// below it, with the sidecars; else the upload alone.
func (r Row) Under() []plan.Entry {
	if !r.IsFolder() {
		return []plan.Entry{r.Entry}
	}
	return r.under(nil)
}

func (n *Node) under(all []plan.Entry) []plan.Entry {
	for _, c := range n.Children {
		if !c.IsFolder() {
			all = append(all, c.Entry)
		}
		all = c.under(all)
	}
	return all
}
