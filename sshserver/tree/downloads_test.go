package tree_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/tui/words"
)

func TestDownloads_Ready(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	tree := h.tree(h.vip)
	name := strings.TrimPrefix(path, "/downloads/")
	if got, want := names(t, tree, "/downloads"), fmt.Sprintf("-rw-r--r-- %s, -rw-r--r-- %s.sha256", name, name); got != want {
		t.Errorf("listed %q, want %q", got, want)
	}
	f, err := tree.Open(t.Context(), path, sftp.Read)
	must(t, err)
	a, err := f.Stat()
	must(t, err)
	if a.Size != int64(len(h.data)) || !a.MTime.Equal(h.movie.CreatedAt) {
		t.Errorf("stat: %+v", a)
	}
	if _, err := f.WriteAt([]byte("x"), 0); err == nil {
		t.Error("a movie was written to")
	}
	if !bytes.Equal(slurp(t, f), h.data) {
		t.Error("other bytes came out")
	}
	f, err = tree.Open(t.Context(), path+".sha256", sftp.Read)
	must(t, err)
	if got := string(slurp(t, f)); got != h.movie.SHA256+"  "+name+"\n" {
		t.Errorf("checksum file: %q", got)
	}
	d, err := h.shop.Download(t.Context(), h.vip, h.movie.ID)
	must(t, err)
	if d.State != store.Complete || d.Sent != d.Size {
		t.Errorf("after all was read the grant is %s, %d of %d bytes", d.State, d.Sent, d.Size)
	}
}

func TestDownloads_Waiting(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.alice)
	tree := h.tree(h.alice)
	if got := names(t, tree, "/downloads"); got != "-rw-r--r-- README.txt" {
		t.Errorf("listed before it is ready: %q", got)
	}
	if a, err := tree.Stat(t.Context(), path); err != nil || a.Size != int64(len(h.data)) {
		t.Errorf("stat: %+v %v", a, err)
	}
	for _, p := range []string{path, path + ".sha256"} {
		_, err := tree.Open(t.Context(), p, sftp.Read)
		tells(t, err, store.ErrNotReady, "left")
	}
	zh := h.tree(h.alice)
	*zh = *h.trees.For(viewerIn(h.alice, words.Zh))
	_, err := zh.Open(t.Context(), path, sftp.Read)
	tells(t, err, store.ErrNotReady, "还")
}

func TestDownloads_NotTheirs(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	tree := h.tree(h.alice)
	_, err := tree.Stat(t.Context(), path)
	is(t, err, sftp.ErrNoSuchFile)
	_, err = tree.Open(t.Context(), path, sftp.Read)
	tells(t, err, sftp.ErrNoSuchFile, "request")
	if got := names(t, tree, "/"); got != "drwxr-xr-x downloads" {
		t.Errorf("a user's root: %q", got)
	}
	vip := h.tree(h.vip)
	for _, p := range []string{
		"/incoming", "/incoming/a", "/movies", "/movies/" + strings.TrimPrefix(path, "/downloads/"), "/x", "/downloads/x",
		strings.Replace(path, "starry", "other", 1) + "x", path + "/x", path + ".md5",
	} {
		_, err = vip.Stat(t.Context(), p)
		is(t, err, sftp.ErrNoSuchFile)
		_, err = vip.Open(t.Context(), p, sftp.Read)
		is(t, err, sftp.ErrNoSuchFile)
		_, err = vip.List(t.Context(), p)
		is(t, err, sftp.ErrNoSuchFile)
	}
	for p, kind := range map[string]error{"/incoming/a.mp4": sftp.ErrNoSuchFile, path: sftp.ErrDenied} {
		_, err = vip.Open(t.Context(), p, sftp.Write|sftp.Create)
		is(t, err, kind)
		is(t, vip.Remove(t.Context(), p), kind)
		is(t, vip.Rename(t.Context(), p, "/downloads/b", true), kind)
	}
	_, err = vip.Open(t.Context(), "/a", sftp.Write|sftp.Create)
	is(t, err, sftp.ErrDenied)
	is(t, vip.Setstat(t.Context(), path, sftp.Change{}), sftp.ErrDenied)
	if room, err := vip.Space(t.Context()); err != nil || room != (sftp.Space{Total: uint64(len(h.data))}) {
		t.Errorf("space: %+v, %v", room, err)
	}
}

