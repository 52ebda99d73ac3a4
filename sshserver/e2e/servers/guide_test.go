package servers

import (
	"bytes"
	"cmp"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/store/sqldb/postgres/pgtest"
)

// page is docs/many-servers.md in one of its languages.
type page struct {
	shell  []string // blocks of commands
	files  []string // of settings
	inline []string // commands within the text
}

var (
	fence      = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```$")
	remark     = regexp.MustCompile(`(?m)[ \t]+#.*$`)
	inlineLine = regexp.MustCompile("`((?:youku|pg_dump)\\s[^`]+)`")
)

func readPage(t *testing.T, name string) (p page) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../docs", name))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range fence.FindAllStringSubmatch(string(data), -1) {
		text := remark.ReplaceAllString(m[2], "")
		if m[1] == "sh" {
			p.shell = append(p.shell, text)
		} else {
			p.files = append(p.files, text)
		}
	}
	for _, m := range inlineLine.FindAllStringSubmatch(fence.ReplaceAllString(string(data), ""), -1) {
		p.inline = append(p.inline, strings.Join(strings.Fields(m[1]), " "))
	}
	slices.Sort(p.inline)
	p.inline = slices.Compact(p.inline)
	return p
}

// Both languages of the page about many servers have the same commands and files.
func TestGuide_Languages(t *testing.T) {
	en, zh := readPage(t, "many-servers.md"), readPage(t, "many-servers.zh.md")
	if len(en.shell) < 6 || len(en.files) < 3 || len(en.inline) < 6 {
		t.Errorf("too little was found: %+v", en)
	}
	if !slices.Equal(en.shell, zh.shell) || !slices.Equal(en.files, zh.files) || !slices.Equal(en.inline, zh.inline) {
		t.Errorf("the pages differ:\n%q\n%q", en, zh)
	}
}

// HAProxy takes the page's configuration as it stands there.
func TestGuide_Balancer(t *testing.T) {
	require(t, installed("haproxy"))
	for _, file := range readPage(t, "many-servers.md").files {
		if !strings.Contains(file, "defaults") {
			continue
		}
		path := filepath.Join(t.TempDir(), "haproxy.cfg")
		if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		if out, err := exec.Command("haproxy", "-c", "-f", path).CombinedOutput(); err != nil || bytes.Contains(out, []byte("WARNING")) {
			t.Errorf("%v\n%s", err, out)
		}
		return
	}
	t.Error("there is no configuration of HAProxy")
}

// guide is an operator who does what the page says, on machines that are all this one.
type guide struct {
	*cluster
	page     page
	names    *strings.Replacer // what one puts for the page's own names
	machines []machine
	env      []string
	done     map[string]bool // the blocks that were run
}

// machine is one of them: the one of today, and those that come.
type machine struct {
	space  *space
	dir    string // of what systemctl knows
	listen string
	env    []string
}

const secret = "a password of the tests"

// The library of a demo is taken from one machine to two servers, a PostgreSQL and an S3
// store by the lines of the page, and those are upgraded by its lines. Each of them is
// run. People meet the same host with the same accounts, and nothing but the pause.
func TestGuide(t *testing.T) {
	require(t, installed("haproxy", "versitygw", "createuser", "createdb", "psql", "pg_dump"))
	t.Setenv(pgtest.Folder, "") // it has a server of its own
	g := &guide{cluster: &cluster{t: t, dir: t.TempDir(), keys: map[string]ssh.Signer{}}, page: readPage(t, "many-servers.md"), done: map[string]bool{}}
	t.Cleanup(g.stop)
	g.prepare()

	g.systemctl(0, "start", "old.conf --demo")
	g.port = g.portOf(0)
	g.await("the library of today", func() bool { return g.answers(g.port) })
	g.newKey("boss")
	g.newKey("amy")
	add := g.command(0, "youku admin add boss --key - --config old.conf")
	add.Stdin = bytes.NewReader(ssh.MarshalAuthorizedKey(g.keys["boss"].PublicKey()))
	g.run(0, add)
	g.says("boss", "register boss")
	g.says("new", "register amy")
	g.says("boss", "credit amy 100")
	var paid []struct{ ID int64 }
	g.fatal(json.Unmarshal([]byte(g.says("amy", "movies --paid --sort price --json")), &paid))
	buy := func(i int) { g.says("amy", fmt.Sprint("buy ", paid[i].ID)) }
	buy(0)

	create := g.block(0, "createuser")
	create.Stdin = strings.NewReader(secret + "\n" + secret + "\n")
	g.run(0, create)
	g.run(0, g.block(0, "install -m 600"))
	g.run(0, g.block(0, "youku migrate --from old.conf --to new.conf --files"))
	buy(1)
	g.run(0, g.block(0, "systemctl stop youku\nyouku migrate"))

	if serve := g.block(1, "youku serve"); !strings.HasSuffix(serve.Args[len(serve.Args)-1], "youku serve --config new.conf\n") {
		t.Errorf("the page serves by %q", serve.Args)
	}
	for i := range g.machines[1:] {
		g.systemctl(1+i, "start", "new.conf")
	}
	g.balance()
	wallet := g.says("amy", "wallet --json")
	if strings.Count(wallet, `"buy"`) != 2 {
		t.Errorf("two movies were bought before the move, and the wallet says %s", wallet)
	}
	buy(2)
	if out := g.says("amy", fmt.Sprint("get ", paid[0].ID)); len(out) < 10_000 {
		t.Errorf("a movie of %d bytes", len(out))
	}
	for i := range g.machines[1:] {
		g.run(1+i, g.block(1+i, "systemctl stop youku\ninstall"))
		g.says("amy", "whoami")
	}
	for i := range g.machines[1:] {
		g.await(fmt.Sprintf("server %d after its upgrade", 1+i), func() bool { return g.answersAt(g.machines[1+i].listen) })
	}
	g.lines()
	for _, block := range g.page.shell {
		if !g.done[block] {
			t.Errorf("the page says to run what this does not:\n%s", block)
		}
	}
}

