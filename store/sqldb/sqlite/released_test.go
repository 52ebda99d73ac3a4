package sqlite_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
	"youku.example/store/storetest"
)

var update = flag.Bool("update", false, "write the database of this schema into testdata/released, if there is none")

// Every schema that people have data in comes forward with it. The databases
// under testdata/released were each written by the program of its version;
// a new migration needs a new one (-update), and an old one never changes.
func TestReleased(t *testing.T) {
	steps, err := filepath.Glob("migrations/*.sql")
	must(t, err)
	if len(steps) == 0 {
		t.Fatal("no migrations")
	}
	for i, step := range steps {
		version := filepath.Base(step)[:5]
		file := filepath.Join("testdata/released", version+".sql")
		t.Run(version, func(t *testing.T) {
			last := i == len(steps)-1
			if _, err := os.Stat(file); *update && last && os.IsNotExist(err) {
				must(t, os.WriteFile(file, []byte(release(t)), 0o600))
			}
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatalf("the schema %s has no database to come forward from: go test ./store/sqldb -run Released -update", version)
			}
			path := load(t, string(data))
			cameForward(t, path, version, string(data))
			db, err := sqlite.OpenReader(t.Context(), path) // nothing is left to be done
			must(t, err)
			must(t, db.Close())
			if got, want := schema(t, path), schema(t, filled(t)); got != want {
				t.Errorf("the schema that came forward:\n%s\nthe one of a new database:\n%s", got, want)
			}
		})
	}
}

// schema is what a database is made of, in no order that depends on its past.
func schema(t *testing.T, path string) string {
	t.Helper()
	db, err := sqlite.Open(t.Context(), path)
	must(t, err)
	must(t, db.Close())
	c := rawOpen(t, path)
	return strings.Join(texts(t, c, "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY type, name"), "\n")
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

func byKey(ctx context.Context, s *store.Shop, name string) (store.Actor, error) {
	line, fp := key(name)
	a := store.Actor{Name: name, Role: store.RoleUser, Key: fp, KeyLine: line, Session: name, Addr: "192.0.2.7"}
	acc, err := s.AccountByKey(ctx, fp)
	a.Account = acc.ID
	return a, err
}

// release makes a small library with something in every table, and writes it
// down with the one redeem code that was not used.
func release(t *testing.T) string {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "youku.db")
	db, err := sqlite.Open(ctx, path)
	must(t, err)
	s, err := store.Open(ctx, db, store.DefaultRules())
	must(t, err)
	people := map[string]store.Actor{}
	for _, name := range []string{"alice", "bob", "流浪者"} {
		line, fp := key(name)
		r := store.Registration{Name: name, WithKey: true, Language: "zh"}
		if name == "alice" {
			r.Password = "correct horse battery"
		}
		_, err := s.Register(ctx, store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line, Addr: "192.0.2.7"}, r)
		must(t, err)
		people[name], err = byKey(ctx, s, name)
		must(t, err)
	}
	alice, house := people["alice"], store.Operator()
	films := map[string]store.Movie{}
	for i, title := range []string{"城南旧事", "流浪地球 The Wandering Earth", "Deleted", "Taken down", "Purged"} {
		sum := sha256.Sum256([]byte(title))
		in, err := s.AddIncoming(ctx, house, fmt.Sprint(i, ".mp4"), hex.EncodeToString(sum[:10]))
		must(t, err)
		in.State, in.Size, in.Done, in.SHA256, in.Ext, in.MediaType = store.Arrived, 1000, 1000, hex.EncodeToString(sum[:]), ".mp4", "video/mp4"
		must(t, s.SaveIncoming(ctx, in))
		p := store.Publication{Title: title, Free: i%2 == 0}
		if !p.Free {
			p.Price = 2000
		}
		films[title], err = s.PublishIncoming(ctx, house, in.ID, in.SHA256+in.Ext, p)
		must(t, err)
		must(t, s.DropIncoming(ctx, in.ID))
	}
	partial, err := s.AddIncoming(ctx, house, "half.mkv", "halfhalfhalfhalfhalf")
	must(t, err)
	partial.State, partial.Size, partial.Done = store.Partial, 500, 500
	must(t, s.SaveIncoming(ctx, partial))

	codes, err := s.MintCodes(ctx, house, 5000, 2)
	must(t, err)
	do := func(_ any, err error) { t.Helper(); must(t, err) }
	redeemed := func(_, _ store.Fen, err error) { t.Helper(); must(t, err) }
	redeemed(s.Redeem(ctx, alice, codes[0].Text))
	do(s.Credit(ctx, house, "bob", 3000, "thanks"))
	do(s.BuyVIP(ctx, alice, "month"))
	for _, who := range []string{"alice", "bob"} {
		do(s.Buy(ctx, people[who], films["Taken down"].ID, nil))
	}
	do(s.Buy(ctx, alice, films["流浪地球 The Wandering Earth"].ID, nil))
	for _, title := range []string{"城南旧事", "流浪地球 The Wandering Earth", "Deleted"} {
		do(s.Request(ctx, alice, films[title].ID))
		tr, err := s.OpenDownload(ctx, alice, films[title].ID, store.ProtocolSFTP, "SSH-2.0-test")
		must(t, err)
		tr.Sent(0, 1000-films[title].ID%2*500)
		must(t, tr.Close())
	}
	do(s.Request(ctx, people["bob"], films["城南旧事"].ID))
	do(s.TakeDown(ctx, house, films["Taken down"].ID))
	must(t, s.Delete(ctx, house, films["Deleted"].ID))
	must(t, s.Delete(ctx, house, films["Purged"].ID))
	do(s.BeginPurge(ctx, house, films["Purged"].ID))
	must(t, s.EndPurge(ctx, films["Purged"].ID))
	note, err := s.Post(ctx, house, "停机", "今晚十点\nat ten")
	must(t, err)
	do(s.Post(ctx, house, "unread", "x"))
	do(s.ReadNotice(ctx, alice, note.ID))
	must(t, s.Lock(ctx, house, "流浪者"))
	must(t, s.SetPreference(ctx, alice, "library.sort", "title"))
	must(t, s.Close())
	return "-- code: " + codes[1].Text + "\n" + dump(t, path)
}

