package tree_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"youku.example/media/demo"
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/tree"
	"youku.example/store"
	"youku.example/store/title"
	"youku.example/tui/words"
)

func viewerIn(a store.Actor, l words.Lang) tree.Viewer {
	return tree.Viewer{Actor: a, Lang: l, Protocol: store.ProtocolSFTP, Client: "SSH-2.0-test"}
}

// put writes a file through the tree.
func put(t *testing.T, tree sftp.FS, path string, data []byte, clean bool) {
	t.Helper()
	f, err := tree.Open(t.Context(), path, sftp.Write|sftp.Create|sftp.Truncate)
	must(t, err)
	_, err = f.WriteAt(data, 0)
	must(t, err)
	must(t, f.Close(clean))
}

func TestIncoming_PutAndResume(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	clip := demo.Clips()[5].Open()
	half := len(clip) / 2
	if got := names(t, tree, "/"); got != "drwxr-xr-x downloads, drwxr-xr-x incoming, drwxr-xr-x movies" {
		t.Errorf("an admin's root: %q", got)
	}
	put(t, tree, "/incoming/水.mp4", clip[:half], false)
	h.awaits(t, "水.mp4", store.Partial)
	if a, err := tree.Stat(t.Context(), "/incoming/水.mp4"); err != nil || a.Size != int64(half) {
		t.Fatalf("stat of what was cut off: %+v %v", a, err)
	}
	f, err := tree.Open(t.Context(), "/incoming/水.mp4", sftp.Write|sftp.Append|sftp.Create)
	must(t, err)
	_, err = f.WriteAt(clip[half:], int64(half))
	must(t, err)
	up, err := h.shop.Transfers(t.Context(), h.boss)
	must(t, err)
	if len(up) != 1 || up[0].Title != "水.mp4" || up[0].MovieID != 0 {
		t.Errorf("transfers: %+v", up)
	}
	must(t, f.Close(true))
	row := h.awaits(t, "水.mp4", store.Arrived)
	f, err = tree.Open(t.Context(), "/incoming/水.mp4", sftp.Read)
	must(t, err)
	if !bytes.Equal(slurp(t, f), clip) {
		t.Error("other bytes came out")
	}
	if got, err := h.trees.Sum(t.Context(), h.boss, words.En, words.Login{}, "/incoming/水.mp4", "sha256"); err != nil || got != row.SHA256 {
		t.Errorf("sum: %s %v", got, err)
	}
	if got := names(t, tree, "/incoming"); got != "-rw-r--r-- 水.mp4" {
		t.Errorf("listed %q", got)
	}
}

func TestIncoming_RenameAndRemove(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	ctx := t.Context()
	put(t, tree, "/incoming/a.mp4", demo.Clips()[5].Open()[:8], true)
	put(t, tree, "/incoming/b.mp4", nil, true)
	h.awaits(t, "a.mp4", store.Refused)
	h.awaits(t, "b.mp4", store.Partial)
	tells(t, tree.Rename(ctx, "/incoming/a.mp4", "/incoming/b.mp4", false), store.ErrFileExists, "b.mp4")
	must(t, tree.Rename(ctx, "/incoming/a.mp4", "/incoming/b.mp4", true))
	if a, err := tree.Stat(ctx, "/incoming/b.mp4"); err != nil || a.Size != 8 {
		t.Errorf("stat: %+v %v", a, err)
	}
	is(t, tree.Rename(ctx, "/incoming/b.mp4", "/movies/b.mp4", false), sftp.ErrDenied)
	is(t, tree.Rename(ctx, "/incoming/b.mp4", "/downloads/b.mp4", false), sftp.ErrDenied)
	is(t, tree.Rename(ctx, "/incoming/none.mp4", "/incoming/c.mp4", false), sftp.ErrNoSuchFile)
	size := int64(3)
	must(t, tree.Setstat(ctx, "/incoming/b.mp4", sftp.Change{}))
	must(t, tree.Setstat(ctx, "/incoming/b.mp4", sftp.Change{Size: &size}))
	is(t, tree.Setstat(ctx, "/incoming/none.mp4", sftp.Change{}), sftp.ErrNoSuchFile)
	if a, err := tree.Stat(ctx, "/incoming/b.mp4"); err != nil || a.Size != 3 {
		t.Errorf("stat after a truncate: %+v %v", a, err)
	}
	must(t, tree.Remove(ctx, "/incoming/b.mp4"))
	is(t, tree.Remove(ctx, "/incoming/b.mp4"), sftp.ErrNoSuchFile)
	is(t, tree.Remove(ctx, "/incoming"), sftp.ErrDenied)
}