// lines runs the commands that stand within the text.
func (g *guide) lines() {
	refuses := func(says string) func(string) {
		return func(line string) {
			out, err := g.output(1, g.command(1, line))
			if err == nil || !strings.Contains(out, says) {
				g.t.Errorf("%s: %v: %s", line, err, out)
			}
		}
	}
	works := func(line string) { g.run(1, g.command(1, line)) }
	known := func(line string) { works(strings.Replace(line, "youku", "youku help", 1)) }
	run := map[string]func(line string){
		"youku check --config new.conf": works,
		"pg_dump --format=custom youku": func(line string) { works(line + " >dump") },
		"youku backup":                  func(string) { refuses("pg_dump")("youku backup b.db --config new.conf") },
		"youku restore":                 func(string) { refuses("pg_restore")("youku restore b.db --config new.conf") },
		"youku admin add":               known,
		"youku serve":                   known,
		"youku passwd":                  known,
		"youku import":                  known,
	}
	for _, line := range g.page.inline {
		do, is := run[line]
		if !is {
			g.t.Errorf("the page names %q, which this does not run", line)
			continue
		}
		do(line)
	}
}

// prepare makes what an operator has before the page: machines, a running PostgreSQL, a
// bucket, and names for both.
func (g *guide) prepare() {
	var err error
	g.net, err = theNetwork()
	g.fatal(err)
	shared, err := os.MkdirTemp("", "youku-guide") // that PostgreSQL's user may read
	g.fatal(err)
	g.t.Cleanup(func() { os.RemoveAll(shared) })
	g.fatal(os.Chmod(shared, 0o755))
	certificate, key := filepath.Join(shared, "tls.crt"), filepath.Join(shared, "tls.key")
	g.fatal(writeCertificate(certificate, key, g.net.backend))
	socket := g.startRows(shared, certificate, key)
	bucket := g.startBucket(certificate, key)

	bin := filepath.Join(g.dir, "bin")
	g.fatal(os.Mkdir(bin, 0o700))
	for _, copy := range []string{filepath.Join(bin, "youku"), filepath.Join(g.dir, "youku")} {
		g.run(0, exec.Command("cp", program, copy))
	}
	g.fatal(os.WriteFile(filepath.Join(bin, "systemctl"), []byte(systemctl), 0o700))
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "AWS_") && !strings.HasPrefix(e, "YOUKU_") && !strings.HasPrefix(e, "PG") && !strings.HasPrefix(e, "PATH=") {
			g.env = append(g.env, e)
		}
	}
	g.env = append(g.env, "PATH="+bin+":"+os.Getenv("PATH"), "HOME="+g.dir, "PGPASSFILE="+g.dir+"/.pgpass", "PGSSLROOTCERT="+certificate,
		"PGHOST="+socket, "PGUSER=postgres", "AWS_CA_BUNDLE="+certificate, "AWS_ACCESS_KEY_ID=library", "AWS_SECRET_ACCESS_KEY="+secret,
		"AWS_EC2_METADATA_DISABLED=true", "LANG=C.UTF-8", "YOUKU_FFMPEG=no", "YOUKU_WAIT=1s")
	for i := range 3 {
		g.addMachine(i)
	}
	database := g.net.backend.String()
	g.names = strings.NewReplacer("PASSWORD", secret, "db.example.org", database, "https://s3.example.org", "https://"+bucket,
		"/srv/youku", g.dir+"/srv", "/var/lib/youku", g.dir+"/lib", "/usr/local/bin", bin,
		"10.0.0.5", g.net.balancer.String(), "10.0.0.11:2222", g.machines[1].listen, "10.0.0.12:2222", g.machines[2].listen)
	for _, file := range g.page.files {
		text := g.names.Replace(file)
		switch {
		case strings.HasPrefix(text, "defaults"):
		case strings.Contains(text, "database ="):
			g.fatal(os.WriteFile(filepath.Join(g.dir, "new.conf"), []byte(text), 0o600))
		default:
			g.fatal(os.WriteFile(filepath.Join(g.dir, "old.conf"), []byte(text), 0o600))
		}
	}
}

