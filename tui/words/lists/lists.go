package lists

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"youku.example/tui/words"
)

// Order is one way to sort a list that is in memory.
type Order[T any] struct {
	Name    string // as commands call it
	Says    words.T
	Compare func(a, b T) int // nil: as the list came
	Down    bool             // the greatest or latest is first
}

// Sort puts rows in the order or, reversed, against it. Rows that are equal in it
// stay as they came.
func (o Order[T]) Sort(rows []T, reversed bool) {
	if o.Compare != nil {
		slices.SortStableFunc(rows, o.Compare)
	}
	if reversed {
		slices.Reverse(rows)
	}
}

// Found reports whether a text holds what is searched for.
func Found(text, search string) bool { return strings.Contains(Loose(text), Loose(search)) }

// Part are the rows whose text holds what is searched for, in an order or,
// reversed, against it. The list itself is left as it is.
func Part[T any](all []T, text func(T) string, search string, by Order[T], reversed bool) []T {
	rows := slices.DeleteFunc(slices.Clone(all), func(row T) bool { return !Found(text(row), search) })
	by.Sort(rows, reversed)
	return rows
}

// Loose is a text without what a search doesn't ask for: case, and full width.
func Loose(s string) string { return strings.ToLower(norm.NFKC.String(strings.TrimSpace(s))) }

// Named is the order of that name, the first where there is none.
func Named[T any](orders []Order[T], name string) Order[T] {
	return orders[max(0, slices.IndexFunc(orders, func(o Order[T]) bool { return o.Name == name }))]
}

// Names are the names of orders.
func Names[T any](orders []Order[T]) (names []string) {
	for _, o := range orders {
		names = append(names, o.Name)
	}
	return names
}
