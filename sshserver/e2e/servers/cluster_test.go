package servers

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"youku.example/store/sqldb/postgres/pgtest"
)

// patience bounds each thing that a test waits for. Nothing takes that long; it is
// there so that a fault is a failure and not a hang.
const patience = 40 * time.Second

// cluster is a library that several servers serve behind a balancer.
type cluster struct {
	t       *testing.T
	dir     string
	net     *network
	db      *pgtest.Server
	clock   string // the file that sets the database's clock
	env     []string
	media   string
	store   *exec.Cmd
	storeAt string
	each    []*server
	port    int // of the balancer; behind it one for each server alone

	mu   sync.Mutex
	keys map[string]ssh.Signer
	host []byte // the host's key, the same on each server
}

// server is one of the servers.
type server struct {
	number int
	space  *space
	listen string
	port   int // of the balancer, for this server alone
	data   string
	log    *os.File
	cmd    *exec.Cmd
	gone   chan struct{}
}

// wait is how long people wait for a download that they do not pay for.
const wait = 4 * time.Second

func newCluster(t *testing.T, servers int, settings ...string) *cluster {
	require(t, installed("haproxy", "versitygw", "ssh", "sftp"))
	c := &cluster{t: t, dir: t.TempDir(), keys: map[string]ssh.Signer{}}
	var err error
	c.net, err = theNetwork()
	c.fatal(err)
	if c.net.own {
		t.Log("each server has a network of its own")
	} else {
		t.Log("all are at ports of the loopback: without root there is no network of one's own")
	}
	t.Cleanup(c.stop)
	c.startDatabase()
	c.startStore()
	for i := range servers {
		c.addServer(i)
	}
	c.startBalancer()
	c.newKey("boss")
	add := exec.Command(program, "admin", "add", "boss", "--key", "-", "--data", c.each[0].data)
	add.Env, add.Stdin = c.env, bytes.NewReader(ssh.MarshalAuthorizedKey(c.keys["boss"].PublicKey()))
	if out, err := add.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c.fatal(c.db.Exec(context.Background(), "library", fmt.Sprintf(`UPDATE library_time SET "offset" = %d`, -behind.Microseconds())))
	for _, s := range c.each {
		c.start(s, settings...)
	}
	for _, s := range c.each {
		c.await("server "+s.space.addr.String(), func() bool { return c.answers(s.port) })
	}
	c.await("the servers behind the balancer", func() bool { return c.answers(c.port) })
	return c
}

// startDatabase starts a PostgreSQL whose clock can be set: libfaketime adds to what
// each of its processes reads from the system what stands in a file at that moment. A
// time namespace does not cover the clock of the wall, and setting the machine's own
// would set everybody's.
func (c *cluster) startDatabase() {
	found, _ := filepath.Glob("/usr/lib/*/faketime/libfaketime.so.1")
	if len(found) == 0 {
		require(c.t, errors.New("libfaketime is not installed (Debian: faketime)"))
	}
	clocks, err := os.MkdirTemp("", "youku-clock") // that PostgreSQL's user may read
	c.fatal(err)
	c.t.Cleanup(func() { os.RemoveAll(clocks) })
	c.fatal(os.Chmod(clocks, 0o755))
	c.clock = filepath.Join(clocks, "clock")
	c.setClock(0)
	c.db, err = pgtest.StartWith([]string{"LD_PRELOAD=" + found[0], "FAKETIME_TIMESTAMP_FILE=" + c.clock,
		"FAKETIME_NO_CACHE=1", "DONT_FAKE_MONOTONIC=1", "NO_FAKE_STAT=1"},
		"listen_addresses="+c.net.backend.String())
	if errors.Is(err, pgtest.ErrNotInstalled) {
		require(c.t, err)
	}
	c.fatal(err)
	c.t.Cleanup(func() {
		if c.t.Failed() {
			c.t.Logf("PostgreSQL said:\n%s", c.db.Said(500))
		}
		c.db.Stop()
	})
	c.fatal(c.db.Exec(context.Background(), "postgres", "CREATE DATABASE library"))
}