func TestIncoming_OpenAsTold(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	ctx := t.Context()
	_, err := tree.Open(ctx, "/incoming/none.mp4", sftp.Read)
	is(t, err, sftp.ErrNoSuchFile)
	_, err = tree.Open(ctx, "/incoming/none.mp4", sftp.Write)
	is(t, err, sftp.ErrNoSuchFile)
	_, err = tree.Open(ctx, "/incoming/"+strings.Repeat("长", 100), sftp.Write|sftp.Create)
	tells(t, err, store.ErrFileName, "")
	put(t, tree, "/incoming/a.mp4", demo.Clips()[5].Open()[:8], true)
	h.awaits(t, "a.mp4", store.Refused)
	_, err = tree.Open(ctx, "/incoming/a.mp4", sftp.Write|sftp.Create|sftp.Exclusive)
	tells(t, err, store.ErrFileExists, "a.mp4")
	f, err := tree.Open(ctx, "/incoming/a.mp4", sftp.Write)
	must(t, err)
	_, err = tree.Open(ctx, "/incoming/a.mp4", sftp.Write)
	tells(t, err, store.ErrReceiving, "")
	must(t, f.Close(true))
	// é in one rune or two is one name.
	put(t, tree, "/incoming/cafe\u0301.mp4", nil, true)
	if _, err := tree.Stat(ctx, "/incoming/caf\u00e9.mp4"); err != nil {
		t.Error(err)
	}
	must(t, tree.Remove(ctx, "/incoming/cafe\u0301.mp4"))
}

// Who reads an upload while it is written hears how long it is by now.
func TestIncoming_Grows(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	w, err := tree.Open(t.Context(), "/incoming/a.mp4", sftp.Write|sftp.Create)
	must(t, err)
	r, err := tree.Open(t.Context(), "/incoming/a.mp4", sftp.Read)
	must(t, err)
	for size := int64(0); size < 9; size += 3 {
		for what, stat := range map[string]func() (sftp.Attr, error){
			"the writer": w.Stat, "the reader": r.Stat, "the path": func() (sftp.Attr, error) { return tree.Stat(t.Context(), "/incoming/a.mp4") },
		} {
			if a, err := stat(); err != nil || a.Size != size {
				t.Errorf("%s: %d bytes, %v, want %d", what, a.Size, err, size)
			}
		}
		_, err = w.WriteAt([]byte("abc"), size)
		must(t, err)
	}
	must(t, w.Close(false))
	must(t, tree.Remove(t.Context(), "/incoming/a.mp4"))
	if a, err := r.Stat(); err != nil || a.Size != 6 {
		t.Errorf("after it was removed: %d bytes, %v", a.Size, err)
	}
	must(t, r.Close(true))
}

// The room that the library keeps for itself is free, and not for uploads.
func TestIncoming_Space(t *testing.T) {
	h := newTestLibrary(t)
	room, err := h.tree(h.boss).Space(t.Context())
	if err != nil || room.Available >= room.Free || room.Free >= room.Total {
		t.Errorf("%+v, %v", room, err)
	}
}