func TestDownloads_Cut(t *testing.T) {
	for name, revoke := range map[string]func(h *testLibrary) error{
		"Lock":     func(h *testLibrary) error { return h.shop.Lock(t.Context(), h.boss, "vip") },
		"TakeDown": func(h *testLibrary) error { _, err := h.shop.TakeDown(t.Context(), h.boss, h.movie.ID); return err },
	} {
		t.Run(name, func(t *testing.T) {
			h := newTestLibrary(t)
			path := h.request(t, h.vip)
			tree := h.tree(h.vip)
			f, err := tree.Open(t.Context(), path, sftp.Read)
			must(t, err)
			buf := make([]byte, 100)
			_, err = f.ReadAt(buf, 0)
			must(t, err)
			must(t, revoke(h))
			if n, err := f.ReadAt(buf, 100); err == nil || n != 0 {
				t.Errorf("read %d bytes after the end, %v", n, err)
			} else {
				tells(t, err, sftp.ErrDenied, map[string]string{"Lock": "locked", "TakeDown": "taken down"}[name])
			}
			must(t, f.Close(true))
			if _, err := tree.Open(t.Context(), path, sftp.Read); err == nil {
				t.Error("opened after the end")
			}
			if name == "Lock" {
				for _, dir := range []string{"/", "/downloads"} {
					_, err := tree.List(t.Context(), dir)
					tells(t, err, sftp.ErrDenied, "locked")
				}
			}
		})
	}
}

// A read waits for the library's rate, and a cut ends the wait: at one byte a
// second this one would last for days.
func TestDownloads_Rate(t *testing.T) {
	rules := store.DefaultRules()
	rules.Rate = 1
	h := newTestLibraryWith(t, rules)
	f, err := h.tree(h.vip).Open(t.Context(), h.request(t, h.vip), sftp.Read)
	must(t, err)
	ended := make(chan error, 1)
	go func() {
		_, err := f.ReadAt(make([]byte, len(h.data)), 0)
		ended <- err
	}()
	must(t, h.shop.Lock(t.Context(), h.boss, "vip"))
	tells(t, <-ended, sftp.ErrDenied, "locked")
	must(t, f.Close(false))
	list, err := h.shop.Transfers(t.Context(), h.boss)
	must(t, err)
	if len(list) != 0 {
		t.Errorf("it still runs: %v", list)
	}
}

// Deleting a movie ends free grants, but transfers that run finish.
func TestDownloads_Deleted(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	f, err := h.tree(h.vip).Open(t.Context(), path, sftp.Read)
	must(t, err)
	must(t, h.shop.Delete(t.Context(), h.boss, h.movie.ID))
	if !bytes.Equal(slurp(t, f), h.data) {
		t.Error("other bytes came out")
	}
	if got := names(t, h.tree(h.vip), "/downloads"); got != "-rw-r--r-- README.txt" {
		t.Errorf("listed after the end: %q", got)
	}
}

// An account has so many files open in all its sessions together, and a place
// again for each that it closes.
func TestDownloads_OpenFiles(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	var all []sftp.File
	for {
		f, err := h.tree(h.vip).Open(t.Context(), path, sftp.Read)
		if err != nil {
			break
		}
		all = append(all, f)
		if len(all) > 1000 {
			break
		}
	}
	if len(all) != 256 {
		t.Errorf("%d files are open, want 256", len(all))
	}
	if _, err := h.tree(h.boss).Open(t.Context(), "/movies/"+strings.TrimPrefix(path, "/downloads/"), sftp.Read); err != nil {
		t.Errorf("another account: %v", err)
	}
	must(t, all[0].Close(true))
	_ = all[0].Close(true) // twice gives no second place
	all = all[1:]
	for _, want := range []bool{true, false} {
		f, err := h.tree(h.vip).Open(t.Context(), path, sftp.Read)
		if (err == nil) != want {
			t.Errorf("after one was closed: %v", err)
		}
		if err == nil {
			all = append(all, f)
		}
	}
	for _, f := range all {
		_ = f.Close(true)
	}
}
