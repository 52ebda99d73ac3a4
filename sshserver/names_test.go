package sshserver

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// hostileNames is what clients call a file, so that it comes to lie elsewhere,
// is seen as another, or breaks what shows it.
var hostileNames = []struct{ what, name string }{
	{"Empty", ""},
	{"Dot", "."},
	{"DotDot", ".."},
	{"Up", "../../../../../../tmp/youku-escaped"},
	{"UpFromIncoming", "/incoming/../../../../../tmp/youku-escaped"},
	{"UpAndBack", "/incoming/../incoming/../../youku-escaped"},
	{"EmptyComponents", "//incoming//..//..//youku-escaped"},
	{"Absolute", "/tmp/youku-escaped"},
	{"Data", "/incoming/../youku.db"},
	{"HostKey", "/../host_ed25519"},
	{"Home", "~root/.ssh/authorized_keys"},
	{"Proc", "/proc/self/environ"},
	{"NUL", "/incoming/a\x00/../b"},
	{"NULTail", "/incoming/a.mp4\x00.txt"},
	{"ESC", "/incoming/\x1b]0;owned\x07.mp4"},
	{"C1", "/incoming/\u009b2J.mp4"},
	{"Newline", "/incoming/a\nD0755 0 x\n"},
	{"Bidi", "/incoming/\u202egpm.exe"},
	{"Backslash", `/incoming/..\..\youku-escaped`},
	{"Drive", `C:\youku-escaped`},
	{"BadUTF8", "/incoming/\xff\xfe.mp4"},
	{"Overlong", "/incoming/\xc0\xaf..\xc0\xafescaped"},
	{"FullWidth", "/incoming/．．／escaped"},
	{"Long", "/incoming/" + strings.Repeat("a", 4096)},
	{"LongAlone", strings.Repeat("a", 4096)},
	{"Deep", "/incoming" + strings.Repeat("/a", 1000)},
	{"ManyUps", "/incoming/" + strings.Repeat("../", 1000) + "tmp/youku-escaped"},
	{"Option", "/incoming/-rf"},
	{"Device", "/incoming/CON"},
	{"Plain", "/incoming/plain.mp4"},
}

// No name from a client is a path on the disk. Whatever an admin's client asks
// for, over SFTP and both kinds of SCP, what lies in the data folder afterwards
// has names of our own, what lay there is what it was, and around it nothing is
// new.
func TestNames_NeverReachTheDisk(t *testing.T) {
	h := newTestServer(t, Config{})
	boss := newKey(t)
	h.user("boss", "", boss)
	h.vouch("boss", boss)
	canary := filepath.Join(filepath.Dir(h.dir), "canary")
	if err := os.WriteFile(canary, []byte("sings"), 0o600); err != nil {
		t.Fatal(err)
	}
	around := listing(t, filepath.Dir(h.dir))
	c := h.in("boss", keysOf(boss)...)

	for _, n := range hostileNames {
		t.Run("SFTP/"+n.what, func(t *testing.T) {
			s := newRawSFTP(t, c)
			for kind, p := range s.everyRequest(n.name) {
				if !s.answered(p) {
					t.Errorf("%s ended the session", kind)
					s = newRawSFTP(t, c)
				}
			}
		})
		t.Run("SCP/"+n.what, func(t *testing.T) {
			base := n.name[strings.LastIndexByte(n.name, '/')+1:]
			for _, said := range []string{
				"C0644 5 " + n.name + "\n", "C0644 5 " + base + "\n", "D0755 0 " + n.name + "\n", "D0755 0 ..\n",
				"T0 0 0 0\nC4755 5 " + base + "\n",
			} {
				for _, target := range []string{"/incoming", "/incoming/", "'" + strings.ReplaceAll(n.name, "'", "") + "'", "-d /", "-r -- .."} {
					rawSCP(c, "scp -t "+target, said+"12345\x00E\n")
				}
			}
			rawSCP(c, "scp -f '"+n.name+"'", "\x00\x00\x00\x00")
			rawSCP(c, "scp -r -f '"+n.name+"'", "\x00\x00\x00\x00")
		})
	}
	t.Run("OpenSSH", h.copyNames)

	after := listing(t, filepath.Dir(h.dir))
	ours := regexp.MustCompile(`^[^/]+/(youku\.db(-wal|-shm)?|movies/incoming/[0-9a-z]{16,64})$`)
	taken := 0
	for path, is := range after {
		was, old := around[path]
		switch {
		case old && was != is && !ours.MatchString(path):
			t.Errorf("%q was changed", path)
		case !old && !ours.MatchString(path):
			t.Errorf("%q is new", path)
		case !old:
			taken++
		}
	}
	for path := range around {
		if _, still := after[path]; !still && !ours.MatchString(path) {
			t.Errorf("%q is gone", path)
		}
	}
	for _, escaped := range []string{"/tmp/youku-escaped", "/youku-escaped"} {
		if _, err := os.Lstat(escaped); err == nil {
			t.Errorf("%s was made", escaped)
		}
	}
	rows, err := h.intake.Incoming(t.Context(), store.Operator())
	if err != nil || len(rows) == 0 || taken == 0 {
		t.Errorf("nothing was taken at all: %d rows, %d files, %v", len(rows), taken, err)
	}
	for _, r := range rows {
		if clean, err := store.CheckIncomingName(r.Name); err != nil || clean != r.Name {
			t.Errorf("an upload is called %q", r.Name)
		}
	}
}

