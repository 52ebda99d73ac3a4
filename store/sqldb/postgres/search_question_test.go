package postgres

import "testing"

// A question is one text for PostgreSQL, with the words quoted as it reads them.
func TestQuestion_Tsquery(t *testing.T) {
	has := func(list ...string) question { return question{}.and(list) }
	q := question{has: []word{{"a", false}, {"begun", true}}, all: []question{{any: []question{has("b"), has("c", `it's \\`)}}, {}}}
	const want = "'\x01a' & '\x01begun':* & ((('\x01b') | ('\x01c' & '\x01it''s \\\\\\\\')))"
	if got := q.tsquery(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	q.any = []question{has("d"), {}} // one of the ways asks for nothing
	if got := q.tsquery(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

// A word is asked for as it stands in the index, or as the beginning of what does.
func TestAsked(t *testing.T) {
	for term, want := range map[string]word{
		"j":           {"j", false},
		"ji":          {"ji", false},
		"jia":         {"jia", true},
		"jiangda":     {"jiangda", true},
		"jiangdai":    {"jiangdai", false},
		"jiangdairen": {"jiangdai", false},
		"人":           {"人", false},
		"人小":          {"人小", true},
		"人小大":         {"人小", false},
	} {
		if got := asked(term, 0); got != want {
			t.Errorf("%s: %v, want %v", term, got, want)
		}
	}
}
