package sftp_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
)

// bytesOf makes n bytes that repeat nowhere.
func bytesOf(n int) []byte {
	r := rand.NewChaCha8([32]byte{byte(n)})
	b := make([]byte, n)
	_, _ = r.Read(b)
	return b
}

const film = "/downloads/0007-城南旧事.mp4"

// newServer is a server with one movie and a folder to put more into.
func newServer(t *testing.T) (*sftptest.Server, *sftptest.Memory, []byte) {
	t.Helper()
	m := sftptest.NewMemory("/downloads", "/incoming")
	data := bytesOf(3<<20 + 17)
	m.Put(film, data)
	m.Put("/downloads/0002-b.mp4", []byte("bb"))
	m.Refuse = func(path string) error {
		if strings.HasSuffix(path, "wait.mp4") {
			return notReady{}
		}
		return nil
	}
	m.Put("/downloads/0009-wait.mp4", []byte("not yet"))
	return sftptest.Start(t, m), m, data
}

type notReady struct{}

func (notReady) Error() string      { return "refused: not_ready" }
func (notReady) ClientText() string { return "Ready in 23 seconds · 还要等 23 秒" }

func same(t *testing.T, what string, got, want []byte) {
	t.Helper()
	if !bytes.Equal(got, want) {
		t.Errorf("%s: %d bytes arrived, which are not the %d that were sent", what, len(got), len(want))
	}
}

func TestOpenSSH_Get(t *testing.T) {
	s, _, data := newServer(t)
	r := s.SFTP(t, "ls -la /", "ls -l /downloads", "get "+film+" a.mp4", "df /", "pwd")
	if r.Exit != 0 {
		t.Fatal("sftp failed")
	}
	same(t, "get", s.Read(t, "a.mp4"), data)
	for _, want := range []string{"downloads", "0007-城南旧事.mp4", "-rw-r--r--", "Remote working directory: /"} {
		if !strings.Contains(r.Out, want) {
			t.Errorf("no %q in what was shown", want)
		}
	}
}

func TestOpenSSH_Reget(t *testing.T) {
	s, _, data := newServer(t)
	s.Write(t, "a.mp4", data[:1<<20])
	if r := s.SFTP(t, "reget "+film+" a.mp4"); r.Exit != 0 {
		t.Fatal("reget failed")
	}
	same(t, "reget", s.Read(t, "a.mp4"), data)
}

func TestOpenSSH_PutAndResume(t *testing.T) {
	s, m, data := newServer(t)
	s.Write(t, "up.mp4", data)
	if r := s.SFTP(t, "put -p up.mp4 /incoming/whole.mp4"); r.Exit != 0 {
		t.Fatal("put failed")
	}
	same(t, "put", m.Data("/incoming/whole.mp4"), data)
	m.Put("/incoming/half.mp4", data[:1<<20])
	if r := s.SFTP(t, "put -a up.mp4 /incoming/half.mp4"); r.Exit != 0 {
		t.Fatal("put -a failed")
	}
	same(t, "put -a", m.Data("/incoming/half.mp4"), data)
	if r := s.SFTP(t, "put -f up.mp4 /incoming/half.mp4", "rename /incoming/half.mp4 /incoming/b.mp4", "rm /incoming/whole.mp4"); r.Exit != 0 {
		t.Fatal("put -f, rename, rm failed")
	}
	same(t, "put again", m.Data("/incoming/b.mp4"), data)
	if m.Data("/incoming/whole.mp4") != nil || m.Data("/incoming/half.mp4") != nil {
		t.Error("rename or rm did nothing")
	}
	if log := strings.Join(m.Log(), ","); !strings.Contains(log, "sync /incoming/half.mp4") || strings.Contains(log, "lost") {
		t.Errorf("opened and closed: %s", log)
	}
}

func TestOpenSSH_Refused(t *testing.T) {
	s, _, _ := newServer(t)
	r := s.SFTP(t, "get /downloads/0009-wait.mp4 w.mp4")
	if r.Exit == 0 || s.Read(t, "w.mp4") != nil {
		t.Error("it was fetched before it was ready")
	}
	if !strings.Contains(r.Stderr, "还要等 23 秒") {
		t.Errorf("no one says why: %s", r.Stderr)
	}
	for _, line := range []string{"get /downloads/none.mp4 n", "mkdir /x", "rmdir /downloads", "ln -s /downloads/a /b", "put key /none/a"} {
		if r := s.SFTP(t, line); r.Exit == 0 || strings.Contains(r.Stderr, "sftp:") {
			t.Errorf("%s: %+v", line, r)
		}
	}
}

