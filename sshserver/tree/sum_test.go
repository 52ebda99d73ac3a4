package tree_test

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"encoding/hex"
	"strings"
	"testing"

	"youku.example/sshserver/sftp"
	"youku.example/store"
	"youku.example/tui/words"
)

func TestSum(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	m, s := md5.Sum(h.data), sha1.Sum(h.data)
	for range 2 { // the second time from memory
		for algorithm, want := range map[string]string{
			"md5": hex.EncodeToString(m[:]), "sha1": hex.EncodeToString(s[:]), "sha256": h.movie.SHA256,
		} {
			for _, p := range []string{path, strings.TrimPrefix(path, "/")} {
				if got, err := h.trees.Sum(t.Context(), h.vip, words.En, words.Login{}, p, algorithm); err != nil || got != want {
					t.Errorf("%s of %s: %s %v, want %s", algorithm, p, got, err, want)
				}
			}
		}
	}
	line := md5.Sum([]byte(h.movie.SHA256 + "  " + strings.TrimPrefix(path, "/downloads/") + "\n"))
	if got, err := h.trees.Sum(t.Context(), h.vip, words.En, words.Login{}, path+".sha256", "md5"); err != nil || got != hex.EncodeToString(line[:]) {
		t.Errorf("md5 of the checksum file: %s %v", got, err)
	}
}

func TestSum_Refused(t *testing.T) {
	h := newTestLibrary(t)
	path := h.request(t, h.vip)
	ctx := t.Context()
	_, err := h.trees.Sum(ctx, h.alice, words.En, words.Login{}, path, "md5")
	is(t, err, store.ErrNoGrant)
	h.request(t, h.alice)
	_, err = h.trees.Sum(ctx, h.alice, words.En, words.Login{}, path, "sha256")
	is(t, err, store.ErrNotReady)
	_, err = h.trees.Sum(ctx, store.Actor{Role: store.RoleGuest}, words.En, words.Login{}, path, "sha256")
	is(t, err, store.ErrLogIn)
	for _, p := range []string{"/", "/downloads", "/incoming/a", "/movies/" + strings.TrimPrefix(path, "/downloads/"), "/etc/passwd", "../../etc/passwd", "\x00"} {
		_, err = h.trees.Sum(ctx, h.vip, words.En, words.Login{}, p, "sha256")
		is(t, err, sftp.ErrNoSuchFile)
	}
	gone, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := h.trees.Sum(gone, h.vip, words.En, words.Login{}, path, "md5"); err == nil {
		t.Error("summed without an account")
	}
	must(t, h.shop.Lock(ctx, h.boss, "vip"))
	_, err = h.trees.Sum(ctx, h.vip, words.En, words.Login{}, path, "sha256")
	is(t, err, store.ErrLocked)
}
