package title

import (
	"slices"
	"testing"
)

// A subject stands in the index under the marks of every narrowing that leaves it,
// and lacks a mark of every other one.
func TestNarrowing_Marks(t *testing.T) {
	movie := Subject{Title: "流浪地球", Tags: []string{"科幻", "Drama"}, Year: 2019}
	episode := Subject{Title: "狂飙 S02E13", Series: "狂飙", SeriesID: 7, Season: 2, Number: 13, Tags: []string{"科幻"}, Year: 2019}
	series := Subject{Title: "狂飙", IsSeries: true, Tags: []string{"科幻"}, Year: 2023, Seasons: []int{1, 2}}
	for _, c := range []struct {
		n      Narrowing
		leaves [3]bool // movie, episode, series
	}{
		{Narrowing{}, [3]bool{true, true, true}},
		{Narrowing{Tag: "科幻"}, [3]bool{true, true, true}},
		{Narrowing{Tag: "drama"}, [3]bool{true, false, false}},
		{Narrowing{Tag: "喜剧"}, [3]bool{}},
		{Narrowing{Year: 2019}, [3]bool{true, true, false}},
		{Narrowing{Year: 2023}, [3]bool{false, false, true}},
		{Narrowing{Tag: "科幻", Year: 2019}, [3]bool{true, true, false}},
		{Narrowing{Tag: "drama", Year: 2023}, [3]bool{}},
		{Narrowing{Single: true}, [3]bool{true, false, false}},
		{Narrowing{Tag: "科幻", Single: true}, [3]bool{true, false, false}},
		{Narrowing{Year: 2019, Single: true}, [3]bool{true, false, false}},
		{Narrowing{Tag: "科幻", Year: 2019, Single: true}, [3]bool{true, false, false}},
		{Narrowing{Tag: "科幻", Year: 2018, Single: true}, [3]bool{}},
		{Narrowing{Series: 7}, [3]bool{false, true, false}},
		{Narrowing{Series: 8}, [3]bool{}},
		{Narrowing{Series: 7, Tag: "科幻", Year: 2019}, [3]bool{false, true, false}},
		{Narrowing{Series: 7, Tag: "drama"}, [3]bool{}},
	} {
		for i, s := range []Subject{movie, episode, series} {
			terms := s.Terms()
			lacks := slices.ContainsFunc(c.n.Marks(), func(m string) bool { return !slices.Contains(terms, m) })
			if lacks == c.leaves[i] {
				t.Errorf("%+v of %q: %v", c.n, s.Title, !lacks)
			}
		}
	}
}
