package serve

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"youku.example/media"
	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/sample"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// demoWithPosters is an open library of the sample movies with the frames of ffmpeg.
func demoWithPosters(t *testing.T, ffmpeg string) (*store.Shop, *posters, *disk.Library, *intake.Intake) {
	t.Helper()
	ctx := context.Background()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "youku.db"))
	check(err)
	shop, err := store.Open(ctx, rows, store.DefaultRules())
	check(err)
	t.Cleanup(func() { _ = shop.Close() })
	library, err := disk.Open(t.TempDir())
	check(err)
	t.Cleanup(func() { _ = library.Close() })
	log := slog.New(slog.DiscardHandler)
	f, err := openPosters(&local.Call{Settings: setting.Settings{FFmpeg: ffmpeg}}, shop, library, log)
	check(err)
	t.Cleanup(func() { _ = f.Close() })
	in := intake.New(shop, f.library(library), log)
	check(in.Start(ctx))
	t.Cleanup(func() { _ = in.Close() })
	_, err = sample.Filler{Shop: shop, Intake: in, Begun: filepath.Join(t.TempDir(), "begun"), At: func(string) {}}.Fill(ctx)
	check(err)
	return shop, f, library, in
}

// Every viewer sees the poster of a published movie; taking a movie down or
// purging it removes its poster.
func TestPosters_GoWithTheirMovies(t *testing.T) {
	if _, err := exec.LookPath("ffmpeg"); err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal("ffmpeg is not installed")
		}
		t.Skip("ffmpeg is not installed")
	}
	shop, f, library, in := demoWithPosters(t, "auto")
	ctx, guest := t.Context(), store.Actor{Role: store.RoleGuest}
	movies, err := shop.Movies(ctx, guest, store.Query{})
	if err != nil || len(movies) < 3 {
		t.Fatalf("%d movies, %v", len(movies), err)
	}
	for _, m := range movies[:3] {
		if img, err := f.forScreens().Poster(ctx, guest, m.ID); err != nil || img == nil {
			t.Fatalf("%s: %v, %v", m.Title, img, err)
		}
	}
	gone := func(m store.Listing, a store.Actor) {
		t.Helper()
		if img, err := f.Poster(ctx, a, m.ID); img != nil {
			t.Errorf("%s is still seen by %v (%v)", m.Title, a.Role, err)
		}
		if _, err := library.Poster(ctx, m.File); !errors.Is(err, media.ErrNotExist) {
			t.Errorf("%s: its frame is still kept: %v", m.Title, err)
		}
	}
	if _, err := f.shop().TakeDown(ctx, local.Operator, movies[0].ID); err != nil {
		t.Fatal(err)
	}
	gone(movies[0], guest)
	gone(movies[0], local.Operator)
	if err := shop.Delete(ctx, local.Operator, movies[1].ID); err != nil {
		t.Fatal(err)
	}
	if img, _ := f.Poster(ctx, guest, movies[1].ID); img != nil {
		t.Error("a guest sees a frame of what was deleted")
	}
	if img, _ := f.Poster(ctx, local.Operator, movies[1].ID); img == nil {
		t.Error("an admin, who may restore it, does not")
	}
	if err := in.Purge(ctx, local.Operator, movies[1].ID); err != nil {
		t.Fatal(err)
	}
	gone(movies[1], local.Operator)
}

// A cover stands before the frame of its movie, and outlives it; without one the
// frame is seen again. A series shows its own, else what its first episode shows.
func TestPosters_Covers(t *testing.T) {
	shop, f, library, in := demoWithPosters(t, "no")
	ctx, guest := t.Context(), store.Actor{Role: store.RoleGuest}
	list, err := shop.SeriesList(ctx, guest, store.SeriesQuery{})
	if err != nil || len(list) != 1 {
		t.Fatalf("%d series, %v", len(list), err)
	}
	_, episodes, err := shop.Series(ctx, guest, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	movie, series := store.EntryID{ID: episodes[0].ID}, store.EntryID{Series: true, ID: list[0].ID}
	seen := func(wantMovie, wantSeries int) {
		t.Helper()
		width := func(img image.Image, err error) int {
			t.Helper()
			if err != nil {
				t.Error(err)
			}
			if img == nil {
				return 0
			}
			return img.Bounds().Dx()
		}
		if m, s := width(f.forScreens().Poster(ctx, guest, movie.ID)), width(f.forScreens().SeriesPoster(ctx, guest, series.ID)); m != wantMovie || s != wantSeries {
			t.Errorf("the movie's is %d wide, the series' %d; want %d, %d", m, s, wantMovie, wantSeries)
		}
	}
	set := func(of store.EntryID, w int) {
		t.Helper()
		var p bytes.Buffer
		if err := png.Encode(&p, image.NewRGBA(image.Rect(0, 0, w, 60))); err != nil {
			t.Fatal(err)
		}
		if _, err := in.SetCover(ctx, local.Operator, of, p.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	seen(0, 0)
	set(movie, 40)
	seen(40, 40)
	set(series, 50)
	seen(40, 50)
	if err := library.DropPoster(ctx, episodes[0].File); err != nil {
		t.Fatal(err)
	}
	seen(40, 50)
	if err := in.RemoveCover(ctx, local.Operator, movie); err != nil {
		t.Fatal(err)
	}
	seen(0, 50)
	set(movie, 30)
	if _, err := f.shop().TakeDown(ctx, local.Operator, movie.ID); err != nil {
		t.Fatal(err)
	}
	if img, _ := f.Poster(ctx, local.Operator, movie.ID); img != nil {
		t.Error("the cover of what was taken down is seen")
	}
}

// Without a program there are no frames; one that was named must be there.
func TestPosters_NoProgram(t *testing.T) {
	shop, f, library, _ := demoWithPosters(t, "no")
	if f.service != nil || f.shop() != shop || f.library(library) != local.Movies(library) {
		t.Error("something is in the way")
	}
	_, err := openPosters(&local.Call{Settings: setting.Settings{FFmpeg: "/nowhere/ffmpeg"}}, shop, library, nil)
	if err == nil {
		t.Error("a program that was named and is not there is nothing to speak of")
	}
	t.Setenv("PATH", "/nowhere")
	f, err = openPosters(&local.Call{Settings: setting.Settings{FFmpeg: "auto"}}, shop, library, nil)
	if err != nil || f.service != nil {
		t.Errorf("%v, %v", f, err)
	}
}
