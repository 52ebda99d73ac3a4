package store

// Span asks for a part of a list that has one order, as the audit has.
type Span struct {
	After   int64 // the ID of the row behind which it begins; 0: the list's start
	Reverse bool  // against the order, from its end on; After then goes on that way
	Limit   int   // at most so many rows
}

// within is a span whose Limit is set: usual if it was not, most at most.
func (s Span) within(usual, most int) Span {
	if s.Limit <= 0 {
		s.Limit = usual
	}
	s.Limit = min(s.Limit, most)
	return s
}

// Page is the answer to a Span: rows, and how many the whole list has.
type Page[T any] struct {
	Rows  []T
	Total Total
}

// Total is how many rows a list has: N, or more than N where More is set.
type Total struct {
	N    int
	More bool
}
