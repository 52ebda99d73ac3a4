package postgres_test

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/store/sqldb/postgres"
)

var update = flag.Bool("update", false, "write the database of this schema into testdata/released, if there is none")

// firstReleased is the first schema that people may have data in.
const firstReleased = "00006"

// Every schema that people have data in comes forward with it. The databases under
// testdata/released were each written by the program of its version; a new migration
// needs a new one (-update), and an old one never changes.
func TestReleased(t *testing.T) {
	steps, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	for i, step := range steps {
		version := filepath.Base(step)[:5]
		if version < firstReleased {
			continue
		}
		file := filepath.Join("testdata/released", version+".sql")
		t.Run(version, func(t *testing.T) {
			if _, err := os.Stat(file); *update && i == len(steps)-1 && os.IsNotExist(err) {
				must(t, os.WriteFile(file, []byte(release(t)), 0o600))
			}
			dump, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("the schema %s has no database to come forward from: go test ./store/sqldb/postgres -run Released -update", version)
			}
			name := "released" + version
			url := newDatabase(t, name)
			must(t, server.Load(name, string(dump)))
			cameForward(t, url)
			got, want := schemaOf(t, name), schemaOf(t, template)
			if !slices.Equal(got, want) {
				t.Errorf("the schema that came forward has:\n%s\nand not, as a new database:\n%s", without(got, want), without(want, got))
			}
		})
	}
}

// schemaOf is what a database is made of, in no order that depends on its past. Brackets
// are left out: what was read from a dump has fewer.
func schemaOf(t *testing.T, database string) (lines []string) {
	t.Helper()
	dump, err := server.Dump(database, "--schema-only")
	must(t, err)
	for line := range strings.Lines(dump) {
		line = strings.NewReplacer("(", "", ")", "").Replace(line)
		lines = append(lines, strings.TrimRight(line, ",\n")+"\n")
	}
	slices.Sort(lines)
	return lines
}

// without is the lines of a schema that another does not have.
func without(lines, others []string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(lines), func(l string) bool { return slices.Contains(others, l) }), "")
}

// released opens a library whose rows are at a URL.
func released(t *testing.T, url string) *store.Shop {
	t.Helper()
	db, err := postgres.Open(t.Context(), url)
	must(t, err)
	s, err := store.Open(t.Context(), db, store.DefaultRules())
	must(t, err)
	return s
}

// aliceKey opens alice's account. It is the same in every run.
func aliceKey() (line, fingerprint string) {
	seed := sha256.Sum256([]byte("alice"))
	pub, err := ssh.NewPublicKey(ed25519.NewKeyFromSeed(seed[:]).Public())
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(pub))) + " alice", ssh.FingerprintSHA256(pub)
}

func alice(ctx context.Context, s *store.Shop) (store.Actor, error) {
	_, fp := aliceKey()
	acc, err := s.AccountByKey(ctx, fp)
	return store.Actor{Account: acc.ID, Name: "alice", Role: store.RoleUser, Key: fp, Addr: "192.0.2.7"}, err
}

// release makes a small library and writes it down.
func release(t *testing.T) string {
	ctx, house := t.Context(), store.Operator()
	url := newDatabase(t, "release")
	s := released(t, url)
	line, fp := aliceKey()
	_, err := s.Register(ctx, store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line, Addr: "192.0.2.7"},
		store.Registration{Name: "alice", WithKey: true, Language: "zh"})
	must(t, err)
	a, err := alice(ctx, s)
	must(t, err)
	do := func(_ any, err error) { t.Helper(); must(t, err) }
	do(s.Credit(ctx, house, "alice", 10_000, "thanks"))
	for i, p := range []store.Publication{
		{Title: "城南旧事", Free: true}, {Title: "流浪地球 The Wandering Earth", Price: 2000}, {Title: "Taken down", Price: 1000},
		{Title: "启程", Free: true, Episode: store.Episode{Series: "流浪记", Season: 1, Number: 1}},
	} {
		sum := sha256.Sum256([]byte(p.Title))
		in, err := s.AddIncoming(ctx, house, fmt.Sprint(i, ".mp4"), hex.EncodeToString(sum[:10]))
		must(t, err)
		in.State, in.Size, in.Done, in.SHA256, in.Ext, in.MediaType = store.Arrived, 1000, 1000, hex.EncodeToString(sum[:]), ".mp4", "video/mp4"
		must(t, s.SaveIncoming(ctx, in))
		m, err := s.PublishIncoming(ctx, house, in.ID, in.SHA256+in.Ext, p)
		must(t, err)
		must(t, s.DropIncoming(ctx, in.ID))
		if !p.Free {
			do(s.Buy(ctx, a, m.ID, nil))
		}
		do(s.Request(ctx, a, m.ID))
	}
	do(s.TakeDown(ctx, house, 3))
	do(s.Post(ctx, house, "停机", "今晚十点\nat ten"))
	must(t, s.SetPreference(ctx, a, "library.sort", "title"))
	must(t, s.Close())
	dump, err := server.Dump("release", "--inserts")
	must(t, err)
	return dump
}

// cameForward opens a database and finds in it what release put there.
func cameForward(t *testing.T, url string) {
	t.Helper()
	ctx := t.Context()
	s := released(t, url)
	defer s.Close()
	faults, err := s.Verify(ctx)
	must(t, err)
	for _, f := range faults {
		t.Error("fault:", f)
	}
	says := func(what string, got, want any) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	a, err := alice(ctx, s)
	must(t, err)
	w, err := s.Wallet(ctx, a)
	must(t, err)
	var lines []string
	for _, e := range w.Entries {
		lines = append(lines, fmt.Sprint(e.Kind, e.Amount))
	}
	says("alice's wallet", lines, "[refund¥10.00 buy-¥10.00 buy-¥20.00 credit¥100.00]")
	says("alice's balance", w.Balance, "¥80.00")
	found, err := s.Movies(ctx, a, store.Query{Search: "lldq"})
	must(t, err)
	says("found by its initials", fmt.Sprint(len(found), found[0].Owned), "1 true")
	library, err := s.Library(ctx, a, store.LibraryQuery{Search: "liulang"})
	must(t, err)
	says("found in the library", fmt.Sprint(len(library), library[0].Series != nil), "2 true")
	counts, err := s.Counts(ctx)
	must(t, err)
	says("on the shelf", counts, store.Counts{All: 3, Free: 2, Paid: 1})
	chosen, err := s.Preferences(ctx, a)
	must(t, err)
	says("alice's choices", chosen, map[string]string{"library.sort": "title"})
	_, err = s.Credit(ctx, store.Operator(), "alice", 500, "life goes on")
	must(t, err)
}
