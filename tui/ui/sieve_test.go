package ui

import (
	"cmp"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
	"youku.example/tui/words/lists"
)

// TestSieve searches and sorts three rows.
func TestSieve(t *testing.T) {
	all := []string{"b.mkv", "C.mp4", "ａ.mp4"}
	for name, c := range map[string]struct {
		search string
		keys   []string
		want   []string
	}{
		"AsItCame":     {"", nil, []string{"b.mkv", "C.mp4", "ａ.mp4"}},
		"Reversed":     {"", []string{"S"}, []string{"ａ.mp4", "C.mp4", "b.mkv"}},
		"Sorted":       {"", []string{"s"}, []string{"ａ.mp4", "b.mkv", "C.mp4"}},
		"SortedDown":   {"", []string{"s", "S"}, []string{"C.mp4", "b.mkv", "ａ.mp4"}},
		"Round":        {"", []string{"s", "S", "s"}, []string{"b.mkv", "C.mp4", "ａ.mp4"}},
		"Found":        {"MP4", nil, []string{"C.mp4", "ａ.mp4"}},
		"FullWidth":    {"a", nil, []string{"ａ.mp4"}},
		"FoundSorted":  {"mp4", []string{"s"}, []string{"ａ.mp4", "C.mp4"}},
		"NothingFound": {"avi", nil, []string{}},
		"Cleared":      {"avi", []string{"esc"}, []string{"b.mkv", "C.mp4", "ａ.mp4"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := NewSieve(func(x string) string { return x },
				Order[string]{Says: words.Say("来", "as it came")},
				Order[string]{Says: words.Say("名", "name"), Compare: func(a, b string) int { return cmp.Compare(lists.Loose(a), lists.Loose(b)) }})
			s.Open()
			s.Typed(tea.PasteMsg{Content: c.search})
			for _, on := range c.keys {
				k, ok := FindKey(s.SieveKeys(func() tea.Cmd { return nil }), on)
				if !ok {
					t.Fatalf("no key %s", on)
				}
				k.Do()
			}
			if got := s.Rows(all); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if all[0] != "b.mkv" {
				t.Error("the list itself was changed")
			}
		})
	}
}
