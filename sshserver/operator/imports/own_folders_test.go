package imports

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"youku.example/media/disk"
	"youku.example/sshserver/operator/setting"
)

// Each folder that the media library makes is the library's own, for each may be a
// link to another disk.
func TestOwnFolders(t *testing.T) {
	s := setting.Settings{Data: t.TempDir()}
	l, err := disk.Open(s.Movies())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	made, err := os.ReadDir(s.Movies())
	if err != nil || len(made) == 0 {
		t.Fatal(made, err)
	}
	own := OwnFolders(s)
	for _, e := range made {
		if e.IsDir() && !slices.Contains(own.Media, filepath.Join(s.Movies(), e.Name())) {
			t.Errorf("%s is not the library's own", e.Name())
		}
	}
}
