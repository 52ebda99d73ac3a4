package plan_test

import (
	"slices"
	"testing"

	"youku.example/store"
	"youku.example/store/plan"
)

// The folder of a show stands before that of a season in it; the top is of none.
func TestPictureFolders(t *testing.T) {
	for _, c := range []struct {
		name     string
		inSeries bool
		want     []string
	}{
		{"Tide.mp4", false, []string{""}}, {"Tide.mp4", true, []string{}}, {"a/Tide.mp4", false, []string{"a"}},
		{"狂飙/第一季/E01.mp4", true, []string{"狂飙", "狂飙/第一季"}}, {"Tides/E01.mp4", true, []string{"Tides"}}, {"Season 1/E01.mp4", true, []string{"Season 1"}},
	} {
		if got := plan.PictureFolders(c.name, c.inSeries); !slices.Equal(got, c.want) {
			t.Errorf("%s, %v: %q, want %q", c.name, c.inSeries, got, c.want)
		}
	}
}

func TestFolderPictures(t *testing.T) {
	var rows []store.Incoming
	for _, name := range []string{"a/s/poster.jpg", "a/folder.png", "b/poster.jpg", "a/x-poster.jpg", "a/Cover.webp", "a/E01.mp4"} {
		rows = append(rows, row(name, store.Sidecar, ""))
	}
	rows = append(rows, row("a/poster.jpg", store.Receiving, ""))
	var got []string
	for _, r := range plan.FolderPictures(rows, []string{"a", "a/s"}) {
		got = append(got, r.Name)
	}
	if want := []string{"a/Cover.webp", "a/folder.png", "a/s/poster.jpg"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
