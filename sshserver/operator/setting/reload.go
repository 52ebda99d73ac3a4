package setting

import (
	"maps"
	"reflect"
	"slices"
)

// Merge is the running settings with the live ones of next; taken and later
// name those that differ, taken up and not.
func (s Settings) Merge(next Settings) (merged Settings, taken, later []string) {
	merged = s
	merged.raw = maps.Clone(s.raw)
	merged.Rules.Plans = slices.Clone(s.Rules.Plans)
	for _, row := range Rows {
		before, after := s.raw[row.Name], next.raw[row.Name]
		if same(row, before, after) {
			continue
		}
		says := row.Name + " = " + after
		if !row.Live {
			later = append(later, says)
			continue
		}
		if err := row.set(&merged, after); err == nil { // it was read once already
			merged.raw[row.Name] = after
			taken = append(taken, says)
		}
	}
	return merged, taken, later
}

// same reports whether two values mean the same, as 60s and 1m do.
func same(row Row, a, b string) bool {
	x, y := Defaults(), Defaults()
	return row.set(&x, a) == nil && row.set(&y, b) == nil && reflect.DeepEqual(x, y)
}
