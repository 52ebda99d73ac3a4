package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// Order is one way to sort a list that is in memory.
type Order[T any] = lists.Order[T]

// Sieve searches and sorts a list that is in memory, all of it at once: what is
// longer than that is a Loader's.
type Sieve[T any] struct {
	Finder
	text     func(T) string // what a search looks in
	orders   []Order[T]
	by       int
	reversed bool
}

func NewSieve[T any](text func(T) string, orders ...Order[T]) Sieve[T] {
	return Sieve[T]{Finder: NewFinder(), text: text, orders: orders}
}

// Finds reports whether the search finds a row.
func (s *Sieve[T]) Finds(row T) bool { return lists.Found(s.text(row), s.Text()) }

// Sort puts rows in the order that was chosen. Rows that are equal in it stay as
// they came.
func (s *Sieve[T]) Sort(rows []T) { s.orders[s.by].Sort(rows, s.reversed) }

// Rows are those that the search finds, in the order that was chosen. The list
// itself is left as it is.
func (s *Sieve[T]) Rows(all []T) []T {
	return lists.Part(all, s.text, s.Text(), s.orders[s.by], s.reversed)
}

// SieveKeys search and sort; anew is called when other rows are to be shown.
func (s *Sieve[T]) SieveKeys(anew func() tea.Cmd) []Key {
	ks := []Key{
		{On: "/", Says: textKeySearch, Quiet: true, Do: s.Open},
		{On: "s", Says: textKeySort, Quiet: true, Do: func() tea.Cmd {
			s.by, s.reversed = (s.by+1)%len(s.orders), false
			return anew()
		}},
		{On: "S", Says: textKeyReverse, Quiet: true, Do: func() tea.Cmd { s.reversed = !s.reversed; return anew() }},
	}
	if !s.Empty() {
		ks = append(ks, Key{On: "esc", Says: TextKeyClear, Do: s.Clearing(anew)})
	}
	return ks
}

// SieveStatus is the search or the order, and how far one has come in the n rows
// found, in at most room cells; "" while the list is as it came and all of it is
// in sight.
func (s *Sieve[T]) SieveStatus(d *Display, l *List, n, room int) string {
	at := ""
	if n > l.H || !s.Empty() {
		at = fmt.Sprintf("%s / %s", words.Count(min(l.At+1, n)), words.Count(n))
	}
	if find := s.Status(d, at, room); find != "" {
		return find
	}
	order := ""
	if s.by != 0 || s.reversed {
		order = d.Styles.Mute.Render(d.Direction(s.orders[s.by].Down != s.reversed) + " " + d.Say(s.orders[s.by].Says))
	}
	return d.WithPosition(order, at, room)
}
