package importer

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/store/jobs"
)

func picture(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 20, 30))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// The pictures beside movies become their covers and that of their series, once;
// what has a cover keeps it, and one that is no picture is refused by itself.
func TestRun_Pictures(t *testing.T) {
	h := newTestLibrary(t)
	h.show(t)
	h.put(t, "Tides (2021)/poster.png", picture(t))
	h.put(t, "Tides (2021)/Season 1/folder.png", picture(t))
	h.put(t, "Tides (2021)/Season 1/Tides S01E02-poster.png", picture(t))
	h.put(t, "alone/film.mp4", movie(11))
	h.put(t, "alone/cover.png", picture(t))
	h.put(t, "bad/film.mp4", movie(12))
	h.put(t, "bad/poster.jpg", []byte("no picture"))
	h.put(t, "two/a.mp4", movie(13))
	h.put(t, "two/b.mp4", movie(14))
	h.put(t, "two/poster.png", picture(t))
	got := h.run(t, jobs.Move)
	if got["bad/poster.jpg"] != store.ErrNotAPicture.Code || len(got) != 9 {
		t.Errorf("%v", got)
	}
	covers := func() (titles []string) {
		t.Helper()
		for _, m := range h.sound(t) {
			if m.Cover != 0 {
				titles = append(titles, m.Title)
			}
		}
		id, err := h.shop.CoverOf(t.Context(), store.EntryID{Series: true, ID: 1})
		if err != nil {
			t.Fatal(err)
		}
		if id != 0 {
			titles = append(titles, "the series")
		}
		slices.Sort(titles)
		return titles
	}
	if d := cmp.Diff([]string{"Tides S01E02", "film", "the series"}, covers()); d != "" {
		t.Errorf("wanted (-) and got (+):\n%s", d)
	}
	if d := cmp.Diff([]string{"Tides (2021)/Season 1/folder.png", "bad/poster.jpg", "two/poster.png"}, h.left(t)); d != "" {
		t.Errorf("left: wanted (-) and got (+):\n%s", d)
	}
	h.put(t, "bad/film.mp4", movie(12))
	h.put(t, "bad/folder.png", picture(t))
	h.run(t, jobs.Copy)
	if keys, err := h.disk.CoverKeys(t.Context()); err != nil || len(keys) != 4 {
		t.Errorf("covers: %q, %v", keys, err)
	}
}

// The picture at the top of a folder is that of the one show in it, and of none
// where there are several.
func TestRun_PictureAtTheTop(t *testing.T) {
	for _, c := range []struct{ more, want string }{{"", "yes"}, {"Season 2/Tides S02E01.mp4", "yes"}, {"Waves S01E01.mp4", ""}, {"film.mp4", ""}} {
		h := newTestLibrary(t)
		h.put(t, "Season 1/Tides S01E01.mp4", movie(1))
		h.put(t, "Tides S00E01.mp4", movie(2))
		if c.more != "" {
			h.put(t, c.more, movie(3))
		}
		h.put(t, "poster.png", picture(t))
		h.run(t, jobs.Copy)
		id, err := h.shop.CoverOf(t.Context(), store.EntryID{Series: true, ID: 1})
		if err != nil || (id != 0) != (c.want == "yes") {
			t.Errorf("with %q: cover %d, %v", c.more, id, err)
		}
	}
}
