//go:build linux

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	pkgsftp "github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
)

// tap is a client's line that can be shut: then the client takes nothing from
// it any more, as one that was stopped (SIGSTOP) in its terminal.
type tap struct {
	net.Conn
	shut chan struct{}
	gone chan struct{}
	once sync.Once
}

func (t *tap) Read(p []byte) (int, error) {
	select {
	case <-t.shut:
		<-t.gone
		return 0, net.ErrClosed
	default:
		return t.Conn.Read(p)
	}
}

func (t *tap) Close() error {
	t.once.Do(func() { close(t.gone) })
	return t.Conn.Close()
}

// stopping is a client that will be stopped.
func (k *killed) stopping(name string) (*ssh.Client, func()) {
	k.t.Helper()
	nc, err := net.Dial("tcp", k.addr)
	k.fatal(err)
	line := &tap{Conn: nc, shut: make(chan struct{}), gone: make(chan struct{})}
	conn, chans, reqs, err := ssh.NewClientConn(line, k.addr, &ssh.ClientConfig{
		User: name, Auth: []ssh.AuthMethod{ssh.PublicKeys(k.keys[name])}, HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
	k.fatal(err)
	k.t.Cleanup(func() { _ = line.Close() })
	return ssh.NewClient(conn, chans, reqs), func() { close(line.shut) }
}

// mostStopped bounds what a client that reads nothing any more costs, in KiB,
// with all that belongs to its connection.
const mostStopped = 2000

// Fifty each of people who pipe a movie, fetch one by SFTP, and look at a screen
// stop reading. They cost little, no one notices, and a shutdown waits for them
// no longer than for anybody.
func TestStopped(t *testing.T) {
	k := newKilled(t)
	k.start("--drain", "3s", "--account-connections", "200")
	boss := k.vip("boss")
	id := k.publishLong(boss)
	var ready struct{ Path string }
	k.fatal(json.Unmarshal([]byte(k.must(boss.run(fmt.Sprint("request ", id, " --json"), ""))), &ready))

	kinds := []struct {
		name string
		stop func()
	}{
		{"get", func() {
			c, stop := k.stopping("boss")
			s, err := c.NewSession()
			k.fatal(err)
			out, err := s.StdoutPipe()
			k.fatal(err)
			k.fatal(s.Start(fmt.Sprint("get ", id)))
			_, err = io.ReadFull(out, make([]byte, 1<<20))
			k.fatal(err)
			stop()
		}},
		{"SFTP", func() {
			c, stop := k.stopping("boss")
			client, err := pkgsftp.NewClient(c)
			k.fatal(err)
			f, err := client.Open(ready.Path)
			k.fatal(err)
			begun := &first{at: 1 << 20, seen: make(chan struct{})}
			go func() { _, _ = f.WriteTo(begun) }()
			<-begun.seen
			stop()
		}},
		{"screen", func() {
			c, stop := k.stopping("boss")
			s, err := c.NewSession()
			k.fatal(err)
			keys, err := s.StdinPipe()
			k.fatal(err)
			out, err := s.StdoutPipe()
			k.fatal(err)
			k.fatal(s.RequestPty("xterm-256color", 40, 120, ssh.TerminalModes{}))
			k.fatal(s.Shell())
			_, err = io.ReadFull(out, make([]byte, 2000))
			k.fatal(err)
			stop()
			_, err = io.WriteString(keys, strings.Repeat("L", 50))
			k.fatal(err)
		}},
	}
	for _, kind := range kinds { // what one of each costs is there already
		kind.stop()
	}
	const many = 50
	for _, kind := range kinds {
		before := k.memory()
		for range many {
			kind.stop()
		}
		k.must(boss.run("movies", ""))
		grown := (k.memory() - before) / many
		t.Logf("each stopped %s costs %d KiB", kind.name, grown)
		if grown > mostStopped {
			t.Errorf("each stopped %s costs %d KiB, want %d at most", kind.name, grown, mostStopped)
		}
	}
	before := k.memory()
	for i := range 5 { // all screens are drawn anew
		k.must(boss.run(fmt.Sprint("post Notice", i), "x"))
	}
	if grown := k.memory() - before; grown > 16<<10 {
		t.Errorf("five notices cost %d KiB", grown)
	}

	k.fatal(k.server.Process.Signal(syscall.SIGTERM))
	ended := make(chan error, 1)
	go func() { ended <- k.server.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the server ended with %v", err)
		}
		k.server = nil
	case <-time.After(patience):
		t.Error("the shutdown is held up")
	}
}

// first tells when so many bytes have come.
type first struct {
	at   int
	seen chan struct{}
}

func (f *first) Write(p []byte) (int, error) {
	if f.at > 0 && f.at <= len(p) {
		close(f.seen)
	}
	f.at -= len(p)
	return len(p), nil
}

// vip registers the admin and makes a VIP of them.
func (k *killed) vip(name string) person {
	k.t.Helper()
	p := k.as(name, name)
	k.must(p.run("register "+name, ""))
	p.close()
	p = k.as(name, name)
	k.must(p.run("credit "+name+" 15", ""))
	k.must(p.run("vip month", ""))
	return p
}

// publishLong publishes a movie that fits into no buffer on its way.
func (k *killed) publishLong(boss person) (id int) {
	k.t.Helper()
	sftp, err := pkgsftp.NewClient(boss.client)
	k.fatal(err)
	defer sftp.Close()
	clip, err := os.ReadFile("../../media/demo/brocade.mp4")
	k.fatal(err)
	box := make([]byte, 48<<20)
	box[0], box[1] = 0x03, 0x00 // its length
	copy(box[4:], "free")
	f, err := sftp.Create("/incoming/long.mp4")
	k.fatal(err)
	_, err = f.ReadFrom(bytes.NewReader(append(clip, box...)))
	k.fatal(err)
	k.fatal(f.Close())
	var out string
	if !awaits(func() bool {
		out, err = boss.run("publish long.mp4 --title Long --free --json", "")
		return err == nil
	}) {
		k.t.Fatal(err)
	}
	var m struct{ ID int }
	k.fatal(json.Unmarshal([]byte(out), &m))
	return m.ID
}

// memory is what the server has of the machine's, in KiB.
func (k *killed) memory() int {
	k.t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", k.server.Process.Pid))
	k.fatal(err)
	_, rest, _ := strings.Cut(string(status), "VmRSS:")
	n, err := strconv.Atoi(strings.Fields(rest)[0])
	k.fatal(err)
	return n
}
