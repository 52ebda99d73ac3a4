package command

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/media"
	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/sqldb/sqlite/sqlitetest"
	"youku.example/tui/words"
)

// testServer is a real shop over a real database, with an admin and a small library
// in memory.
type testServer struct {
	t       testing.TB
	ctx     context.Context
	db      store.DB
	shop    *store.Shop
	films   films
	bans    *bans
	people  map[string]store.Actor
	made    int
	closing chan struct{}
	clock   func() time.Time // nil: the machine's
}

// withServer runs a test in a bubble where time stands still but for waits: it is
// midnight at the beginning of the year 2000.
func withServer(t *testing.T, test func(*testServer)) {
	t.Helper()
	underRules(t, store.DefaultRules(), test)
}

// underRules is withServer with other settings than the usual ones.
func underRules(t *testing.T, rules store.Rules, test func(*testServer)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) { test(newTestServer(t, dir, rules)) })
}

func newTestServer(t testing.TB, dir string, rules store.Rules) *testServer {
	t.Helper()
	h := &testServer{t: t, ctx: t.Context(), films: films{}, bans: &bans{}, closing: make(chan struct{}), people: map[string]store.Actor{}}
	db, err := sqlitetest.Open(h.ctx, filepath.Join(dir, "youku.db"))
	h.must(err)
	h.db = db
	h.shop, err = store.Open(h.ctx, db, rules)
	h.must(err)
	t.Cleanup(func() { h.shop.Close() })
	line, fp := key("boss")
	h.people["guest"] = store.Actor{Name: "guest", Role: store.RoleGuest}
	h.people["vouched"] = store.Actor{Name: "boss2", Role: store.RoleGuest, Vouched: "boss2", Key: fp + "2", KeyLine: line}
	h.person("boss")
	boss := h.people["boss"]
	boss.Role = store.RoleAdmin
	h.people["boss"] = boss
	return h
}

func (h *testServer) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// key is the same for the same name in every run.
func key(name string) (line, fingerprint string) {
	seed := sha256.Sum256([]byte(name))
	pub, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(seed[:]).Public())
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(pub))) + " " + name, ssh.FingerprintSHA256(pub)
}

// newcomer is someone with a key and no account.
func newcomer(name string) store.Actor {
	line, fp := key(name)
	return store.Actor{Name: "new", Role: store.RoleGuest, Key: fp, KeyLine: line, Session: name}
}

func (h *testServer) person(name string) store.Actor {
	h.t.Helper()
	a := newcomer(name)
	account, err := h.shop.Register(h.ctx, a, store.Registration{Name: name, WithKey: true})
	h.must(err)
	a.Account, a.Name, a.Role = account.ID, account.Name, store.RoleUser
	h.people[name] = a
	return a
}

func (h *testServer) credit(name string, fen store.Fen) {
	h.t.Helper()
	_, err := h.shop.Credit(h.ctx, h.people["boss"], name, fen, "")
	h.must(err)
}

// upload puts a file into incoming.
func (h *testServer) upload(name, content string, state store.IncomingState) store.Incoming {
	h.t.Helper()
	h.made++
	sum, sampled := sha256.Sum256([]byte(content)), md5.Sum([]byte(content))
	in, err := h.shop.AddIncoming(h.ctx, h.people["boss"], name, fmt.Sprintf("%020x", h.made))
	h.must(err)
	in.State, in.Size, in.Done = state, int64(len(content)), int64(len(content))
	if state == store.Arrived {
		in.SHA256, in.SampledMD5 = hex.EncodeToString(sum[:]), hex.EncodeToString(sampled[:])
		in.MediaType, in.Ext, in.VideoCodec, in.AudioCodec = "video/mp4", ".mp4", "h264", "aac"
		in.Duration, in.Width, in.Height = 95*time.Minute+30*time.Second, 1920, 1080
	}
	h.must(h.shop.SaveIncoming(h.ctx, in))
	h.films[in.SHA256+in.Ext] = []byte(content)
	return in
}

