package limit

// MostTracked bounds how many sources, or names, are remembered of each kind.
const MostTracked = 65536

// MakeRoom keeps a map that strangers fill below MostTracked. When it is full,
// the entries of which the first of mayGo reports true go, at random, then those
// of the next, and then any: an eighth at once, so that a flood does not pay for
// it with every entry.
func MakeRoom[K comparable, V any](m map[K]V, mayGo ...func(V) bool) {
	const keep = MostTracked - MostTracked/8
	if len(m) < MostTracked {
		return
	}
	for _, may := range append(mayGo, func(V) bool { return true }) {
		for k, v := range m {
			if len(m) <= keep {
				return
			}
			if may(v) {
				delete(m, k)
			}
		}
	}
}