// listing is every file under a folder with the hash of its bytes; of what
// grows by itself only the name counts.
func listing(t *testing.T, root string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(path)
		found[rel] = fmt.Sprintf("%v %x", d.Type(), sha256.Sum256(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// copyNames lets the real scp, new and old, and sftp send files with odd names.
func (h *testServer) copyNames(t *testing.T) {
	needs(t, "scp")
	needs(t, "sftp")
	o := newOpenSSH(t, h, "not asked for")
	h.vouch("boss", o.addKey(t, true))
	host, port, _ := net.SplitHostPort(h.addr)
	dir := t.TempDir()
	var files []string
	for i, name := range []string{"-rf", "a\nb", "a\x1b[2J", `back\slash`, "\xff", " ", "~", "a;rm -rf x", "$(id)", "`id`", "*", "[a-z]?", strings.Repeat("长", 80)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(fmt.Sprint("bytes ", i)), 0o600); err != nil {
			t.Fatal(err)
		}
		files = append(files, "./"+name)
	}
	options := []string{"-F", "none", "-P", port, "-i", o.keys[0], "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes",
		"-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(o.dir, "known"), "-o", "LogLevel=ERROR"}
	for _, f := range files {
		for _, old := range []string{"-s", "-O"} {
			for _, target := range []string{"/incoming/", "/incoming/../..", "../../tmp/youku-escaped"} {
				args := append(append([]string{old}, options...), f, "boss@"+host+":"+target)
				cmd := exec.CommandContext(t.Context(), "scp", args...)
				cmd.Dir = dir
				_, _ = cmd.CombinedOutput() // taken or refused: what lies on the disk tells
			}
		}
	}
}

// rawSFTP speaks SFTP packet by packet.
type rawSFTP struct {
	ch   io.ReadWriter
	id   uint32
	name string // of a file that is open
	open []byte // its handle
}

func newRawSFTP(t *testing.T, c *gossh.Client) *rawSFTP {
	t.Helper()
	ch, reqs, err := c.OpenChannel("session", nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = ch.Close() })
	go gossh.DiscardRequests(reqs)
	go func() { _, _ = io.Copy(io.Discard, ch.Stderr()) }()
	if ok, err := ch.SendRequest("subsystem", true, gossh.Marshal(struct{ V string }{"sftp"})); !ok || err != nil {
		t.Fatal(ok, err)
	}
	s := &rawSFTP{ch: ch, name: "/incoming/" + rand.Text() + ".mp4"}
	if !s.answered([]byte{1, 0, 0, 0, 3}) {
		t.Fatal("no greeting")
	}
	reply := s.ask(s.packet(3, str(s.name), u32(0x1a), u32(0))) // write, create, truncate
	if len(reply) < 9 || reply[0] != 102 {
		t.Fatalf("open: %x", reply)
	}
	s.open = reply[9:]
	t.Cleanup(func() { s.answered(s.packet(4, str(string(s.open)))) })
	return s
}

func str(s string) []byte { return append(u32(uint32(len(s))), s...) }
func u32(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
func u64(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func (s *rawSFTP) packet(kind byte, parts ...[]byte) []byte {
	s.id++
	return append(append([]byte{kind}, u32(s.id)...), bytes.Join(parts, nil)...)
}

// ask sends a packet and gives the answer; nil when the session is over.
func (s *rawSFTP) ask(p []byte) []byte {
	if _, err := s.ch.Write(append(u32(uint32(len(p))), p...)); err != nil {
		return nil
	}
	head := make([]byte, 4)
	if _, err := io.ReadFull(s.ch, head); err != nil {
		return nil
	}
	reply := make([]byte, binary.BigEndian.Uint32(head))
	if _, err := io.ReadFull(s.ch, reply); err != nil {
		return nil
	}
	return reply
}

func (s *rawSFTP) answered(p []byte) bool { return s.ask(p) != nil }

// everyRequest is each kind of request that has a name in it, and each way to
// make of it a link to another.
func (s *rawSFTP) everyRequest(name string) map[string][]byte {
	none := u32(0)
	size := func(n uint64) []byte { return append(u32(1), u64(n)...) }
	extended := func(what string, parts ...[]byte) []byte {
		return s.packet(200, append([][]byte{str(what)}, parts...)...)
	}
	target := str("/incoming/target.mp4")
	return map[string][]byte{
		"open to make":      s.packet(3, str(name), u32(0x1a), none),
		"open to append":    s.packet(3, str(name), u32(0x0e), none),
		"open to read":      s.packet(3, str(name), u32(1), none),
		"open with a mode":  s.packet(3, str(name), u32(0x1a), append(u32(4), u32(0o4777)...)),
		"opendir":           s.packet(11, str(name)),
		"lstat":             s.packet(7, str(name)),
		"stat":              s.packet(17, str(name)),
		"realpath":          s.packet(16, str(name)),
		"readlink":          s.packet(19, str(name)),
		"setstat":           s.packet(9, str(name), size(1<<62)),
		"setstat beyond":    s.packet(9, str(name), size(1<<64-1)),
		"mkdir":             s.packet(14, str(name), none),
		"rmdir":             s.packet(15, str(name)),
		"rename from":       s.packet(18, str(name), target),
		"rename to":         s.packet(18, target, str(name)),
		"symlink from":      s.packet(20, str(name), str("/incoming/link")),
		"symlink to":        s.packet(20, str("/incoming/link"), str(name)),
		"symlink to etc":    s.packet(20, str("/etc/passwd"), str(name)),
		"hardlink from":     extended("hardlink@openssh.com", str(name), str("/incoming/link")),
		"hardlink to":       extended("hardlink@openssh.com", str(s.name), str(name)),
		"posix-rename from": extended("posix-rename@openssh.com", str(name), target),
		"posix-rename to":   extended("posix-rename@openssh.com", target, str(name)),
		"lsetstat":          extended("lsetstat@openssh.com", str(name), size(1<<40)),
		"expand-path":       extended("expand-path@openssh.com", str(name)),
		"home-directory":    extended("home-directory", str(name)),
		"statvfs":           extended("statvfs@openssh.com", str(name)),
		"copy-data":         extended("copy-data", str(name), u64(0), u64(0), str(name), u64(0)),
		"of another":        extended(name, str(name)),
		"remove":            s.packet(13, str(name)),
	}
}

// rawSCP starts an scp on the other side and says something to it.
func rawSCP(c *gossh.Client, line, said string) {
	s, err := c.NewSession()
	if err != nil {
		return
	}
	defer s.Close()
	s.Stdin = strings.NewReader(said)
	done := make(chan struct{})
	go func() { _ = s.Run(line); close(done) }()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
	}
}