// behind is how far the library's time is behind that of the machines: what goes by the
// wrong one of both is seen by days.
const behind = 40 * 24 * time.Hour

// setClock sets the database's clock so far from the machine's.
func (c *cluster) setClock(by time.Duration) {
	next := c.clock + ".next"
	c.fatal(os.WriteFile(next, fmt.Appendf(nil, "%+d\n", int(by.Seconds())), 0o644))
	c.fatal(os.Rename(next, c.clock))
}

func (c *cluster) startStore() {
	port, err := freePort(c.net.backend)
	c.fatal(err)
	c.storeAt = netip.AddrPortFrom(c.net.backend, uint16(port)).String()
	c.fatal(os.MkdirAll(filepath.Join(c.dir, "buckets/films"), 0o700))
	c.media = "s3://films/library?endpoint=http://" + c.storeAt + "&region=us-east-1"
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "AWS_") && !strings.HasPrefix(e, "YOUKU_") && !strings.HasPrefix(e, "PG") {
			c.env = append(c.env, e)
		}
	}
	c.env = append(c.env, "AWS_ACCESS_KEY_ID=library", "AWS_SECRET_ACCESS_KEY=a secret of the tests", "AWS_EC2_METADATA_DISABLED=true",
		"LANG=C.UTF-8", "YOUKU_MEDIA="+c.media, fmt.Sprintf("YOUKU_DATABASE=postgres://youku@%v/library?sslmode=disable", c.net.backend))
	c.resumeStore()
}

// resumeStore starts the store, with what it holds.
func (c *cluster) resumeStore() {
	c.store = exec.Command("versitygw", "--port", c.storeAt, "--quiet", "--keep-alive", "posix", filepath.Join(c.dir, "buckets"))
	c.store.Dir = c.dir
	c.store.Env = append(os.Environ(), "ROOT_ACCESS_KEY=library", "ROOT_SECRET_KEY=a secret of the tests")
	c.fatal(c.net.here.start(c.store))
	c.await("the store", func() bool {
		answer, err := http.Get("http://" + c.storeAt)
		if err == nil {
			answer.Body.Close()
		}
		return err == nil
	})
}

func (c *cluster) haltStore() {
	if c.store != nil {
		c.store.Process.Kill()
		c.store.Wait()
		c.store = nil
	}
}

func (c *cluster) addServer(i int) {
	space, err := c.net.server(i)
	c.fatal(err)
	s := &server{number: i, space: space, data: filepath.Join(c.dir, fmt.Sprintf("server%d", i))}
	port := 2222
	if !c.net.own {
		port, err = freePort(space.addr)
		c.fatal(err)
	}
	s.listen = netip.AddrPortFrom(space.addr, uint16(port)).String()
	s.log, err = os.Create(s.data + ".log")
	c.fatal(err)
	c.each = append(c.each, s)
}