// movie publishes one; price 0 makes it free.
func (h *testServer) movie(title string, price store.Fen) store.Movie {
	h.t.Helper()
	h.upload(title+".mp4", "bytes of "+title, store.Arrived)
	m, err := intake{h.shop, h.films}.Publish(h.ctx, h.people["boss"], title+".mp4", store.Publication{Title: title, Free: price == 0, Price: price}, nil)
	h.must(err)
	return m
}

// said is what a command answered.
type said struct {
	exit     int
	out, err string
}

// ask runs a line as an account.
func (h *testServer) ask(who, line string) said { return h.askWith(call{who: who, line: line}) }

type call struct {
	who, line, stdin string
	lang             words.Lang
	terminal         bool
	host             string
	ctx              context.Context
	stdout           io.Writer
}

func (h *testServer) askWith(c call) said {
	h.t.Helper()
	who, known := h.people[c.who]
	if !known {
		h.t.Fatalf("who is %s?", c.who)
	}
	if c.lang == "" {
		c.lang = words.En
	}
	if c.ctx == nil {
		c.ctx = h.ctx
	}
	var out, err bytes.Buffer
	if c.stdout == nil {
		c.stdout = &out
	}
	exit := Run(c.ctx, h.services(who), cli.Call{
		Actor: who, Lang: c.lang, Stdin: strings.NewReader(c.stdin), Stdout: c.stdout, Stderr: &err,
		Terminal: c.terminal, Host: c.host, Port: 2222, Client: "SSH-2.0-test", Location: time.UTC,
		Closing: h.closing, Clock: h.clock,
	}, c.line)
	return said{exit, out.String(), err.String()}
}

// services are those of a session of who.
func (h *testServer) services(who store.Actor) Services {
	return Services{Shop: h.shop, Intake: intake{h.shop, h.films}, Movies: h.films, Files: files{h}, Bans: h.bans, Registrar: registrar{h, who}}
}

// registrar registers as the server's login service does.
type registrar struct {
	h   *testServer
	who store.Actor
}

func (d registrar) Register(ctx context.Context, r store.Registration) (store.Actor, error) {
	account, err := d.h.shop.Register(ctx, d.who, r)
	if err != nil {
		return d.who, err
	}
	a := d.who
	a.Account, a.Name, a.Role, a.Vouched = account.ID, account.Name, store.RoleUser, ""
	if d.who.Vouched != "" {
		a.Role = store.RoleAdmin
	}
	if account.HasPassword {
		a.Stamp, a.Key, a.KeyLine = account.Stamp, "", ""
	}
	return a, nil
}

// intake publishes straight from the rows: the bytes are in the library.
type intake struct {
	shop  *store.Shop
	films films
}

// AddSubtitle keeps any bytes as srt.
func (i intake) AddSubtitle(ctx context.Context, a store.Actor, movie int64, language, kind string, p []byte) (store.Subtitle, error) {
	key := "subtitle." + language + "." + kind
	s, _, err := i.shop.AddSubtitle(ctx, a, store.Subtitle{MovieID: movie, Language: language, Kind: kind, Format: "srt", Size: int64(len(p)), SHA256: "x", File: key})
	i.films[key] = p
	return s, err
}

func (i intake) RemoveSubtitle(ctx context.Context, a store.Actor, movie int64, language string, kind *string) ([]store.Subtitle, error) {
	return i.shop.RemoveSubtitle(ctx, a, movie, language, kind)
}

// SetCover keeps any bytes as a picture.
func (i intake) SetCover(ctx context.Context, a store.Actor, of store.EntryID, p []byte) (store.Cover, error) {
	if len(p) == 0 {
		return store.Cover{}, store.ErrNotAPicture
	}
	set, _, err := i.shop.SetCover(ctx, a, of, store.Cover{Size: int64(len(p)), SHA256: "x", File: fmt.Sprint("cover", len(i.films))})
	i.films[set.File] = p
	return set, err
}

