package operator

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"youku.example/media/demo"
	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// withUploads is a library with a ready upload, a duplicate and a partial one.
func withUploads(t *testing.T) (data string, uploads map[string]store.Incoming) {
	t.Helper()
	data, _ = library(t)
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
	clip := demo.Clips()[0].Open()
	free := append(bytes.Clone(clip), "\x00\x00\x00\x08free"...) // an mp4 box of nothing: other bytes, the same movie
	for name, p := range map[string][]byte{"new.mp4": free, "twin.mp4": clip, "half.mp4": clip[:len(clip)/2]} {
		up, err := in.Create(t.Context(), local.Operator, name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := up.WriteAt(p, 0); err != nil {
			t.Fatal(err)
		}
		if err := up.Close(name != "half.mp4"); err != nil {
			t.Fatal(err)
		}
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		uploads = map[string]store.Incoming{}
		list, err := in.Incoming(t.Context(), local.Operator)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range list {
			uploads[row.Name] = row
		}
		if uploads["new.mp4"].State == store.Arrived && uploads["twin.mp4"].State == store.Duplicate && uploads["half.mp4"].State == store.Partial {
			return data, uploads
		}
		if time.Now().After(deadline) {
			t.Fatalf("the uploads are %+v", uploads)
		}
	}
}

// checked runs check and wants each of these in what it finds, and no more.
func checked(t *testing.T, data, what string, want ...string) {
	t.Helper()
	exit, out, err := run(t, data, "check")
	if (exit == 1) != (len(want) > 0) || len(want) > 0 && strings.Count(out, "\n") != len(want) {
		t.Errorf("%s: exit %d, %s%s; want %q", what, exit, out, err, want)
	}
	for _, w := range want {
		if !strings.Contains(out, w) {
			t.Errorf("%s: %s; want %q", what, out, w)
		}
	}
}

func TestCheck_Uploads(t *testing.T) {
	data, uploads := withUploads(t)
	checked(t, data, "nothing")
	for name, row := range uploads {
		file := filepath.Join(data, "media", "incoming", row.File)
		whole, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		checked(t, data, "the file gone", "upload "+name+" ("+string(row.State)+"): its file is missing")
		rewrite(t, file, whole[:len(whole)-1])
		checked(t, data, "the file cut", "upload "+name+" ("+string(row.State)+"): "+strconv.Itoa(len(whole)-1)+" bytes, its row says "+strconv.Itoa(len(whole)))
		spoilt := bytes.Clone(whole)
		spoilt[len(spoilt)-1] ^= 1
		rewrite(t, file, spoilt)
		if row.State == store.Partial { // its content is no one's promise yet
			checked(t, data, "a partial file's other bytes")
		} else {
			checked(t, data, "other bytes", "upload "+name+" ("+string(row.State)+"): its bytes are not those that arrived")
		}
		rewrite(t, file, whole)
	}
	checked(t, data, "all of it back")
}

func TestCheck_Strays(t *testing.T) {
	data, movies := library(t)
	media := filepath.Join(data, "media")
	shelf := movies[0].SHA256[:2]
	for name, want := range map[string]string{
		"notes.txt":                                "stray: notes.txt is no file",
		"incoming/Movie.MP4":                       "stray: incoming/Movie.MP4 is no file",
		"incoming/.0a1b.part":                      "leftover: incoming/.0a1b.part",
		"movies/Movie.mp4":                         "stray: movies/Movie.mp4 is no file",
		"movies/" + shelf + "/.feed.mp4.part":      "leftover: movies/" + shelf + "/.feed.mp4.part",
		"movies/" + shelf + "/zz" + movies[0].File: "stray: movies/" + shelf + "/zz",
		"posters/Thumbs.db":                        "stray: posters/Thumbs.db",
		"posters/" + shelf + "/." + movies[0].File + ".jpg.part": "leftover: posters/",
		"posters/" + shelf + "/" + movies[0].File:                "stray: posters/",
		"posters/fe/feed.mp4.jpg":                                "stray: the poster of feed.mp4 belongs to no movie",
		"lost+found/1":                                           "",
		"posters/" + shelf + "/" + movies[0].File + ".jpg":       "",
	} {
		file := filepath.Join(media, filepath.FromSlash(name))
		_, err := os.Stat(filepath.Dir(file))
		fresh := err != nil
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		rewrite(t, file, []byte("x"))
		if want == "" {
			checked(t, data, name)
		} else {
			checked(t, data, name, want)
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if fresh {
			_ = os.Remove(filepath.Dir(file))
		}
	}
	checked(t, data, "all of it gone")
}

// Beside a server a copy that grows is none that was cut off.
func TestCheck_Growing(t *testing.T) {
	data, movies := library(t)
	unlock, err := local.LockData(setting.Settings{Data: data}.Lock())
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	part := filepath.Join(data, "media", "movies", movies[0].SHA256[:2], ".feed.mp4.part")
	rewrite(t, part, []byte("half"))
	checked(t, data, "a copy that grows")
	old := time.Now().Add(-2 * time.Minute)
	if err := os.Chtimes(part, old, old); err != nil {
		t.Fatal(err)
	}
	checked(t, data, "a copy that was cut off", "leftover: movies/")
}

// A file that is malformed is said in a sentence, without a word for printf.
func TestCheck_Malformed(t *testing.T) {
	data, _ := library(t)
	s := setting.Settings{Data: data}
	whole, err := os.ReadFile(s.Database())
	if err != nil {
		t.Fatal(err)
	}
	pages := len(whole) / 4096
	for page := 1; page < pages; page += 3 {
		for what, spoil := range map[string]func(p []byte) []byte{
			"overwritten": func(p []byte) []byte { copy(p[page*4096:], bytes.Repeat([]byte{0xff}, 4096)); return p },
			"emptied":     func(p []byte) []byte { clear(p[page*4096 : (page+1)*4096]); return p },
			"cut off":     func(p []byte) []byte { return p[:page*4096] },
		} {
			rewrite(t, s.Database(), spoil(bytes.Clone(whole)))
			exit, out, errs := run(t, data, "check", "--fast")
			if said := out + errs; exit != 1 || strings.Contains(said, "%s") || strings.Contains(said, "%!") {
				t.Errorf("page %d %s: exit %d, %s", page, what, exit, said)
			}
		}
	}
}