func TestOpenSSH_SCP(t *testing.T) {
	s, m, data := newServer(t)
	if r := s.SCP(t, ":"+film, "a.mp4"); r.Exit != 0 {
		t.Fatal("scp from the server failed")
	}
	same(t, "scp", s.Read(t, "a.mp4"), data)
	if r := s.SCP(t, "-p", "a.mp4", ":~/incoming/"); r.Exit != 0 {
		t.Fatal("scp to the server failed")
	}
	same(t, "scp", m.Data("/incoming/a.mp4"), data)
	if r := s.SCP(t, "-r", ":downloads/000[27]*", "."); r.Exit != 0 {
		t.Fatal("scp of a pattern failed")
	}
	same(t, "pattern", s.Read(t, "0002-b.mp4"), []byte("bb"))
}

func TestPuTTY(t *testing.T) {
	s, m, data := newServer(t)
	s.Write(t, "up.mp4", data)
	batch := strings.Join([]string{"ls /downloads", "get " + film + " a.mp4", "put up.mp4 /incoming/p.mp4", "mv /incoming/p.mp4 /incoming/q.mp4", "quit"}, "\n") + "\n"
	s.Write(t, "batch", []byte(batch))
	r := s.PuTTY(t, "", "psftp", "-b", s.File("batch"), sftptest.User+"@"+s.Host)
	if r.Exit != 0 {
		t.Fatal("psftp failed")
	}
	same(t, "psftp get", s.Read(t, "a.mp4"), data)
	same(t, "psftp put", m.Data("/incoming/q.mp4"), data)
	s.Write(t, "half.mp4", data[:1<<20])
	s.Write(t, "batch", []byte("reget "+film+" half.mp4\nget /downloads/0009-wait.mp4 w\n"))
	r = s.PuTTY(t, "", "psftp", "-b", s.File("batch"), sftptest.User+"@"+s.Host)
	same(t, "psftp reget", s.Read(t, "half.mp4"), data)
	if !strings.Contains(r.Stderr+r.Out, "还要等 23 秒") {
		t.Errorf("psftp does not say why")
	}
	if r := s.PuTTY(t, "", "pscp", "-sftp", sftptest.User+"@"+s.Host+":"+film, "c.mp4"); r.Exit != 0 {
		t.Fatal("pscp -sftp failed")
	}
	same(t, "pscp", s.Read(t, "c.mp4"), data)
}

func TestLFTP(t *testing.T) {
	s, m, data := newServer(t)
	s.Write(t, "up.mp4", data)
	r := s.LFTP(t, "cls -l /downloads; get "+film+" -o a.mp4; pget -n 4 "+film+" -o b.mp4; put up.mp4 -o /incoming/l.mp4; mv /incoming/l.mp4 /incoming/m.mp4")
	if r.Exit != 0 {
		t.Fatal("lftp failed")
	}
	same(t, "lftp get", s.Read(t, "a.mp4"), data)
	same(t, "lftp pget", s.Read(t, "b.mp4"), data)
	same(t, "lftp put", m.Data("/incoming/m.mp4"), data)
	s.Write(t, "c.mp4", data[:1<<20])
	if r := s.LFTP(t, "get -c "+film+" -o c.mp4; mirror /downloads down --exclude wait"); r.Exit != 0 {
		t.Fatal("lftp get -c failed")
	}
	same(t, "lftp get -c", s.Read(t, "c.mp4"), data)
	same(t, "lftp mirror", s.Read(t, "down/"+filepath.Base(film)), data)
}