func TestIncoming_Folders(t *testing.T) {
	h := newTestLibrary(t)
	tree, ctx := h.tree(h.boss), t.Context()
	for _, p := range []string{"/incoming/剧", "/incoming/剧/S1", "/top", "/incoming/剧/S1/c", "/incoming/剧/S1/c/d"} {
		must(t, tree.Mkdir(ctx, p))
	}
	is(t, tree.Mkdir(ctx, "/incoming/剧"), sftp.ErrFailure)
	is(t, tree.Mkdir(ctx, "/incoming/none/x"), sftp.ErrNoSuchFile)
	tells(t, tree.Mkdir(ctx, "/incoming/剧/S1/c/d/e"), store.ErrTooDeep, "4 deep")
	put(t, tree, "/incoming/剧/S1/c/d/a.mp4", demo.Clips()[5].Open(), true)
	put(t, tree, "/剧/S1/b.zh.srt", []byte("1\n00:00:01,000 --> 00:00:02,000\nhi\n"), true)
	is(t, errorOf(tree.Open(ctx, "/incoming/剧/S1/c/d/e/a.mp4", sftp.Write|sftp.Create)), store.ErrTooDeep)
	is(t, errorOf(tree.Open(ctx, "/incoming/no/a.mp4", sftp.Write|sftp.Create)), sftp.ErrNoSuchFile)
	is(t, errorOf(tree.Open(ctx, "/incoming/剧", sftp.Read)), sftp.ErrFailure)
	is(t, errorOf(tree.Open(ctx, "/incoming/剧", sftp.Write|sftp.Create)), store.ErrFileExists)
	h.awaits(t, "剧/S1/b.zh.srt", store.Sidecar)
	h.awaits(t, "剧/S1/c/d/a.mp4", store.Arrived)
	if got := names(t, tree, "/incoming"); got != "drwxr-xr-x top, drwxr-xr-x 剧" {
		t.Errorf("listed %q", got)
	}
	if got := names(t, tree, "/剧/S1"); got != "-rw-r--r-- b.zh.srt, drwxr-xr-x c" {
		t.Errorf("listed %q", got)
	}
	tells(t, tree.Rmdir(ctx, "/incoming/剧/S1"), store.ErrNotEmpty, "not empty")
	tells(t, tree.Rename(ctx, "/incoming/剧", "/incoming/剧/S1/x", false), store.ErrIntoItself, "itself")
	tells(t, tree.Rename(ctx, "/incoming/剧", "/incoming/top/剧", false), store.ErrTooDeep, "4 deep")
	is(t, tree.Rename(ctx, "/incoming/剧/S1", "/incoming/top", true), store.ErrFileExists)
	is(t, tree.Remove(ctx, "/incoming/剧/S1"), sftp.ErrFailure)
	must(t, tree.Rename(ctx, "/incoming/剧/S1", "/incoming/top/二季", false))
	h.awaits(t, "top/二季/c/d/a.mp4", store.Arrived)
	is(t, errorOf(tree.Stat(ctx, "/incoming/剧/S1/b.zh.srt")), sftp.ErrNoSuchFile)
	must(t, tree.Rmdir(ctx, "/incoming/剧"))
	is(t, tree.Rmdir(ctx, "/incoming/剧"), sftp.ErrNoSuchFile)
	is(t, tree.Rmdir(ctx, "/incoming/top/二季/b.zh.srt"), sftp.ErrNoSuchFile)
	size := int64(3)
	must(t, tree.Setstat(ctx, "/incoming/top/二季", sftp.Change{MTime: film}))
	is(t, tree.Setstat(ctx, "/incoming/top/二季", sftp.Change{Size: &size}), sftp.ErrFailure)
	kept(t, h, "a folder", "/incoming/top/二季")
	kept(t, h, "a folder moved", func() string { must(t, tree.Rename(ctx, "/top", "/oben", false)); return "/oben/二季" }())
	tells(t, tree.BadName(), store.ErrFileName, "UTF-8")
	is(t, h.tree(h.alice).Mkdir(ctx, "/new"), sftp.ErrDenied)
	is(t, h.tree(h.alice).Mkdir(ctx, "/incoming/new"), sftp.ErrNoSuchFile)
	is(t, tree.Rmdir(ctx, "/incoming"), sftp.ErrDenied)
}

// What a file is for is asked again when it gets another name.
func TestIncoming_RenamedToSomethingElse(t *testing.T) {
	h := newTestLibrary(t)
	tree, ctx := h.tree(h.boss), t.Context()
	put(t, tree, "/a.srt", demo.Clips()[5].Open(), true)
	h.awaits(t, "a.srt", store.Sidecar)
	must(t, tree.Rename(ctx, "/a.srt", "/a.mp4", false))
	h.awaits(t, "a.mp4", store.Arrived)
	must(t, tree.Rename(ctx, "/a.mp4", "/a.vtt", false))
	h.awaits(t, "a.vtt", store.Sidecar)
	_, err := h.intake.Publish(ctx, h.boss, "a.vtt", store.Publication{Title: "x", Free: true}, nil)
	is(t, err, store.ErrSidecar)
}

func TestIncoming_SidecarsAndLitter(t *testing.T) {
	h := newTestLibrary(t)
	tree, ctx := h.tree(h.boss), t.Context()
	for name, big := range map[string]int64{"x.srt": 5<<20 + 1, "poster.jpg": 5<<20 + 1, "x.nfo": 1<<20 + 1, "x.txt": 1<<20 + 1} {
		f, err := tree.Open(ctx, "/"+name, sftp.Write|sftp.Create)
		must(t, err)
		must(t, errorOf(f.WriteAt([]byte("x"), 0)))
		tells(t, errorOf(f.WriteAt([]byte("x"), big-1)), store.ErrSidecarBig, name)
		_ = f.Close(false)
		h.awaits(t, name, store.Refused)
	}
	put(t, tree, "/.DS_Store", []byte("Bud1"), true)
	if row := h.awaits(t, ".DS_Store", store.Refused); row.Problem != store.ErrLitter.Code {
		t.Errorf("refused as %q", row.Problem)
	}
	f, err := tree.Open(ctx, "/fanart.jpg", sftp.Write|sftp.Create)
	must(t, err)
	_, err = f.WriteAt([]byte("\xff\xd8\xff\xe0 and so on: a picture"), 0)
	tells(t, err, store.ErrNotAMovie, "no movie")
	must(t, f.Close(false))
}

func TestIncoming_Cut(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	f, err := tree.Open(t.Context(), "/incoming/a.mp4", sftp.Write|sftp.Create)
	must(t, err)
	_, err = f.WriteAt([]byte("abc"), 0)
	must(t, err)
	h.shop.EndKey(h.boss.Key)
	if _, err := f.WriteAt([]byte("def"), 3); err == nil {
		t.Error("written after the admin was removed")
	}
	must(t, f.Close(false))
}

