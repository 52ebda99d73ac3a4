package operator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/sample"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// TestCheck_Repair takes files that no row knows back into /incoming, where
// they can be published again, and removes what copies left.
func TestCheck_Repair(t *testing.T) {
	data, movies := library(t)
	lost := movies[0]
	forget(t, data, lost)
	incoming := filepath.Join(data, "media", "incoming")
	whole, err := os.ReadFile(moviePath(t, data, movies[1].File))
	if err != nil {
		t.Fatal(err)
	}
	rewrite(t, filepath.Join(incoming, strings.Repeat("ab", 16)), whole[:len(whole)/2])
	rewrite(t, filepath.Join(incoming, ".x.part"), []byte("half"))

	picture := filepath.Join(data, "media", "posters", "fe", "feed.mp4.jpg")
	if err := os.MkdirAll(filepath.Dir(picture), 0o700); err != nil {
		t.Fatal(err)
	}
	rewrite(t, picture, []byte("a picture"))

	if exit, out, _ := run(t, data, "check"); exit != 1 || strings.Count(out, "orphan") != 2 || !strings.Contains(out, "leftover") {
		t.Fatalf("before: exit %d: %s", exit, out)
	}
	exit, out, said := run(t, data, "check", "--repair")
	if exit != 0 || strings.Count(out, "back in /incoming: recovered-") != 2 || !strings.Contains(out, ".x.part") || !strings.Contains(out, "feed.mp4") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	if exit, out, _ := run(t, data, "check", "--repair"); exit != 0 || strings.Contains(out, "/incoming") {
		t.Errorf("again: exit %d: %s", exit, out)
	}
	name := "recovered-" + lost.SHA256[:12] + lost.Ext
	if m := publishAgain(t, data, name); m.SHA256 != lost.SHA256 {
		t.Errorf("published %+v, want the bytes of %+v", m, lost)
	}
	if exit, out, said := run(t, data, "check"); exit != 0 {
		t.Errorf("at the end: exit %d: %s%s", exit, out, said)
	}
}

// A repair that was killed between the two names of a file is gone on with: one
// file makes one upload.
func TestCheck_RepairCutOff(t *testing.T) {
	data, movies := library(t)
	lost := movies[0]
	forget(t, data, lost)
	to := filepath.Join(data, "media", "incoming", lost.File[:32])
	if err := os.Link(moviePath(t, data, lost.File), to); err != nil {
		t.Fatal(err)
	}
	if exit, out, said := run(t, data, "check", "--repair"); exit != 0 || strings.Count(out, "back in /incoming") != 1 {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
}

// A running server's files are its own.
func TestCheck_RepairServed(t *testing.T) {
	data, _ := library(t)
	unlock, err := local.LockData(setting.Settings{Data: data}.Lock())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	if exit, _, said := run(t, data, "check", "--repair"); exit != 1 || !strings.Contains(said, "another youku serves") {
		t.Errorf("exit %d: %s", exit, said)
	}
}

// forget makes the rows those of a time when the movie was not published.
func forget(t *testing.T, data string, m store.Movie) {
	t.Helper()
	kept := moviePath(t, data, m.File)
	aside := filepath.Join(t.TempDir(), "aside")
	if err := os.Rename(kept, aside); err != nil {
		t.Fatal(err)
	}
	open(t, data, func(ctx context.Context, shop *store.Shop, in *intake.Intake) {
		if err := shop.Delete(ctx, local.Operator, m.ID); err != nil {
			t.Fatal(err)
		}
		if err := in.Purge(ctx, local.Operator, m.ID); err != nil {
			t.Fatal(err)
		}
	})
	if err := os.Rename(aside, kept); err != nil {
		t.Fatal(err)
	}
}

func publishAgain(t *testing.T, data, name string) (m store.Movie) {
	t.Helper()
	open(t, data, func(ctx context.Context, _ *store.Shop, in *intake.Intake) {
		if err := sample.Arrived(ctx, in, name); err != nil {
			t.Fatal(err)
		}
		var err error
		if m, err = in.Publish(ctx, local.Operator, name, store.Publication{Title: "Back", Free: true}, nil); err != nil {
			t.Fatal(err)
		}
	})
	return m
}

// open opens a library as the server does, for a while.
func open(t *testing.T, data string, use func(context.Context, *store.Shop, *intake.Intake)) {
	t.Helper()
	s := setting.Settings{Data: data}
	rows, err := sqlite.Open(t.Context(), s.Database())
	if err != nil {
		t.Fatal(err)
	}
	shop, err := store.Open(t.Context(), rows, store.DefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	defer shop.Close()
	files, err := disk.Open(s.Movies())
	if err != nil {
		t.Fatal(err)
	}
	defer files.Close()
	in := intake.New(shop, files, nil)
	if err := in.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	use(t.Context(), shop, in)
}
