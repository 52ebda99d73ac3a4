package operator

import (
	"os"
	"path/filepath"
	"testing"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb"
)

// Subtitles whose file is gone or changed are a fault, as a movie's is.
func TestCheck_Subtitles(t *testing.T) {
	data, _ := library(t)
	s := setting.Settings{Data: data}
	rows, err := sqldb.Open(t.Context(), s.Database())
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
	sub, err := intake.New(shop, files, nil).AddSubtitle(t.Context(), local.Operator, m.ID, "zh", "", []byte("1\n00:00:01,000 --> 00:00:02,000\n雨\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := shop.Close(); err != nil {
		t.Fatal(err)
	}
	_ = files.Close()
	checked(t, data, "nothing")
	file := filepath.Join(data, "media", "subtitles", sub.File[:2], sub.File)
	if err := os.WriteFile(file, []byte("1\n00:00:01,000 --> 00:00:02,000\n雪\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	checked(t, data, "other bytes", "subtitles zh.srt of movie")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	checked(t, data, "the file gone", "its file is missing")
}