func TestMovies(t *testing.T) {
	h := newTestLibrary(t)
	tree := h.tree(h.boss)
	ctx := t.Context()
	name := title.FileName(h.movie.ID, h.movie.Slug, h.movie.Ext)
	must(t, h.shop.Delete(ctx, h.boss, h.movie.ID))
	if got := names(t, tree, "/movies"); got != "-rw-r--r-- "+name {
		t.Errorf("listed %q", got)
	}
	f, err := tree.Open(ctx, "/movies/"+name, sftp.Read)
	must(t, err)
	if !bytes.Equal(slurp(t, f), h.data) {
		t.Error("other bytes came out")
	}
	if a, err := tree.Stat(ctx, "/movies/"+name); err != nil || a.Size != h.movie.Size {
		t.Errorf("stat: %+v %v", a, err)
	}
	_, err = tree.Open(ctx, "/movies/"+name, sftp.Write)
	is(t, err, sftp.ErrDenied)
	is(t, tree.Remove(ctx, "/movies/"+name), sftp.ErrDenied)
	_, err = tree.Stat(ctx, fmt.Sprintf("/movies/%04d-other.mp4", h.movie.ID))
	is(t, err, sftp.ErrNoSuchFile)
	must(t, h.intake.Purge(ctx, h.boss, h.movie.ID))
	if got := names(t, tree, "/movies"); got != "" {
		t.Errorf("listed after the purge: %q", got)
	}
	_, err = tree.Open(ctx, "/movies/"+name, sftp.Read)
	is(t, err, sftp.ErrNoSuchFile)
}

// What an admin puts at the root is in /incoming, under its name there and
// under the one it was given; of everybody else it is refused.
func TestIncoming_AtTheRoot(t *testing.T) {
	h := newTestLibrary(t)
	tree, ctx := h.tree(h.boss), t.Context()
	clip := demo.Clips()[5].Open()
	is(t, errorOf(tree.Stat(ctx, "/水.mp4")), sftp.ErrNoSuchFile)
	put(t, tree, "/水.mp4.part", clip, true)
	must(t, tree.Rename(ctx, "/水.mp4.part", "/水.mp4", false))
	row := h.awaits(t, "水.mp4", store.Arrived)
	for _, p := range []string{"/水.mp4", "/incoming/水.mp4"} {
		if a, err := tree.Stat(ctx, p); err != nil || a.Size != int64(len(clip)) {
			t.Errorf("%s: %+v, %v", p, a, err)
		}
		if got, err := h.trees.Sum(ctx, h.boss, words.En, words.Login{}, p, "sha256"); err != nil || got != row.SHA256 {
			t.Errorf("sum of %s: %s %v", p, got, err)
		}
		must(t, tree.Setstat(ctx, p, sftp.Change{}))
	}
	if got := names(t, tree, "/"); strings.Contains(got, "水") {
		t.Errorf("the root lists %q", got)
	}
	is(t, errorOf(tree.Open(ctx, "/incoming", sftp.Write|sftp.Create)), sftp.ErrFailure)
	is(t, errorOf(tree.Open(ctx, "/folder/a.mp4", sftp.Write|sftp.Create)), sftp.ErrNoSuchFile)
	must(t, tree.Remove(ctx, "/水.mp4"))
	is(t, errorOf(h.tree(h.alice).Open(ctx, "/水.mp4", sftp.Write|sftp.Create)), sftp.ErrDenied)
}

func errorOf[T any](_ T, err error) error { return err }

// An upload has a size among the transfers only where its client said it.
func TestIncoming_Expected(t *testing.T) {
	h := newTestLibrary(t)
	clip := demo.Clips()[5].Open()
	for want, say := range map[int64]func(sftp.File) error{
		0:                    func(sftp.File) error { return nil },
		int64(len(clip)):     func(f sftp.File) error { return f.Truncate(int64(len(clip))) },
		int64(len(clip)) + 1: func(f sftp.File) error { f.(sftp.Expecter).Expect(int64(len(clip)) + 1); return nil },
	} {
		f, err := h.tree(h.boss).Open(t.Context(), "/incoming/a.mp4", sftp.Write|sftp.Create|sftp.Truncate)
		must(t, err)
		must(t, say(f))
		must(t, errorOf(f.WriteAt(clip[:9000], 0)))
		list, err := h.shop.Transfers(t.Context(), h.boss)
		must(t, err)
		if len(list) != 1 || list[0].Size != want || list[0].Sent != 9000 {
			t.Errorf("a client that says %d: %+v", want, list)
		}
		must(t, f.Close(false))
	}
}
