package tree_test

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
	"unicode"

	"youku.example/sshserver/sftp"
	"youku.example/tui/words"
)

// An empty /downloads says in the person's language what to do next, until there
// is something to fetch.
func TestReadme(t *testing.T) {
	h := newTestLibrary(t)
	const path = "/downloads/README.txt"
	for l, part := range map[words.Lang]string{words.En: "ssh -p 2222 vip@youku.example request ID\n", words.Zh: "ssh -p 2222 vip@youku.example request 编号\n"} {
		viewer := viewerIn(h.vip, l)
		viewer.Login = words.Login{Name: "vip", Host: "youku.example", Port: 2222}
		tree := h.trees.For(viewer)
		if got := names(t, tree, "/downloads"); got != "-rw-r--r-- README.txt" {
			t.Errorf("listed %q", got)
		}
		f, err := tree.Open(t.Context(), path, sftp.Read)
		must(t, err)
		open, err := f.Stat()
		must(t, err)
		stat, err := tree.Stat(t.Context(), path)
		must(t, err)
		text := slurp(t, f)
		if open != stat || stat.Size != int64(len(text)) || !strings.Contains(string(text), part) {
			t.Errorf("%+v, %+v: %s", open, stat, text)
		}
		if han := strings.IndexFunc(string(text), func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0; han != (l == words.Zh) {
			t.Errorf("in %s: %s", l, text)
		}
		sum := sha256.Sum256(text)
		if got, err := h.trees.Sum(t.Context(), h.vip, l, viewer.Login, path, "sha256"); err != nil || got != hex.EncodeToString(sum[:]) {
			t.Errorf("sum: %s, %v", got, err)
		}
		_, err = tree.Open(t.Context(), path, sftp.Write|sftp.Create|sftp.Truncate)
		is(t, err, sftp.ErrDenied)
		is(t, tree.Remove(t.Context(), path), sftp.ErrDenied)
	}
	h.request(t, h.vip)
	if got := names(t, h.tree(h.vip), "/downloads"); strings.Contains(got, "README") {
		t.Errorf("beside a movie: %q", got)
	}
	must(t, h.shop.Lock(t.Context(), h.boss, "alice"))
	_, err := h.tree(h.alice).Open(t.Context(), path, sftp.Read)
	is(t, err, sftp.ErrDenied)
}

// Clients that copy the folder whole take it like any file, and twice.
func TestReadme_Clients(t *testing.T) {
	h := newTestLibrary(t)
	s := h.serve(t, h.vip)
	for range 2 {
		if r := s.SCP(t, "-pr", ":/downloads", "scp"); r.Exit != 0 || r.Stderr != "" {
			t.Errorf("scp -r: %+v", r)
		}
		if r := s.SCP(t, "-O", "-r", ":/downloads", "old"); r.Exit != 0 {
			t.Errorf("scp -O -r: %+v", r)
		}
		if r := s.Rclone(t, "copy", "-v", "youku:/downloads", "rclone"); r.Exit != 0 || strings.Contains(r.Stderr, "ERROR") {
			t.Errorf("rclone copy: %+v", r)
		}
	}
	if r := s.Rclone(t, "check", "youku:/downloads", "rclone"); r.Exit != 0 {
		t.Errorf("rclone check: %+v", r)
	}
	h.request(t, h.vip)
	if r := s.Rclone(t, "copy", "-v", "youku:/downloads", "rclone"); r.Exit != 0 || strings.Contains(r.Stderr, "README") {
		t.Errorf("rclone copy of a movie then: %+v", r)
	}
}
