package tree_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"

	"youku.example/media/demo"
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/tree"
	"youku.example/store"
	"youku.example/tui/words"
)

// episode publishes one of a series, each with bytes of its own.
func (h *testLibrary) episode(t *testing.T, title, series string, season, number int) store.Movie {
	t.Helper()
	h.episodes++
	m := h.publish(t, title, demo.Clips()[5+h.episodes].Open())
	e := store.Episode{Series: series, Season: season, Number: number}
	l, err := h.shop.Edit(t.Context(), h.boss, m.ID, store.Edit{Episode: &e})
	must(t, err)
	return l
}

// requestAll asks for movies, and gives their paths.
func (h *testLibrary) requestAll(t *testing.T, a store.Actor, movies ...store.Movie) (paths []string) {
	t.Helper()
	for _, m := range movies {
		d, err := h.shop.Request(t.Context(), a, m.ID)
		must(t, err)
		paths = append(paths, d.Path())
	}
	return paths
}

// An episode is listed once, in the folder of its series, with its checksum; its
// flat name answers as before.
func TestDownloads_Folder(t *testing.T) {
	h := newTestLibrary(t)
	one := h.episode(t, "流浪记 S01E01", "流浪记", 1, 1)
	two := h.episode(t, "启程", "流浪记", 1, 2)
	dir := h.tree(h.vip)
	_, err := dir.Stat(t.Context(), "/downloads/流浪记")
	is(t, err, sftp.ErrNoSuchFile) // nothing in it is ready
	single := h.request(t, h.vip)
	paths := h.requestAll(t, h.vip, one, two)
	if want := []string{"/downloads/流浪记/S01E01.mp4", "/downloads/流浪记/S01E02-启程.mp4"}; paths[0] != want[0] || paths[1] != want[1] {
		t.Fatalf("paths: %q, want %q", paths, want)
	}
	name := strings.TrimPrefix(single, "/downloads/")
	if got, want := names(t, dir, "/downloads"), fmt.Sprintf("-rw-r--r-- %[1]s, -rw-r--r-- %[1]s.sha256, drwxr-xr-x 流浪记", name); got != want {
		t.Errorf("listed %q, want %q", got, want)
	}
	if got, want := names(t, dir, "/downloads/流浪记"), "-rw-r--r-- S01E01.mp4, -rw-r--r-- S01E01.mp4.sha256, -rw-r--r-- S01E02-启程.mp4, -rw-r--r-- S01E02-启程.mp4.sha256"; got != want {
		t.Errorf("listed %q, want %q", got, want)
	}
	a, err := dir.Stat(t.Context(), "/downloads/流浪记")
	must(t, err)
	if !a.Mode.IsDir() || !a.MTime.Equal(two.CreatedAt) {
		t.Errorf("the folder: %+v", a)
	}
	flat := fmt.Sprintf("/downloads/%04d-启程.mp4", two.ID)
	for _, p := range []string{paths[1], flat} {
		a, err := dir.Stat(t.Context(), p)
		must(t, err)
		if a.Size != two.Size || !a.MTime.Equal(two.CreatedAt) {
			t.Errorf("%s: %+v", p, a)
		}
		f, err := dir.Open(t.Context(), p, sftp.Read)
		must(t, err)
		data := slurp(t, f)
		if int64(len(data)) != two.Size {
			t.Errorf("%s: %d bytes came out", p, len(data))
		}
		base := p[strings.LastIndex(p, "/")+1:]
		f, err = dir.Open(t.Context(), p+".sha256", sftp.Read)
		must(t, err)
		if got := string(slurp(t, f)); got != two.SHA256+"  "+base+"\n" {
			t.Errorf("%s.sha256: %q", p, got)
		}
		sum, err := h.trees.Sum(t.Context(), h.vip, words.En, words.Login{}, p, "sha256")
		must(t, err)
		if sum != two.SHA256 {
			t.Errorf("sha256sum %s: %s", p, sum)
		}
		sum, err = h.trees.Sum(t.Context(), h.vip, words.En, words.Login{}, p, "md5")
		must(t, err)
		if want := md5.Sum(data); sum != hex.EncodeToString(want[:]) {
			t.Errorf("md5sum %s: %s", p, sum)
		}
	}
}

