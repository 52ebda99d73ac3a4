package mark

// Kind is what is said of a movie, or of a series.
type Kind string

// What is said of a movie; Following is said of a series.
const (
	Favourite Kind = "favourite"
	Later     Kind = "later" // to be watched
	Seen      Kind = "seen"
	Following Kind = "following"
)

// All are the kinds in the order in which people see them.
var All = []Kind{Favourite, Later, Following, Seen}

// OfMovies are the kinds that are said of a movie.
var OfMovies = []Kind{Favourite, Later, Seen}

// OfMovie reports whether it is said of a movie.
func (k Kind) OfMovie() bool { return k == Favourite || k == Later || k == Seen }

// Set is what one person says of one movie.
type Set struct{ Favourite, Later, Seen bool }

// Has reports whether a kind is among them.
func (s Set) Has(k Kind) bool {
	switch k {
	case Favourite:
		return s.Favourite
	case Later:
		return s.Later
	case Seen:
		return s.Seen
	}
	return false
}

// With is the set with a kind said, or no longer.
func (s Set) With(k Kind, on bool) Set {
	switch k {
	case Favourite:
		s.Favourite = on
	case Later:
		s.Later = on
	case Seen:
		s.Seen = on
	}
	return s
}

// LikelySeen reports whether a movie of which so many bytes were sent is proposed to be
// marked as seen: nine tenths of it, since what follows are the credits.
func LikelySeen(s Set, sent, size int64) bool {
	return !s.Seen && size > 0 && sent >= size-size/10
}