func TestCurl(t *testing.T) {
	s, m, data := newServer(t)
	if r := s.Curl(t, "/downloads/0007-%E5%9F%8E%E5%8D%97%E6%97%A7%E4%BA%8B.mp4", "-o", "a.mp4"); r.Exit != 0 {
		t.Fatal("curl failed")
	}
	same(t, "curl", s.Read(t, "a.mp4"), data)
	s.Write(t, "b.mp4", data[:1<<20])
	if r := s.Curl(t, "/downloads/0007-%E5%9F%8E%E5%8D%97%E6%97%A7%E4%BA%8B.mp4", "-C", "-", "-o", "b.mp4"); r.Exit != 0 {
		t.Fatal("curl -C failed")
	}
	same(t, "curl -C", s.Read(t, "b.mp4"), data)
	r := s.Curl(t, "/downloads/0007-%E5%9F%8E%E5%8D%97%E6%97%A7%E4%BA%8B.mp4", "-r", "1000-1999", "-o", "c.mp4")
	if r.Exit != 0 {
		t.Fatal("curl -r failed")
	}
	same(t, "curl -r", s.Read(t, "c.mp4"), data[1000:2000])
	s.Write(t, "up.mp4", data)
	if r := s.Curl(t, "/incoming/c.mp4", "-T", "up.mp4"); r.Exit != 0 {
		t.Fatal("curl -T failed")
	}
	same(t, "curl -T", m.Data("/incoming/c.mp4"), data)
	s.Write(t, "tail", data[1<<20:])
	m.Put("/incoming/d.mp4", data[:1<<20])
	if r := s.Curl(t, "/incoming/d.mp4", "-a", "-T", "tail"); r.Exit != 0 {
		t.Fatal("curl -a failed")
	}
	same(t, "curl -a", m.Data("/incoming/d.mp4"), data)
	if r := s.Curl(t, "/downloads/"); r.Exit != 0 || !strings.Contains(r.Out, "0002-b.mp4") {
		t.Fatal("curl does not list")
	}
}

func TestRclone(t *testing.T) {
	s, m, data := newServer(t)
	s.Write(t, "up.mp4", data)
	for _, args := range [][]string{
		{"lsl", "youku:/downloads"},
		{"copyto", "youku:" + film, "a.mp4"},
		{"copyto", "--multi-thread-streams", "4", "--multi-thread-cutoff", "1M", "youku:" + film, "b.mp4"},
		{"copyto", "up.mp4", "youku:/incoming/r.mp4"},
		{"moveto", "youku:/incoming/r.mp4", "youku:/incoming/s.mp4"},
		{"about", "youku:/"},
	} {
		if r := s.Rclone(t, args...); r.Exit != 0 {
			t.Fatalf("rclone %s failed", args[0])
		}
	}
	same(t, "rclone", s.Read(t, "a.mp4"), data)
	same(t, "rclone, four streams", s.Read(t, "b.mp4"), data)
	same(t, "rclone up", m.Data("/incoming/s.mp4"), data)
	if r := s.Rclone(t, "copyto", "youku:/downloads/0009-wait.mp4", "w"); r.Exit == 0 || !strings.Contains(r.Stderr, "还要等") {
		t.Error("rclone does not say why")
	}
}

func TestSSHFS(t *testing.T) {
	s, m, data := newServer(t)
	at := s.Mount(t)
	got, err := os.ReadFile(at + film)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "sshfs", got, data)
	if err := os.WriteFile(at+"/incoming/f.mp4", data, 0o600); err != nil {
		t.Fatal(err)
	}
	same(t, "sshfs", m.Data("/incoming/f.mp4"), data)
}

// A cable that is pulled in mid-file closes it unclean.
func TestCut(t *testing.T) {
	s, m, data := newServer(t)
	sftptest.Need(t, "sftp")
	s.Write(t, "up.mp4", data)
	args := append(s.OpenSSH(), "-l", "2000", "-b", "-", sftptest.User+"@"+s.Host) // kbit/s: it would take 12 s
	cmd := s.Command(t.Context(), "sftp", args...)
	cmd.Stdin = strings.NewReader("put up.mp4 /incoming/cut.mp4\n")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	awaits(t, "the upload to begin", func() bool { return len(m.Data("/incoming/cut.mp4")) > 0 })
	s.Cut()
	if cmd.Wait() == nil {
		t.Error("sftp says that all is well")
	}
	awaits(t, "the file to be given up", func() bool { return strings.Contains(fmt.Sprint(m.Log()), "lost /incoming/cut.mp4") })
}

func awaits(t *testing.T, what string, yes func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !yes(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

var _ sftp.ClientError = notReady{}
