package ui

import (
	"slices"
	"testing"
)

// TestMarks presses keys on a list of five rows and compares what is marked.
func TestMarks(t *testing.T) {
	for name, c := range map[string]struct {
		keys []string
		want []int
		at   int
	}{
		"One":          {[]string{"space"}, []int{1}, 1},
		"Toggled":      {[]string{"space", "up", "space"}, nil, 1},
		"Stretched":    {[]string{"down", "shift+down", "shift+down"}, []int{2, 3, 4}, 3},
		"StretchedUp":  {[]string{"G", "K"}, []int{5, 4}, 3},
		"AtTheEnd":     {[]string{"G", "space", "shift+down"}, []int{5}, 4},
		"All":          {[]string{"down", "*"}, []int{1, 2, 3, 4, 5}, 1},
		"AllTheOthers": {[]string{"G", "space", "*"}, []int{5, 1, 2, 3, 4}, 4},
		"None":         {[]string{"*", "*"}, nil, 0},
		"Cleared":      {[]string{"space", "space", "esc"}, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			rows, l := []int{1, 2, 3, 4, 5}, &List{H: 5}
			m := NewMarks(func(n int) int64 { return int64(n) })
			for _, on := range c.keys {
				k, ok := FindKey(append(m.Keys(l, rows, true, nil), l.Keys(len(rows), nil)...), on)
				if !ok {
					t.Fatalf("no key %s", on)
				}
				k.Do()
			}
			if got := m.Rows(); !slices.Equal(got, c.want) || l.At != c.at {
				t.Errorf("marked %v at %d, want %v at %d", got, l.At, c.want, c.at)
			}
		})
	}
}

// A row that left a whole list has no mark, one that is only out of the window
// keeps it; both show what the list says now.
func TestMarks_Renew(t *testing.T) {
	type row struct {
		id   int64
		says string
	}
	for whole, want := range map[bool][]row{true: {{2, "new"}}, false: {{1, "old"}, {2, "new"}}} {
		m := NewMarks(func(r row) int64 { return r.id })
		m.Put(row{1, "old"}, true)
		m.Put(row{2, "old"}, true)
		m.Renew([]row{{2, "new"}, {3, "new"}}, whole)
		if got := m.Rows(); !slices.Equal(got, want) || m.Has(row{id: 1}) == whole {
			t.Errorf("whole %v: marked %v, want %v", whole, got, want)
		}
	}
}

// All rows are marked at once only where all of them were seen.
func TestMarks_AllOfAWholeListOnly(t *testing.T) {
	m := NewMarks(func(n int) int64 { return int64(n) })
	if _, ok := FindKey(m.Keys(&List{}, []int{1, 2}, false, nil), "*"); ok {
		t.Error("all can be marked where only a part is seen")
	}
}
