package operator

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/store"
)

// covers gives the demo's series and two of its movies covers, and returns the
// files with their bytes.
func covers(t *testing.T, data string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	open(t, data, func(ctx context.Context, shop *store.Shop, in *intake.Intake) {
		for i, of := range []store.EntryID{{ID: 1}, {ID: 2}, {Series: true, ID: 1}} {
			img := image.NewRGBA(image.Rect(0, 0, 20, 30))
			img.Set(5, 5, color.RGBA{uint8(80 * i), 200, 0, 255})
			var p bytes.Buffer
			if err := png.Encode(&p, img); err != nil {
				t.Fatal(err)
			}
			set, err := in.SetCover(ctx, local.Operator, of, p.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			kept, err := os.ReadFile(coverFile(data, set.File))
			if err != nil {
				t.Fatal(err)
			}
			files[set.File] = kept
		}
	})
	return files
}

func coverFile(data, key string) string {
	return filepath.Join(data, "media", "covers", key[:2], key)
}

// A backup takes covers along, and restoring puts back those that are missing or
// damaged, and nothing that is not what its row says.
func TestRestore_Covers(t *testing.T) {
	data, _ := library(t)
	files := covers(t, data)
	backup := filepath.Join(t.TempDir(), "backup.db")
	if exit, out, said := run(t, data, "backup", backup); exit != 0 || strings.Contains(out, "not in it") {
		t.Fatalf("exit %d: %s%s", exit, out, said)
	}
	i := 0
	for key, p := range files {
		switch i++; i {
		case 1:
			if err := os.Remove(coverFile(data, key)); err != nil {
				t.Fatal(err)
			}
		case 2:
			rewrite(t, coverFile(data, key), append(bytes.Clone(p[1:]), 0))
		}
	}
	if exit, out, said := run(t, data, "backup", backup+"2"); exit != 0 || !strings.Contains(out, "missing or damaged: 2;") {
		t.Errorf("a backup of what is left: exit %d: %s%s", exit, out, said)
	}
	if exit, out, said := run(t, data, "restore", backup); exit != 0 || !strings.Contains(out, "Covers that were missing and are put back: 2\n") {
		t.Errorf("exit %d: %s%s", exit, out, said)
	}
	for key, p := range files {
		if got, err := os.ReadFile(coverFile(data, key)); err != nil || !bytes.Equal(got, p) {
			t.Errorf("%s is not back: %v", key, err)
		}
	}
	checked(t, data, "restored")

	spoil(t, backup, "UPDATE kept_files SET content = zeroblob(length(content)) WHERE name LIKE 'covers/%'",
		"INSERT INTO kept_files (name, mode, content) VALUES ('covers/../../evil', 384, x'78')")
	other := filepath.Join(t.TempDir(), "other")
	if exit, out, said := run(t, other, "restore", backup); exit != 0 || !strings.Contains(out, "Covers whose files are missing, in the backup too: 3;") {
		t.Errorf("other bytes: exit %d: %s%s", exit, out, said)
	}
	if found, _ := filepath.Glob(filepath.Join(other, "media", "covers", "*", "*")); len(found) != 0 {
		t.Errorf("written: %q", found)
	}
	spoil(t, backup, "UPDATE covers SET file = '../../../evil' WHERE id = (SELECT min(id) FROM covers)")
	if exit, out, _ := run(t, filepath.Join(t.TempDir(), "new"), "restore", backup); exit != 1 {
		t.Errorf("a key that is a path: exit %d: %s", exit, out)
	}
}
