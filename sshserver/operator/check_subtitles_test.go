package operator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// Subtitles whose file is gone or changed are a fault, as a movie's is.
func TestCheck_Subtitles(t *testing.T) {
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

// A file of subtitles that no row knows is found, and comes back into /incoming,
// where it can be read and thrown away; a repair that was killed is gone on with.
func TestCheck_OrphanSubtitles(t *testing.T) {
	data, _ := library(t)
	texts := map[string]string{
		"abcdefgh23456": "1\n00:00:01,000 --> 00:00:02,000\n雨\n", "ab7": "WEBVTT\n\n00:01.000 --> 00:02.000\n雪\n",
	}
	for key, text := range texts {
		if err := os.MkdirAll(filepath.Join(data, "media", "subtitles", key[:2]), 0o700); err != nil {
			t.Fatal(err)
		}
		rewrite(t, subtitleFile(data, key), []byte(text))
	}
	checked(t, data, "files of no row", "orphan: the file of subtitles abcdefgh23456 belongs to no movie", "orphan: the file of subtitles ab7 belongs to no movie")
	// As a repair that was killed between both names leaves it.
	if err := os.Link(subtitleFile(data, "ab7"), filepath.Join(data, "media", "incoming", "ab7")); err != nil {
		t.Fatal(err)
	}
	exit, out, said := run(t, data, "check", "--repair")
	if exit != 0 || strings.Count(out, "back in /incoming") != 2 || !strings.Contains(out, "recovered-abcdefgh2345.srt") || !strings.Contains(out, "recovered-ab7.vtt") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	checked(t, data, "after the repair")
	open(t, data, func(ctx context.Context, shop *store.Shop, in *intake.Intake) {
		for _, name := range []string{"recovered-abcdefgh2345.srt", "recovered-ab7.vtt"} {
			if row := settled(t, shop, name); row.State != store.Sidecar {
				t.Errorf("%s is %+v", name, row)
			}
		}
	})
}

// settled waits until an upload was looked at whole.
func settled(t *testing.T, shop *store.Shop, name string) store.Incoming {
	t.Helper()
	for tick := time.NewTicker(5 * time.Millisecond); ; {
		row, err := shop.IncomingByName(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		if row.State != store.Hashing {
			return row
		}
		select {
		case <-tick.C:
		case <-t.Context().Done():
			t.Fatal("it is not looked at")
		}
	}
}