// cameForward opens a database and finds in it what release put there.
func cameForward(t *testing.T, path, version, text string) {
	t.Helper()
	ctx := t.Context()
	db, err := sqlite.Open(ctx, path)
	must(t, err)
	s, err := store.Open(ctx, db, store.DefaultRules())
	must(t, err)
	defer s.Close()
	faults, err := s.Verify(ctx)
	must(t, err)
	for _, f := range faults {
		t.Error("fault:", f)
	}
	boss := store.Operator()
	says := func(what string, got, want any) {
		t.Helper()
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}

	acc, err := s.Login(ctx, "Alice", "correct horse battery")
	must(t, err)
	says("language, vip", fmt.Sprint(acc.Language, acc.VIPUntil.After(acc.CreatedAt)), "zhtrue")
	alice, err := byKey(ctx, s, "alice")
	must(t, err)
	w, err := s.Wallet(ctx, alice)
	must(t, err)
	var lines []string
	for _, e := range w.Entries {
		lines = append(lines, fmt.Sprint(e.Kind, e.Amount))
	}
	says("alice's wallet", lines, "[refund¥10.00 buy-¥10.00 buy-¥10.00 vip-¥15.00 redeem¥50.00]")
	says("alice's balance", w.Balance, "¥25.00")
	page, err := s.DownloadPage(ctx, alice, store.Span{})
	must(t, err)
	history := page.Rows
	lines = nil
	for _, d := range history {
		lines = append(lines, fmt.Sprint(d.MovieID, " ", d.Sent, " ", d.Paid))
	}
	says("alice's downloads", strings.Join(lines, "; "), "3 500 ¥0.00; 2 1000 ¥10.00; 1 500 ¥0.00")
	says("the bought one", history[1].State, store.Complete)
	if deleted := history[0].State; deleted != store.Ended && deleted != store.Expired { // the dump grows old
		says("the deleted one", deleted, store.Ended)
	}
	notices, err := s.Notices(ctx, alice)
	must(t, err)
	says("notices", fmt.Sprint(len(notices), notices[0].Unread, notices[1].Unread, " ", notices[1].Content), "2 true false 今晚十点\nat ten")

	found, err := s.Movies(ctx, alice, store.Query{Search: "lldq"})
	must(t, err)
	says("found by its initials", fmt.Sprint(len(found), found[0].Owned), "1 true")
	counts, err := s.Counts(ctx)
	must(t, err)
	says("on the shelf", counts, store.Counts{All: 2, Free: 1, Paid: 1})
	for id, shelf := range map[int64]store.Shelf{1: store.OnShelf, 3: store.Deleted, 4: store.TakenDown, 5: store.Purged} {
		m, err := s.Movie(ctx, boss, id)
		must(t, err)
		says(fmt.Sprint("movie ", id), m.Shelf, shelf)
	}
	in, err := s.IncomingByName(ctx, "half.mkv")
	must(t, err)
	says("the upload", fmt.Sprint(in.State, in.Done), "partial500")
	people, err := s.People(ctx, boss, "流浪")
	must(t, err)
	says("the locked one", fmt.Sprint(len(people), people[0].Locked), "1 true")
	audit, err := s.Audit(ctx, boss, 1000)
	must(t, err)
	says("the audit's first line", fmt.Sprint(audit[len(audit)-1].Action, audit[len(audit)-1].Addr), "register192.0.2.7")

	if version >= "00002" {
		chosen, err := s.Preferences(ctx, alice)
		must(t, err)
		says("alice's choices", chosen, map[string]string{"library.sort": "title"})
	}

	// And life goes on.
	code := regexp.MustCompile(`^-- code: (\S+)`).FindStringSubmatch(text)
	_, balance, err := s.Redeem(ctx, alice, code[1])
	must(t, err)
	says("alice's balance", balance, "¥75.00")
	must(t, s.Restore(ctx, boss, 3))
	must(t, s.SetPreference(ctx, alice, "library.filter", "free"))
	if err := raw(t, path, "DELETE FROM audit"); err == nil || !strings.Contains(err.Error(), "append-only") {
		t.Errorf("the audit may be deleted: %v", err)
	}
}

// A start that brings an old schema forward is killed in the middle. Whatever
// it left comes forward the next time.
func TestReleased_Killed(t *testing.T) {
	data, err := os.ReadFile("testdata/released/00001.sql")
	must(t, err)
	for range storetest.Kills() {
		path := load(t, string(data))
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), storetest.ChildDir+"="+filepath.Dir(path), storetest.ChildOpens)
		_, err := cmd.StdinPipe()
		must(t, err)
		out, err := cmd.StdoutPipe()
		must(t, err)
		must(t, cmd.Start())
		_, err = bufio.NewReader(out).ReadString('\n') // it opens the database now
		must(t, err)
		time.Sleep(rand.N(12 * time.Millisecond))
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		cameForward(t, path, "00001", string(data))
	}
}
