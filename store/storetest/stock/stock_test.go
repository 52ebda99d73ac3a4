package stock

import (
	"testing"

	"youku.example/store/title"
)

// A stock of a million movies has half of them in 50,000 series, no two of one
// title, and no two episodes of a series have one number.
func TestSeries(t *testing.T) {
	const groups = 3
	seen := map[string]int{}
	for i := range 50_000 {
		fold := title.Folded(Series(i).Title)
		if other, is := seen[fold]; is {
			t.Errorf("series %d and %d are both %q", other, i, Series(i).Title)
		}
		seen[fold] = i
	}
	numbers, of := map[[3]int]bool{}, map[int64]int{}
	for i := range groups * 2 * episodesInGroup {
		m := Movie(i)
		if i%2 == 0 {
			if m.SeriesID != 0 {
				t.Fatalf("movie %d is in a series", i)
			}
			continue
		}
		at := [3]int{int(m.SeriesID), m.Episode.Season, m.Episode.Number}
		if numbers[at] {
			t.Errorf("two episodes are %v", at)
		}
		numbers[at] = true
		of[m.SeriesID]++
	}
	if len(of) != groups*seriesInGroup || of[1] != 240 || of[seriesInGroup] != 4 {
		t.Errorf("%d series of %d and %d episodes", len(of), of[1], of[seriesInGroup])
	}
}
