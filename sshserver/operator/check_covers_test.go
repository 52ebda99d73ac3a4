package operator

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// Covers whose file is gone or changed are a fault, and so is one that no row
// knows, which a repair takes back into /incoming.
func TestCheck_Covers(t *testing.T) {
	data, _ := library(t)
	s := setting.Settings{Data: data}
	rows, err := sqlite.Open(t.Context(), s.Database())
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.Open(t.Context(), rows, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	files, err := disk.Open(s.Movies())
	if err != nil {
		t.Fatal(err)
	}
	list, err := shop.MoviesFrom(t.Context(), 0)
	if err != nil || len(list) == 0 {
		t.Fatalf("no movie: %v", err)
	}
	m := list[0]
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewRGBA(image.Rect(0, 0, 20, 30))); err != nil {
		t.Fatal(err)
	}
	set, err := intake.New(shop, files, nil).SetCover(t.Context(), local.Operator, store.EntryID{ID: m.ID}, picture.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := files.KeepCover(t.Context(), "feed", []byte("a cover")); err != nil {
		t.Fatal(err)
	}
	if err := shop.Close(); err != nil {
		t.Fatal(err)
	}
	_ = files.Close()
	checked(t, data, "an orphan", "the cover feed belongs to no movie")
	if exit, out, said := run(t, data, "check", "--repair"); exit != 0 || !strings.Contains(out, "back in /incoming: recovered-feed-poster.jpg") {
		t.Errorf("a repair: exit %d: %s%s", exit, out, said)
	}
	checked(t, data, "nothing")
	file := filepath.Join(data, "media", "covers", set.File[:2], set.File)
	p, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p[len(p)/2] ^= 1
	rewrite(t, file, p)
	checked(t, data, "other bytes", "the cover of movie")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	checked(t, data, "the file gone", "its file is missing")
}
