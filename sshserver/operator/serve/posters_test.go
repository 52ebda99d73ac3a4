package serve

import (
	"context"
	"errors"
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
	"youku.example/store/sqldb"
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
	rows, err := sqldb.Open(ctx, filepath.Join(t.TempDir(), "youku.db"))
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

// Without a program there are no frames; one that was named must be there.
func TestPosters_NoProgram(t *testing.T) {
	shop, f, library, _ := demoWithPosters(t, "no")
	if f.forScreens() != nil || f.shop() != shop || f.library(library) != local.Movies(library) {
		t.Error("something is in the way")
	}
	_, err := openPosters(&local.Call{Settings: setting.Settings{FFmpeg: "/nowhere/ffmpeg"}}, shop, library, nil)
	if err == nil {
		t.Error("a program that was named and is not there is nothing to speak of")
	}
	t.Setenv("PATH", "/nowhere")
	f, err = openPosters(&local.Call{Settings: setting.Settings{FFmpeg: "auto"}}, shop, library, nil)
	if err != nil || f.forScreens() != nil {
		t.Errorf("%v, %v", f, err)
	}
}