// startRows starts PostgreSQL as an operator has it: over a network by TLS and password
// alone, with a superuser postgres. It returns where its socket is.
func (g *guide) startRows(shared, certificate, key string) string {
	hba := filepath.Join(shared, "pg_hba.conf")
	g.fatal(os.WriteFile(hba, []byte("local all all trust\nhostssl all all 0.0.0.0/0 scram-sha-256\n"), 0o644))
	if other, err := user.Lookup("postgres"); err == nil && os.Getuid() == 0 {
		uid, _ := strconv.Atoi(other.Uid)
		g.fatal(os.Chown(key, uid, -1))
	}
	var err error
	g.db, err = pgtest.Start("listen_addresses="+g.net.backend.String(), "hba_file="+hba, "ssl=on", "ssl_cert_file="+certificate, "ssl_key_file="+key)
	if errors.Is(err, pgtest.ErrNotInstalled) {
		require(g.t, err)
	}
	g.fatal(err)
	g.t.Cleanup(g.db.Stop)
	socket := os.Getenv(pgtest.Folder)
	g.fatal(g.db.Exec(g.t.Context(), "postgres", "CREATE ROLE postgres SUPERUSER LOGIN"))
	rename := exec.Command("psql", "-h", socket, "-U", "postgres", "-d", "postgres", "-c", "ALTER ROLE youku RENAME TO first")
	g.run(0, rename)
	return socket
}