func (i intake) RemoveCover(ctx context.Context, a store.Actor, of store.EntryID) error {
	_, err := i.shop.RemoveCover(ctx, a, of)
	return err
}

func (i intake) Incoming(ctx context.Context, _ store.Actor) ([]store.Incoming, error) {
	return i.shop.IncomingRows(ctx)
}

func (i intake) Plan(ctx context.Context, a store.Actor) ([]plan.Entry, error) {
	rows, err := i.Incoming(ctx, a)
	return plan.Of(rows), err
}

func (i intake) PublishAll(ctx context.Context, a store.Actor, list []store.NamedPublication) []store.Published {
	done := make([]store.Published, len(list))
	for n, one := range list {
		done[n].Movie, done[n].Err = i.Publish(ctx, a, one.Name, one.As, nil)
	}
	return done
}

func (i intake) Publish(ctx context.Context, a store.Actor, name string, p store.Publication, _ func(done, whole int64)) (store.Movie, error) {
	in, err := i.shop.IncomingByName(ctx, name)
	if err != nil {
		return store.Movie{}, err
	}
	m, err := i.shop.PublishIncoming(ctx, a, in.ID, in.SHA256+in.Ext, p)
	if err != nil {
		return store.Movie{}, err
	}
	return m, i.shop.DropIncoming(ctx, in.ID)
}

func (i intake) List(ctx context.Context, _ store.Actor, folder string) ([]store.Incoming, error) {
	return i.shop.IncomingIn(ctx, folder)
}

func (i intake) Discard(ctx context.Context, a store.Actor, name string, shown *store.Shown) error {
	in, err := i.shop.IncomingByName(ctx, name)
	if err != nil {
		return err
	}
	if in.State == store.Receiving {
		return &store.Refusal{Code: store.ErrReceiving.Code, Name: in.Name}
	}
	if err := store.CheckShown(in, shown); err != nil {
		return err
	}
	if err := i.shop.DropIncoming(ctx, in.ID); err != nil {
		return err
	}
	return i.shop.Note(ctx, a, "discard", name, "")
}

func (i intake) RemoveFolder(ctx context.Context, a store.Actor, name string) error {
	return i.shop.RemoveIncomingFolder(ctx, a, name)
}

func (i intake) Purge(ctx context.Context, a store.Actor, id int64) error {
	if _, err := i.shop.BeginPurge(ctx, a, id); err != nil {
		return err
	}
	return i.shop.EndPurge(ctx, id)
}

// films is a library in memory.
type films map[string][]byte

func (f films) Movie(_ context.Context, key string) (media.File, error) {
	data, ok := f[key]
	if !ok {
		return nil, media.ErrNotExist
	}
	return film{bytes.NewReader(data)}, nil
}

func (f films) Subtitle(ctx context.Context, key string) (media.File, error) {
	return f.Movie(ctx, key)
}

type film struct{ *bytes.Reader }

func (film) Close() error { return nil }

// files sums /downloads/N, anyone who asks.
type files struct{ h *testServer }

func (f files) Sum(_ context.Context, _ store.Actor, _ words.Lang, _ words.Login, path, algorithm string) (string, error) {
	switch path {
	case "/downloads/secret":
		return "", fs.ErrPermission
	case "/downloads/later":
		return "", &store.Refusal{Code: store.ErrNotReady.Code, Wait: 20 * time.Second}
	case "/downloads/a b.mp4", `/downloads/back\slash`:
		return algorithm + "-of-it", nil
	}
	return "", fmt.Errorf("open %s: %w", path, fs.ErrNotExist)
}

type bans struct{ list []store.Ban }

func (b *bans) List() []store.Ban { return b.list }

func (b *bans) Lift(addr netip.Addr) bool {
	for i, ban := range b.list {
		if ban.Source.Contains(addr) {
			b.list = append(b.list[:i:i], b.list[i+1:]...)
			return true
		}
	}
	return false
}