// What is not there is not there, and a folder is no file.
func TestDownloads_FolderRefuses(t *testing.T) {
	h := newTestLibrary(t)
	one, two := h.episode(t, "A", "Tides", 1, 1), h.episode(t, "B", "Tides", 1, 2)
	path := h.requestAll(t, h.vip, one)[0]
	dir := h.tree(h.vip)
	for _, p := range []string{
		"/downloads/Tide", "/downloads/Tides/S01E01.mp4", "/downloads/Tides/S01E01-A.mp4.md5", "/downloads/Tides/x", "/downloads/Tides/README.txt",
		"/downloads/Tides/S01E01-A.mp4/x", "/downloads/Tides/Tides/S01E01-A.mp4", "/downloads/Tides/S1E1-A.mp4", "/downloads/tides/S01E01-A.mp4",
		fmt.Sprintf("/downloads/Tides/%04d-A.mp4", one.ID), "/downloads/S01E01-A.mp4", "/downloads/Tides/S01E03-C.mp4",
	} {
		_, err := dir.Stat(t.Context(), p)
		is(t, err, sftp.ErrNoSuchFile)
		_, err = dir.Open(t.Context(), p, sftp.Read)
		is(t, err, sftp.ErrNoSuchFile)
		_, err = dir.List(t.Context(), p)
		is(t, err, sftp.ErrNoSuchFile)
	}
	_, err := dir.Open(t.Context(), "/downloads/Tides/S01E02-B.mp4", sftp.Read)
	tells(t, err, sftp.ErrNoSuchFile, fmt.Sprintf("request %d", two.ID))
	_, err = dir.Open(t.Context(), "/downloads/Tides", sftp.Read)
	is(t, err, sftp.ErrFailure)
	_, err = dir.List(t.Context(), path)
	is(t, err, sftp.ErrNoSuchFile)
	for _, p := range []string{path, "/downloads/Tides/new.mp4"} {
		_, err = dir.Open(t.Context(), p, sftp.Write|sftp.Create)
		is(t, err, sftp.ErrDenied)
	}
	is(t, dir.Remove(t.Context(), path), sftp.ErrDenied)
	is(t, dir.Rmdir(t.Context(), "/downloads/Tides"), sftp.ErrDenied)
	is(t, dir.Mkdir(t.Context(), "/downloads/Tides"), sftp.ErrFailure)
	is(t, dir.Mkdir(t.Context(), "/downloads/Other"), sftp.ErrDenied)
	is(t, dir.Rename(t.Context(), path, "/downloads/Tides/b.mp4", false), sftp.ErrDenied)
	is(t, dir.Setstat(t.Context(), "/downloads/Tides", sftp.Change{}), sftp.ErrDenied)

	other := h.tree(h.alice)
	for _, p := range []string{path, "/downloads/Tides"} {
		_, err = other.Stat(t.Context(), p)
		is(t, err, sftp.ErrNoSuchFile)
	}
}

// A download that waits is not listed and makes no folder, but says how long it
// takes under its path.
func TestDownloads_FolderWaiting(t *testing.T) {
	h := newTestLibrary(t)
	path := h.requestAll(t, h.alice, h.episode(t, "A", "Tides", 1, 1))[0]
	dir := h.tree(h.alice)
	if got := names(t, dir, "/downloads"); got != "-rw-r--r-- README.txt" {
		t.Errorf("listed %q", got)
	}
	_, err := dir.List(t.Context(), "/downloads/Tides")
	is(t, err, sftp.ErrNoSuchFile)
	_, err = dir.Stat(t.Context(), path)
	must(t, err)
	for _, p := range []string{path, path + ".sha256"} {
		_, err = dir.Open(t.Context(), p, sftp.Read)
		tells(t, err, store.ErrNotReady, "left")
	}
}

// Who owns an episode that was deleted, and fetches the one published in its
// place, has both: the later one's number stands behind.
func TestDownloads_FolderCollision(t *testing.T) {
	h := newTestLibrary(t)
	old := h.episode(t, "A", "Tides", 1, 1)
	price := store.Fen(1_00)
	old, err := h.shop.Edit(t.Context(), h.boss, old.ID, store.Edit{Price: &price})
	must(t, err)
	_, err = h.shop.Credit(t.Context(), h.boss, "vip", 10_00, "")
	must(t, err)
	_, err = h.shop.Buy(t.Context(), h.vip, old.ID, nil)
	must(t, err)
	must(t, h.shop.Delete(t.Context(), h.boss, old.ID))
	anew := h.episode(t, "A", "Tides", 1, 1)
	paths := h.requestAll(t, h.vip, old, anew)
	apart := fmt.Sprintf("S01E01-A-%04d.mp4", anew.ID)
	if paths[0] != "/downloads/Tides/S01E01-A.mp4" || paths[1] != "/downloads/Tides/"+apart {
		t.Errorf("paths: %q", paths)
	}
	dir := h.tree(h.vip)
	if got := names(t, dir, "/downloads/Tides"); got != fmt.Sprintf("-rw-r--r-- S01E01-A.mp4, -rw-r--r-- S01E01-A.mp4.sha256, -rw-r--r-- %[1]s, -rw-r--r-- %[1]s.sha256", apart) {
		t.Errorf("listed %q", got)
	}
	read := func(d *tree.Tree, p string) []byte {
		f, err := d.Open(t.Context(), p, sftp.Read)
		must(t, err)
		return slurp(t, f)
	}
	if bytes.Equal(read(dir, paths[0]), read(dir, paths[1])) {
		t.Error("both are one")
	}
	if got := h.requestAll(t, h.boss, anew)[0]; got != paths[0] {
		t.Errorf("who has the new one alone finds it at %s", got)
	}
}
