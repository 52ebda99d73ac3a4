package intake

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"slices"
	"testing"

	"youku.example/media/cover"
	"youku.example/store"
	"youku.example/store/plan"
)

// pictureOf is a picture of one colour.
func pictureOf(t *testing.T, c color.Color, w, h int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var (
	red   = color.RGBA{220, 0, 0, 255}
	green = color.RGBA{0, 200, 0, 255}
	blue  = color.RGBA{0, 0, 220, 255}
)

// seen is the colour of a cover: "red", "green", "blue", "none".
func (h *testIntake) seen(t *testing.T, id int64) string {
	t.Helper()
	if id == 0 {
		return "none"
	}
	c, err := h.shop.Cover(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := h.movies.Cover(t.Context(), c.File)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	if err != nil || int64(len(p)) != c.Size {
		t.Fatalf("%d bytes of %d, %v", len(p), c.Size, err)
	}
	img, err := cover.Decode(p)
	if err != nil {
		t.Fatal(err)
	}
	r, g, b, _ := img.At(5, 5).RGBA()
	return []string{"red", "green", "blue"}[slices.Index([]uint32{r, g, b}, max(r, g, b))]
}

func (h *testIntake) coverKeys(t *testing.T) int {
	t.Helper()
	keys, err := h.movies.CoverKeys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return len(keys)
}

// A cover takes the place of the one before, and leaves no bytes behind; nor does
// one that is refused, and a purge takes it along.
func TestSetCover(t *testing.T) {
	h := newTestIntake(t, nil)
	h.arrive(t, "Tide.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "Tide.mp4", store.Publication{Title: "Tide", Free: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	of := store.EntryID{ID: m.ID}
	for _, c := range []struct {
		name string
		c    color.Color
	}{{"red", red}, {"blue", blue}} {
		set, err := h.intake.SetCover(t.Context(), boss, of, pictureOf(t, c.c, 200, 300))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := h.shop.CoverOf(t.Context(), of); err != nil || got != set.ID || h.seen(t, got) != c.name || h.coverKeys(t) != 1 {
			t.Errorf("%s: %d %s, %v, %d files", c.name, got, h.seen(t, got), err, h.coverKeys(t))
		}
	}
	for _, c := range []struct {
		of   store.EntryID
		p    []byte
		want error
	}{
		{of, []byte("no picture"), store.ErrNotAPicture}, {of, make([]byte, cover.MaxSize+1), store.ErrPictureBig}, {of, pictureOf(t, red, 2, 2), store.ErrPictureShape},
		{store.EntryID{ID: 99}, pictureOf(t, red, 20, 30), store.ErrNoMovie}, {store.EntryID{Series: true, ID: 99}, pictureOf(t, red, 20, 30), store.ErrNoSeries},
	} {
		if _, err := h.intake.SetCover(t.Context(), boss, c.of, c.p); !errors.Is(err, c.want) {
			t.Errorf("%v of %d bytes: %v, want %v", c.of, len(c.p), err, c.want)
		}
	}
	if _, err := h.intake.SetCover(t.Context(), store.Actor{Role: store.RoleUser}, of, pictureOf(t, red, 20, 30)); !errors.Is(err, store.ErrNotAllowed) {
		t.Errorf("a user: %v", err)
	}
	if n := h.coverKeys(t); n != 1 {
		t.Errorf("%d files after refusals", n)
	}
	if err := h.intake.RemoveCover(t.Context(), boss, of); err != nil || h.coverKeys(t) != 0 {
		t.Errorf("removed: %v, %d files", err, h.coverKeys(t))
	}
	if err := h.intake.RemoveCover(t.Context(), boss, of); !errors.Is(err, store.ErrNoCover) {
		t.Errorf("removed again: %v", err)
	}
	if _, err := h.intake.SetCover(t.Context(), boss, of, pictureOf(t, red, 20, 30)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(h.shop.Delete(t.Context(), boss, m.ID), h.intake.Purge(t.Context(), boss, m.ID)); err != nil || h.coverKeys(t) != 0 {
		t.Errorf("purged: %v, %d files", err, h.coverKeys(t))
	}
}

// At each moment of a change there is a cover with its bytes; what a crash leaves
// are bytes alone.
func TestSetCover_BytesFirst(t *testing.T) {
	var at func()
	h := newTestIntake(t, func(in *Intake) {
		step := in.step
		in.step = func(name string) {
			if step != nil {
				step(name)
			}
			if name == "cover kept" {
				at()
			}
		}
	})
	h.arrive(t, "Tide.mp4", clip(0))
	m, err := h.intake.Publish(t.Context(), boss, "Tide.mp4", store.Publication{Title: "Tide", Free: true}, nil)
	if err != nil {
		t.Fatal(err)
	}
	of := store.EntryID{ID: m.ID}
	want := "none"
	at = func() {
		if id, err := h.shop.CoverOf(t.Context(), of); err != nil || h.seen(t, id) != want {
			t.Errorf("in between: %d, %v, want %s", id, err, want)
		}
	}
	for _, name := range []string{"green", "red"} {
		if _, err := h.intake.SetCover(t.Context(), boss, of, pictureOf(t, map[string]color.Color{"red": red, "green": green}[name], 20, 30)); err != nil {
			t.Fatal(err)
		}
		want = name
	}
}

// publishAs publishes an upload with what the plan shows beside it.
func (h *testIntake) publishAs(t *testing.T, name string, e store.Episode) store.Movie {
	t.Helper()
	m, err := h.intake.Publish(t.Context(), boss, name, store.Publication{Title: name[:len(name)-4], Free: true, Episode: e, Beside: h.beside(t, name)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if m, err = h.movie(t, m.ID); err != nil {
		t.Fatal(err)
	}
	return m
}

func (h *testIntake) beside(t *testing.T, name string) []int64 {
	t.Helper()
	entries, err := h.intake.Plan(t.Context(), boss)
	if err != nil {
		t.Fatal(err)
	}
	return plan.Under(entries, name)[0].Beside
}

func (h *testIntake) movie(t *testing.T, id int64) (store.Movie, error) {
	l, err := h.shop.Movie(t.Context(), boss, id)
	return l.Movie, err
}

func (h *testIntake) sidecar(t *testing.T, name string, p []byte) {
	t.Helper()
	h.put(t, name, p)
	h.settled(t, name)
}

func (h *testIntake) left(t *testing.T) (names []string) {
	t.Helper()
	rows, err := h.intake.Incoming(t.Context(), boss)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		names = append(names, r.Name)
	}
	slices.Sort(names)
	return names
}

// The picture named after a movie is its cover; one of the folder is that of a
// movie that is alone there. A bad one stays, and the movie is published.
func TestPublish_Pictures(t *testing.T) {
	h := newTestIntake(t, nil)
	for _, dir := range []string{"one", "two", "bad"} {
		if err := h.intake.MakeFolder(t.Context(), boss, dir); err != nil {
			t.Fatal(err)
		}
	}
	h.arrive(t, "one/Tide.mp4", clip(0))
	h.sidecar(t, "one/Folder.PNG", pictureOf(t, green, 20, 30))
	h.sidecar(t, "one/poster.png", pictureOf(t, red, 20, 30))
	h.arrive(t, "two/Rain.mp4", clip(1))
	h.arrive(t, "two/Snow.mp4", clip(2))
	h.sidecar(t, "two/Rain-poster.png", pictureOf(t, blue, 20, 30))
	h.sidecar(t, "two/folder.png", pictureOf(t, green, 20, 30))
	h.arrive(t, "bad/Wind.mp4", clip(3))
	h.sidecar(t, "bad/poster.jpg", []byte("no picture"))
	var got []string
	for _, name := range []string{"one/Tide.mp4", "two/Rain.mp4", "bad/Wind.mp4"} {
		got = append(got, h.seen(t, h.publishAs(t, name, store.Episode{}).Cover))
	}
	if !slices.Equal(got, []string{"red", "blue", "none"}) {
		t.Errorf("covers: %q", got)
	}
	if left := h.left(t); !slices.Equal(left, []string{"bad/poster.jpg", "one/Folder.PNG", "two/Snow.mp4", "two/folder.png"}) {
		t.Errorf("left: %q", left)
	}
}

// The picture of a folder with several movies is none's, also when they are
// published together and the last of them is alone there by then.
func TestPublish_PictureOfSeveral(t *testing.T) {
	h := newTestIntake(t, nil)
	if err := h.intake.MakeFolder(t.Context(), boss, "two"); err != nil {
		t.Fatal(err)
	}
	names := []string{"two/Rain.mp4", "two/Snow.mp4"}
	for i, name := range names {
		h.arrive(t, name, clip(i))
	}
	h.sidecar(t, "two/POSTER.png", pictureOf(t, green, 20, 30))
	var list []store.NamedPublication
	for _, name := range names {
		list = append(list, store.NamedPublication{Name: name, As: store.Publication{Title: name, Free: true, Beside: h.beside(t, name)}})
	}
	for _, p := range h.intake.PublishAll(t.Context(), boss, list) {
		if m, err := h.movie(t, p.Movie.ID); p.Err != nil || err != nil || m.Cover != 0 {
			t.Errorf("%+v, %v", p, err)
		}
	}
	h.arrive(t, "two/Wind.mp4", clip(2))
	if m := h.publishAs(t, "two/Wind.mp4", store.Episode{}); m.Cover == 0 {
		t.Error("one that is shown alone with it has no cover")
	}
}

// The picture of a show's folder is the cover of the series, also from the folder
// of a season; one that the series has stays. An episode's own is the episode's.
func TestPublish_SeriesPictures(t *testing.T) {
	h := newTestIntake(t, nil)
	for _, dir := range []string{"Tides", "Tides/Season 1", "Waves"} {
		if err := h.intake.MakeFolder(t.Context(), boss, dir); err != nil {
			t.Fatal(err)
		}
	}
	h.arrive(t, "Tides/Season 1/Tides S01E01.mp4", clip(0))
	h.arrive(t, "Tides/Season 1/Tides S01E02.mp4", clip(1))
	h.sidecar(t, "Tides/Season 1/folder.png", pictureOf(t, green, 20, 30))
	h.sidecar(t, "Tides/Season 1/Tides S01E02-poster.png", pictureOf(t, red, 20, 30))
	h.sidecar(t, "Tides/poster.png", pictureOf(t, blue, 20, 30))
	h.arrive(t, "Waves/Waves S01E01.mp4", clip(2))
	h.sidecar(t, "Waves/cover.png", pictureOf(t, green, 20, 30))
	h.arrive(t, "Drops S01E01.mp4", clip(3))
	h.sidecar(t, "poster.png", pictureOf(t, red, 20, 30))
	cover := func(series string, number int, name string) (ofSeries, own string) {
		m := h.publishAs(t, name, store.Episode{Series: series, Season: 1, Number: number})
		id, err := h.shop.CoverOf(t.Context(), store.EntryID{Series: true, ID: m.SeriesID})
		if err != nil {
			t.Fatal(err)
		}
		return h.seen(t, id), h.seen(t, m.Cover)
	}
	for _, c := range []struct {
		series        string
		number        int
		name          string
		ofSeries, own string
	}{
		{"Tides", 1, "Tides/Season 1/Tides S01E01.mp4", "blue", "none"},
		{"Tides", 2, "Tides/Season 1/Tides S01E02.mp4", "blue", "red"},
		{"Waves", 1, "Waves/Waves S01E01.mp4", "green", "none"},
		{"Drops", 1, "Drops S01E01.mp4", "none", "none"},
	} {
		if ofSeries, own := cover(c.series, c.number, c.name); ofSeries != c.ofSeries || own != c.own {
			t.Errorf("%s: the series' is %s, its own %s; want %s, %s", c.name, ofSeries, own, c.ofSeries, c.own)
		}
	}
	if left := h.left(t); !slices.Equal(left, []string{"Tides/Season 1/folder.png", "poster.png"}) {
		t.Errorf("left: %q", left)
	}
}
