package setting

import (
	"maps"
	"reflect"
	"slices"

	"youku.example/store"
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

// With is the settings with the rules that are in force, which another server may have
// set. The plans are its own.
func (s Settings) With(rules store.Rules) Settings {
	in := s
	in.raw = maps.Clone(s.raw)
	in.Rules, in.Rules.Plans = rules, s.Rules.Plans
	for _, row := range s.Differing(rules) {
		in.raw[row.Name] = row.show(&in)
	}
	return in
}

// Differing are the settings that say something else than the rules in force; the plans
// are left out.
func (s Settings) Differing(rules store.Rules) (rows []Row) {
	in := s
	in.Rules, in.Rules.Plans = rules, s.Rules.Plans
	for _, row := range Rows {
		if row.show(&in) != row.show(&s) {
			rows = append(rows, row)
		}
	}
	return rows
}

// Shown is a setting's value as an operator writes it.
func (row Row) Shown(s Settings) string { return row.show(&s) }

// same reports whether two values mean the same, as 60s and 1m do.
func same(row Row, a, b string) bool {
	x, y := Defaults(), Defaults()
	return row.set(&x, a) == nil && row.set(&y, b) == nil && reflect.DeepEqual(x, y)
}
