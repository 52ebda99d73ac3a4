package tree_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/media/demo"
	"youku.example/media/disk"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/tree"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite/sqlitetest"
	"youku.example/tui/words"
)

// testLibrary is a real shop over a real database and a real folder, with a free
// movie in it and three people: boss is an admin, vip does not wait, alice
// does.
type testLibrary struct {
	shop   *store.Shop
	intake *intake.Intake
	trees  *tree.Trees

	boss, vip, alice store.Actor
	movie            store.Movie
	data             []byte // of the movie
	episodes         int    // how many were published
}

func newTestLibrary(t *testing.T) *testLibrary {
	t.Helper()
	return newTestLibraryWith(t, store.DefaultRules())
}

func newTestLibraryWith(t *testing.T, rules store.Rules) *testLibrary {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	db, err := sqlitetest.Open(ctx, filepath.Join(dir, "youku.db"))
	must(t, err)
	shop, err := store.Open(ctx, db, rules)
	must(t, err)
	movies, err := disk.Open(filepath.Join(dir, "media"))
	must(t, err)
	in := intake.New(shop, movies, nil)
	must(t, in.Start(ctx))
	t.Cleanup(func() {
		must(t, errors.Join(in.Close(), movies.Close(), shop.Close()))
	})
	h := &testLibrary{shop: shop, intake: in, trees: tree.New(shop, in, movies)}
	h.boss, h.vip, h.alice = h.person(t, "boss"), h.person(t, "vip"), h.person(t, "alice")
	h.boss.Role = store.RoleAdmin
	_, err = shop.Credit(ctx, h.boss, "vip", 15_00, "")
	must(t, err)
	_, err = shop.BuyVIP(ctx, h.vip, "month")
	must(t, err)
	h.data = demo.Clips()[4].Open()
	h.movie = h.publish(t, "星空 Starry Sky", h.data)
	return h
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (h *testLibrary) person(t *testing.T, name string) store.Actor {
	t.Helper()
	public, _, err := ed25519.GenerateKey(nil)
	must(t, err)
	key, err := ssh.NewPublicKey(public)
	must(t, err)
	fp := ssh.FingerprintSHA256(key)
	a, err := h.shop.Register(t.Context(), store.Actor{
		Role: store.RoleGuest, Key: fp, KeyLine: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))),
	}, store.Registration{Name: name, WithKey: true})
	must(t, err)
	return store.Actor{Account: a.ID, Name: name, Role: store.RoleUser, Key: fp, Session: name}
}

// publish makes a free movie the way of every upload.
func (h *testLibrary) publish(t *testing.T, title string, data []byte) store.Movie {
	t.Helper()
	u, err := h.intake.Create(t.Context(), h.boss, "publish.mp4")
	must(t, err)
	_, err = u.WriteAt(data, 0)
	must(t, errors.Join(err, u.Close(true)))
	h.awaits(t, "publish.mp4", store.Arrived)
	m, err := h.intake.Publish(t.Context(), h.boss, "publish.mp4", store.Publication{Title: title, Free: true}, nil)
	must(t, err)
	return m
}

// awaits waits until an upload stands there.
func (h *testLibrary) awaits(t *testing.T, name string, state store.IncomingState) store.Incoming {
	t.Helper()
	var row store.Incoming
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var err error
		if row, err = h.intake.Stat(t.Context(), h.boss, name); err == nil && row.State == state {
			return row
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s is %s (%v), not %s", name, row.State, err, state)
		}
	}
}

// request asks for the movie, and gives the path to fetch it from.
func (h *testLibrary) request(t *testing.T, a store.Actor) string {
	t.Helper()
	d, err := h.shop.Request(t.Context(), a, h.movie.ID)
	must(t, err)
	return d.Path()
}

func (h *testLibrary) tree(a store.Actor) *tree.Tree {
	return h.trees.For(tree.Viewer{Actor: a, Lang: words.En, Protocol: store.ProtocolSFTP, Client: "SSH-2.0-test"})
}

// names lists a directory.
func names(t *testing.T, tree sftp.FS, dir string) string {
	t.Helper()
	list, err := tree.List(t.Context(), dir)
	must(t, err)
	var all []string
	must(t, list.Each(t.Context(), func(e sftp.Entry) error {
		all = append(all, e.Mode.String()+" "+e.Name)
		return nil
	}))
	return strings.Join(all, ", ")
}

// slurp reads an open file to its end and closes it.
func slurp(t *testing.T, f sftp.File) []byte {
	t.Helper()
	var got bytes.Buffer
	_, err := io.Copy(&got, io.NewSectionReader(f, 0, 1<<40))
	must(t, errors.Join(err, f.Close(true)))
	return got.Bytes()
}

// tells checks that an error is a sentence for the person, and of which kind.
func tells(t *testing.T, err error, kind error, part string) {
	t.Helper()
	var told sftp.ClientError
	if !errors.As(err, &told) || !strings.Contains(told.ClientText(), part) {
		t.Errorf("%v does not say %q", err, part)
	}
	if kind != nil && !errors.Is(err, kind) {
		t.Errorf("%v is not %v", err, kind)
	}
}

func is(t *testing.T, err, kind error) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Errorf("got %v, want %v", err, kind)
	}
}