// startBalancer starts HAProxy: a port behind which all servers are, and one for each.
func (c *cluster) startBalancer() {
	var config strings.Builder
	config.WriteString(`global
  log stdout format raw local0
defaults
  mode tcp
  log global
  option tcplog
  option log-health-checks
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout check 10s
  retries 3
  option redispatch 1
  option tcp-check
  tcp-check expect string SSH-2.0
  default-server send-proxy-v2 check inter 500ms fall 4 rise 1
`)
	listen := func(name string) (port int) {
		port, err := freePort(c.net.balancer)
		c.fatal(err)
		fmt.Fprintf(&config, "listen %s\n  bind %v:%d\n  balance leastconn\n", name, c.net.balancer, port)
		return port
	}
	c.port = listen("all")
	for _, s := range c.each {
		fmt.Fprintf(&config, "  server s%d %s\n", s.number, s.listen)
	}
	for _, s := range c.each {
		s.port = listen(fmt.Sprintf("alone%d", s.number))
		fmt.Fprintf(&config, "  server s%d %s\n", s.number, s.listen)
	}
	file := filepath.Join(c.dir, "haproxy.cfg")
	c.fatal(os.WriteFile(file, []byte(config.String()), 0o600))
	log, err := os.Create(filepath.Join(c.dir, "haproxy.log"))
	c.fatal(err)
	balancer := exec.Command("haproxy", "-db", "-f", file)
	balancer.Stdout, balancer.Stderr = log, log
	c.fatal(c.net.here.start(balancer))
	c.t.Cleanup(func() {
		balancer.Process.Kill()
		balancer.Wait()
		log.Close()
	})
	c.await("the balancer", func() bool {
		conn, err := net.Dial("tcp", fmt.Sprintf("%v:%d", c.net.balancer, c.port))
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
}

// start starts a server, and returns when it listens.
func (c *cluster) start(s *server, settings ...string) {
	c.t.Helper()
	if len(settings) > 0 {
		c.env = append(c.env, settings...)
	}
	s.cmd = exec.Command(program, "serve", "--data", s.data, "--listen", s.listen, "--proxy", c.net.balancer.String(),
		"--registrations", "1000", "--wait", wait.String(), "--host", "youku.example", "--ffmpeg", "no", "--log", "info")
	s.cmd.Env, s.cmd.Stdout, s.cmd.Stderr = c.env, s.log, s.log
	c.fatal(s.space.start(s.cmd))
	cmd, gone := s.cmd, make(chan struct{})
	s.gone = gone
	go func() { cmd.Wait(); close(gone) }()
	c.await("a server to listen", func() bool {
		select {
		case <-gone:
			said, _ := os.ReadFile(s.log.Name())
			c.t.Fatalf("the server ended:\n%s", said)
		default:
		}
		conn, err := net.DialTimeout("tcp", s.listen, time.Second)
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
}

func (c *cluster) kill(s *server, how syscall.Signal) {
	if s.cmd != nil {
		s.cmd.Process.Signal(how)
		<-s.gone
		s.cmd = nil
	}
}

func (c *cluster) stop() {
	for _, s := range c.each {
		c.kill(s, syscall.SIGKILL)
		if c.t.Failed() {
			c.t.Logf("what server %d said of faults:\n%s", s.number, s.faults())
		}
		s.log.Close()
	}
	c.haltStore()
}

// faults is what is in a server's log above what is usual, the last of it.
func (s *server) faults() string {
	said, _ := os.ReadFile(s.log.Name())
	var list []string
	for line := range strings.Lines(string(said)) {
		if strings.HasPrefix(line, "time=") && !strings.Contains(line, " level=INFO ") {
			list = append(list, line)
		}
	}
	return strings.Join(list[max(0, len(list)-20):], "")
}

// answers reports whether SSH answers at a port of the balancer.
func (c *cluster) answers(port int) bool {
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("%v:%d", c.net.balancer, port), time.Second)
	if err != nil {
		return false
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Second))
	var first [4]byte
	n, _ := conn.Read(first[:])
	return string(first[:n]) == "SSH-"
}

func (c *cluster) fatal(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// await asks again and again until yes.
func (c *cluster) await(what string, yes func() bool) {
	c.t.Helper()
	for deadline := time.Now().Add(patience); !yes(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(deadline) {
			c.t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (c *cluster) newKey(name string) ssh.Signer {
	c.t.Helper()
	_, private, err := ed25519.GenerateKey(nil)
	c.fatal(err)
	signer, err := ssh.NewSignerFromKey(private)
	c.fatal(err)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keys[name] = signer
	return signer
}

// check runs the operator's check of everything.
func (c *cluster) check() {
	c.t.Helper()
	check := exec.Command(program, "check", "--data", c.each[0].data)
	check.Env = c.env
	if out, err := check.CombinedOutput(); err != nil {
		c.t.Errorf("check: %v\n%s", err, out)
	} else {
		c.t.Logf("check: %s", bytes.TrimSpace(out))
	}
}