// startBucket starts an S3 store by https, and returns its address.
func (g *guide) startBucket(certificate, key string) string {
	port, err := freePort(g.net.backend)
	g.fatal(err)
	at := netip.AddrPortFrom(g.net.backend, uint16(port)).String()
	g.fatal(os.MkdirAll(filepath.Join(g.dir, "buckets/movies"), 0o700))
	g.store = exec.Command("versitygw", "--port", at, "--region", "eu-1", "--quiet", "--cert", certificate, "--key", key, "posix", filepath.Join(g.dir, "buckets"))
	g.store.Dir = g.dir
	g.store.Env = append(os.Environ(), "ROOT_ACCESS_KEY=library", "ROOT_SECRET_KEY="+secret)
	g.fatal(g.net.here.start(g.store))
	g.await("the store", func() bool {
		conn, err := net.Dial("tcp", at)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
	return at
}

func (g *guide) addMachine(i int) {
	m := machine{space: g.net.here, dir: filepath.Join(g.dir, fmt.Sprintf("machine%d", i))}
	g.fatal(os.Mkdir(m.dir, 0o700))
	addr := g.net.balancer
	if i > 0 {
		var err error
		m.space, err = g.net.server(10 + i) // behind those of other tests
		g.fatal(err)
		addr = m.space.addr
		m.env = append(m.env, "YOUKU_DATA="+m.dir+"/lib")
	}
	port, err := freePort(g.net.balancer)
	g.fatal(err)
	m.listen = netip.AddrPortFrom(addr, uint16(port)).String()
	m.env = append(m.env, "YOUKU_LISTEN="+m.listen, "STATE="+m.dir)
	g.machines = append(g.machines, m)
	g.t.Cleanup(func() {
		if pid, err := os.ReadFile(filepath.Join(m.dir, "pid")); err == nil {
			if n, _ := strconv.Atoi(strings.TrimSpace(string(pid))); n > 1 {
				_ = syscall.Kill(n, syscall.SIGKILL)
			}
		}
		if g.t.Failed() {
			said, _ := os.ReadFile(filepath.Join(m.dir, "log"))
			g.t.Logf("what was said on machine %d:\n%s", i, said)
		}
	})
}

// systemctl stands for systemd's: it knows one service.
const systemctl = `#!/bin/sh
case "$1 $2" in
"stop youku")
	pid=$(cat "$STATE/pid") && kill -TERM "$pid" || exit 1
	while grep -qs '^State:.[^Z]' "/proc/$pid/status"; do sleep 0.05; done ;;
"start youku")
	youku serve --config $(cat "$STATE/config") >>"$STATE/log" 2>&1 </dev/null &
	echo $! >"$STATE/pid" ;;
*) exit 2 ;;
esac
`

// systemctl starts the service of a machine with a configuration, or ends it.
func (g *guide) systemctl(machine int, what, config string) {
	g.t.Helper()
	g.fatal(os.WriteFile(filepath.Join(g.machines[machine].dir, "config"), []byte(config), 0o600))
	g.run(machine, g.command(machine, "systemctl "+what+" youku"))
}

// block is the one of the page that begins so.
func (g *guide) block(machine int, begins string) *exec.Cmd {
	g.t.Helper()
	for _, b := range g.page.shell {
		if strings.HasPrefix(b, begins) {
			g.done[b] = true
			return g.command(machine, g.names.Replace(b))
		}
	}
	g.t.Fatalf("the page has no block that begins with %q", begins)
	return nil
}

// command is lines of a shell on a machine, where no terminal is.
func (g *guide) command(machine int, lines string) *exec.Cmd {
	cmd := exec.Command("sh", "-euc", lines)
	cmd.Dir, cmd.Env = g.dir, append(slices.Clone(g.env), g.machines[machine].env...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	return cmd
}

func (g *guide) output(machine int, cmd *exec.Cmd) (string, error) {
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	space := g.net.here
	if machine < len(g.machines) {
		space = g.machines[machine].space
	}
	if err := space.start(cmd); err != nil {
		return "", err
	}
	err := cmd.Wait()
	return said.String(), err
}

func (g *guide) run(machine int, cmd *exec.Cmd) {
	g.t.Helper()
	out, err := g.output(machine, cmd)
	if err != nil {
		g.t.Fatalf("%s: %v\n%s", cmd.Args[len(cmd.Args)-1], err, out)
	}
	if strings.Contains(out, secret) {
		g.t.Errorf("%s says the password:\n%s", cmd.Args[len(cmd.Args)-1], out)
	}
}

// says runs a command of the library as a name, again where the connection was lost.
func (g *guide) says(as, line string) (out string) {
	g.t.Helper()
	key := map[string]string{"new": "amy"}[as]
	p := g.person(cmp.Or(key, as), 1, g.port)
	p.name = as
	defer p.leave()
	g.await(as+"'s "+line, func() bool {
		var err error
		out, err = p.run(line)
		if err != nil && !errors.As(err, new(lost)) {
			g.t.Fatal(err)
		}
		return err == nil
	})
	return out
}

// balance starts HAProxy by the page's configuration.
func (g *guide) balance() {
	g.t.Helper()
	i := slices.IndexFunc(g.page.files, func(f string) bool { return strings.HasPrefix(f, "defaults") })
	port, err := freePort(g.net.balancer)
	g.fatal(err)
	text := g.names.Replace(g.page.files[i])
	bind := fmt.Sprintf("bind %v:%d", g.net.balancer, port) // one machine has one :2222
	if !strings.Contains(text, "bind :2222") {
		g.t.Fatalf("the page binds elsewhere:\n%s", text)
	}
	file := filepath.Join(g.dir, "haproxy.cfg")
	g.fatal(os.WriteFile(file, []byte(strings.Replace(text, "bind :2222", bind, 1)), 0o600))
	balancer := exec.Command("haproxy", "-db", "-f", file)
	g.fatal(g.net.here.start(balancer))
	g.t.Cleanup(func() {
		balancer.Process.Kill()
		balancer.Wait()
	})
	g.port = port
	g.await("the servers behind the balancer", func() bool { return g.answers(port) })
}

func (g *guide) portOf(machine int) int {
	return int(netip.MustParseAddrPort(g.machines[machine].listen).Port())
}

// answersAt reports whether something listens.
func (g *guide) answersAt(address string) bool {
	conn, err := net.DialTimeout("tcp", address, time.Second)
	if err == nil {
		conn.Close()
	}
	return err == nil
}

// writeCertificate makes a certificate of an address, signed by itself.
func writeCertificate(file, keyFile string, of netip.Addr) error {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return err
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{of.AsSlice()}, IsCA: true, BasicConstraintsValid: true,
	}
	text, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		return err
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: text}), 0o644),
		os.WriteFile(keyFile, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private}), 0o600),
	)
}
