package e2e

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	pkgsftp "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"youku.example/store/sqldb/postgres/pgtest"
)

var kills = flag.Int("kills", 6, "how often the serving program is killed")

// The real program is killed (kill -9) in the middle of everything that people
// do at once. Each time it starts again, `check` finds it sound, and every person
// finds what they were told: in the order in which they were told it, with at
// most one action more, which was done and not yet said.
func TestKill(t *testing.T) {
	newKilled(t).livesAndDies()
}

// The same where what comes in and the movies have disks of their own, so that
// publishing copies them.
func TestKill_DisksOfTheirOwn(t *testing.T) {
	if err := canMount(); err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	k := newKilled(t)
	for _, name := range []string{"incoming", "movies"} {
		dir := filepath.Join(k.data, "media", name)
		k.fatal(mount(dir, "1024"))
		t.Cleanup(func() { unmount(dir) })
	}
	k.livesAndDies()
}

// The same with rows in PostgreSQL and movies in a bucket: the store and the database
// live on, with what the program had begun there.
func TestKill_PostgresAndS3(t *testing.T) {
	need(t, "versitygw")
	name, err := newDatabase()
	if errors.Is(err, pgtest.ErrNotInstalled) && os.Getenv("YOUKU_TEST_REQUIRE") != "all" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	movies, err := startStore(filepath.Join(t.TempDir(), "buckets"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(movies.stop)
	env := append(os.Environ(), "YOUKU_DATABASE="+database.server.URL(name), "YOUKU_MEDIA="+movies.media("library"))
	movies.keys(func(name, value string) { env = append(env, name+"="+value) })
	k := newKilled(t, env...)
	k.movies = filepath.Join(movies.folder, "films", "library", "movies")
	k.livesAndDies()
}

func (k *killed) livesAndDies() {
	t := k.t
	k.start()
	k.must(k.as("boss", "boss").run("register boss", ""))
	actions := 0
	for round := range *kills {
		var work sync.WaitGroup
		var viewers []string // others each time: a wallet shows its newest 200 lines
		for i := range 3 {
			v := fmt.Sprintf("v%d-%d", round, i)
			k.newKey(v)
			k.must(k.as("new", v).run("register "+v, ""))
			viewers = append(viewers, v)
		}
		for _, v := range viewers {
			work.Go(func() { k.shop(v) })
		}
		work.Go(func() { k.publish(round) })
		k.awaitWork(viewers, round)
		time.Sleep(rand.N(700 * time.Millisecond))
		k.kill()
		work.Wait()
		k.isSound(round)
		k.start()
		for _, v := range viewers {
			k.hasAll(v)
			actions += len(k.told[v])
		}
		k.hasMovies()
		k.hasNoPieces()
	}
	k.kill()
	t.Logf("%d kills, %d actions and %d movies acknowledged", *kills, actions, len(k.published))
}

// isSound checks the library before it is started again. A copy that was cut off may be
// there, which the start removes.
func (k *killed) isSound(round int) {
	k.t.Helper()
	out, err := k.command("check").Output()
	pieces, others := 0, 0
	for line := range strings.Lines(string(out)) {
		if strings.HasPrefix(line, "leftover: movies/") {
			pieces++
		} else {
			others++
		}
	}
	if err != nil && (pieces == 0 || others > 0) {
		k.t.Fatalf("round %d: check: %v\n%s", round, err, out)
	}
}

// awaitWork waits until the work of a round is under way: someone's money has moved, and
// in every second round a movie is published.
func (k *killed) awaitWork(viewers []string, round int) {
	k.t.Helper()
	k.mu.Lock()
	movies := len(k.published)
	k.mu.Unlock()
	if !awaits(func() bool {
		k.mu.Lock()
		defer k.mu.Unlock()
		moved := slices.ContainsFunc(viewers, func(v string) bool { return len(k.told[v]) > 0 })
		return moved && (round%2 == 0 || len(k.published) > movies)
	}) {
		k.t.Errorf("round %d: nothing is bought or published", round)
	}
}

// killed is a server that is killed soon.
type killed struct {
	t      *testing.T
	data   string
	movies string   // the folder in which their bytes are
	env    []string // of the program
	addr   string
	keys   map[string]ssh.Signer
	server *exec.Cmd
	log    *os.File

	mu        sync.Mutex
	told      map[string][]string // by person: the wallet's lines that were acknowledged
	published []string            // titles
}

// newKilled is one over the library that an environment names; by itself it is in a
// folder.
func newKilled(t *testing.T, env ...string) *killed {
	t.Helper()
	port, err := freePort()
	if err != nil {
		t.Fatal(err)
	}
	k := &killed{
		t: t, data: filepath.Join(t.TempDir(), "data"), env: env, addr: "127.0.0.1:" + port,
		keys: map[string]ssh.Signer{}, told: map[string][]string{},
	}
	k.movies = filepath.Join(k.data, "media", "movies")
	k.newKey("boss")
	add := k.command("admin", "add", "boss", "--key", "-")
	add.Stdin = bytes.NewReader(ssh.MarshalAuthorizedKey(k.keys["boss"].PublicKey()))
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	k.log, err = os.Create(filepath.Join(t.TempDir(), "log"))
	k.fatal(err)
	t.Cleanup(func() { k.kill(); k.log.Close() })
	return k
}

// command is the program over the library.
func (k *killed) command(args ...string) *exec.Cmd {
	cmd := exec.Command(program, append(args, "--data", k.data)...)
	cmd.Env = k.env // nil: this process's
	return cmd
}

func (k *killed) newKey(name string) {
	k.t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	k.fatal(err)
	k.keys[name], err = ssh.NewSignerFromKey(private)
	k.fatal(err)
}

func (k *killed) fatal(err error) {
	k.t.Helper()
	if err != nil {
		k.t.Fatal(err)
	}
}

func (k *killed) start(settings ...string) {
	k.t.Helper()
	cmd := k.command(append([]string{"serve", "--demo", "--listen", k.addr, "--registrations", "1000"}, settings...)...)
	cmd.Stdout, cmd.Stderr = k.log, k.log
	k.fatal(cmd.Start())
	k.server = cmd
	if !awaits(func() bool {
		c, err := net.DialTimeout("tcp", k.addr, time.Second)
		if err == nil {
			c.Close()
		}
		return err == nil
	}) {
		said, _ := os.ReadFile(k.log.Name())
		k.t.Fatalf("the server does not listen:\n%s", said)
	}
}

func (k *killed) kill() {
	if k.server != nil {
		_ = k.server.Process.Kill()
		_ = k.server.Wait()
		k.server = nil
	}
}

// person is a connection; a nil client is one that could not be made any more.
type person struct{ client *ssh.Client }

func (k *killed) as(name, key string) person {
	c, err := ssh.Dial("tcp", k.addr, &ssh.ClientConfig{
		User: name, Auth: []ssh.AuthMethod{ssh.PublicKeys(k.keys[key])},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), Timeout: patience,
	})
	if err != nil {
		return person{}
	}
	return person{c}
}

func (p person) close() {
	if p.client != nil {
		p.client.Close()
	}
}

// run runs a command; an error is a refusal, or that the server is gone.
func (p person) run(line, stdin string) (out string, err error) {
	if p.client == nil {
		return "", net.ErrClosed
	}
	s, err := p.client.NewSession()
	if err != nil {
		return "", err
	}
	defer s.Close()
	var said, bad bytes.Buffer
	s.Stdin, s.Stdout, s.Stderr = strings.NewReader(stdin), &said, &bad
	if err := s.Run(line); err != nil {
		return said.String(), fmt.Errorf("%s: %w: %s", line, err, bad.String())
	}
	return said.String(), nil
}

func (k *killed) must(out string, err error) string {
	k.t.Helper()
	k.fatal(err)
	return out
}

// acknowledged notes a line of an account's wallet that was acknowledged.
func (k *killed) acknowledged(who, kind string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.told[who] = append(k.told[who], kind)
}

// shop does what moves money, one after the other, until the server is gone.
func (k *killed) shop(who string) {
	me, boss := k.as(who, who), k.as("boss", "boss")
	defer me.close()
	defer boss.close()
	list := []struct{ ID int }{}
	out, err := me.run("movies --paid --json --sort price --limit 1", "")
	if err != nil || json.Unmarshal([]byte(out), &list) != nil || len(list) == 0 {
		return
	}
	paid := list[0]
	for range 39 { // the wallet shows 200 lines
		codes := []struct{ Code string }{}
		out, err := boss.run("codes mint --amount 40 --count 1 --json", "")
		if err != nil || json.Unmarshal([]byte(out), &codes) != nil {
			return
		}
		for _, d := range []struct {
			kind string
			who  person
			line string
		}{
			{"credit", boss, "credit " + who + " 7.50"},
			{"redeem", me, "redeem " + codes[0].Code},
			{"buy", me, fmt.Sprint("buy ", paid.ID)},
			{"refund", boss, fmt.Sprintf("refund %s %d", who, paid.ID)},
			{"vip", me, "vip month"},
		} {
			if _, err := d.who.run(d.line, ""); err != nil {
				if !strings.Contains(err.Error(), "exited with status 1") {
					return // killed
				}
				k.t.Errorf("refused: %v", err)
				return
			}
			k.acknowledged(who, d.kind)
		}
	}
}

// wallet is an account's lines, the oldest first.
func wallet(p person) (kinds []string, err error) {
	out, err := p.run("wallet --json", "")
	if err != nil {
		return nil, err
	}
	var w struct {
		Entries []struct{ Kind string }
	}
	err = json.Unmarshal([]byte(out), &w)
	for _, e := range w.Entries {
		kinds = append(kinds, e.Kind)
	}
	slices.Reverse(kinds)
	return kinds, err
}

// hasAll finds in an account's wallet what was acknowledged.
func (k *killed) hasAll(who string) {
	k.t.Helper()
	p := k.as(who, who)
	defer p.close()
	kinds, err := wallet(p)
	k.fatal(err)
	told := k.told[who]
	if len(kinds) < len(told) || len(kinds) > len(told)+1 || !slices.Equal(told, kinds[:len(told)]) {
		k.t.Errorf("%s was told of\n%v and has\n%v", who, told, kinds)
	}
}

// publish uploads a movie after the other and publishes it; every third is
// taken down and purged.
func (k *killed) publish(round int) {
	boss := k.as("boss", "boss")
	defer boss.close()
	if boss.client == nil {
		return
	}
	sftp, err := pkgsftp.NewClient(boss.client)
	if err != nil {
		return
	}
	defer sftp.Close()
	clip, err := os.ReadFile("../../media/demo/brocade.mp4")
	k.fatal(err)
	for i := 0; ; i++ {
		name := fmt.Sprintf("r%04dx%04d", round, i) // no title begins with another
		unique := make([]byte, 600_000)             // a box that players pass over makes it another movie
		binary.BigEndian.PutUint32(unique, uint32(len(unique)))
		copy(unique[4:], "free"+name)
		f, err := sftp.Create("/incoming/" + name + ".mp4")
		if err != nil {
			return
		}
		if _, err := f.ReadFrom(bytes.NewReader(append(clip[:len(clip):len(clip)], unique...))); err != nil {
			return
		}
		if f.Close() != nil {
			return
		}
		ready := false
		for range 200 {
			out, err := boss.run("incoming --json", "")
			if err != nil {
				return
			}
			if ready = strings.Contains(out, `"`+name+`.mp4"`) && !strings.Contains(out, `"hashing"`) && !strings.Contains(out, `"receiving"`); ready {
				break
			}
		}
		out, err := boss.run("publish "+name+".mp4 --title "+name+" --free --json", "")
		if err != nil {
			return
		}
		var m struct{ ID int }
		k.fatal(json.Unmarshal([]byte(out), &m))
		k.mu.Lock()
		k.published = append(k.published, name)
		k.mu.Unlock()
		if i%3 == 2 {
			k.mu.Lock()
			k.published = k.published[:len(k.published)-1]
			k.mu.Unlock()
			if _, err := boss.run(fmt.Sprint("takedown ", m.ID), ""); err != nil {
				return
			}
			if _, err := boss.run(fmt.Sprint("purge ", m.ID), ""); err != nil {
				return
			}
		}
	}
}

// hasNoPieces finds no half copies, once the server has settled what was cut off.
func (k *killed) hasNoPieces() {
	k.t.Helper()
	pieces, err := filepath.Glob(filepath.Join(k.movies, "*/.*.part"))
	k.fatal(err)
	if len(pieces) > 0 {
		k.t.Errorf("pieces of movies are left: %q", pieces)
	}
}

// hasMovies finds every movie whose publishing was acknowledged.
func (k *killed) hasMovies() {
	k.t.Helper()
	p := k.as("guest", "boss")
	defer p.close()
	for _, title := range k.published {
		out, err := p.run("movies --json --search "+title, "")
		k.fatal(err)
		if !strings.Contains(out, `"title":"`+title+`"`) && !strings.Contains(out, `"title": "`+title+`"`) {
			k.t.Errorf("%s was published and is gone: %.300s", title, out)
		}
	}
}
