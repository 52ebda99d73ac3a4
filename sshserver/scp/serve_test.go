package scp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"youku.example/sshserver/scp"
	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
)

// wire is a channel whose client has sent all that it ever will.
type wire struct {
	in  io.Reader
	out bytes.Buffer
}

func (w *wire) Read(p []byte) (int, error)  { return w.in.Read(p) }
func (w *wire) Write(p []byte) (int, error) { return w.out.Write(p) }

// run serves one command to a client that says all of this at once.
func run(t *testing.T, fs sftp.FS, command, said string) (out string, exit int) {
	t.Helper()
	r, ok := scp.Parse(strings.Fields(command))
	if !ok {
		t.Fatalf("%q is no scp", command)
	}
	w := &wire{in: strings.NewReader(said)}
	exit = scp.Serve(t.Context(), w, fs, r, sftp.Options{})
	return w.out.String(), exit
}

func TestServe_Sink(t *testing.T) {
	const bad = "\x00\x02scp: "
	for name, tc := range map[string]struct {
		said, out string
		exit      int
		log       string
	}{
		"OK":          {"C0644 3 a\nabc\x00", "\x00\x00\x00", 0, "open /in/a,close /in/a"},
		"Times":       {"T1 0 1 0\nC0644 3 a\nabc\x00", "\x00\x00\x00\x00", 0, "open /in/a,close /in/a"},
		"Cut":         {"C0644 3 a\nab", "\x00\x00", 1, "open /in/a,lost /in/a"},
		"NoLastByte":  {"C0644 3 a\nabc", "\x00\x00", 1, "open /in/a,lost /in/a"},
		"SenderFails": {"C0644 3 a\nabc\x01oh\n", "\x00\x00\x01scp: a: not sent whole\n", 1, "open /in/a,lost /in/a"},
		"Up":          {"C0644 3 ../a\n", bad + "unexpected file name\n", 1, ""},
		"UpAlone":     {"C0644 3 ..\n", bad + "unexpected file name\n", 1, ""},
		"Slash":       {"C0644 3 x/a\n", bad + "unexpected file name\n", 1, ""},
		"Escape":      {"C0644 3 \x1b[2J\nC0644 3 a\nabc\x00", "\x00\x01scp: That name can't be used\n\x00\x00", 1, "open /in/a,close /in/a"},
		"GBK":         {"C0644 3 \xb5\xe7\xd3\xb0\n", "\x00\x01scp: That name can't be used\n", 1, ""},
		"Folder":      {"D0755 0 new\n", bad + "protocol error\n", 1, ""},
		"NoName":      {"C0644 3 \n", bad + "unexpected file name\n", 1, ""},
		"Negative":    {"C0644 -3 a\n", bad + "protocol error\n", 1, ""},
		"Huge":        {"C0644 9999999999999999 a\n", bad + "protocol error\n", 1, ""},
		"Mode":        {"C9999 3 a\n", bad + "protocol error\n", 1, ""},
		"Garbage":     {"hello\n", bad + "protocol error\n", 1, ""},
		"Blank":       {"\n", bad + "protocol error\n", 1, ""},
		"Nothing":     {"", "\x00", 0, ""},
		"Long":        {"C" + strings.Repeat("0", 10000), bad + "protocol error\n", 1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := sftptest.NewMemory("/in")
			out, exit := run(t, m, "scp -t /in", tc.said)
			if out != tc.out || exit != tc.exit {
				t.Errorf("said %q and exit %d, want %q and %d", out, exit, tc.out, tc.exit)
			}
			if log := strings.Join(m.Log(), ","); log != tc.log {
				t.Errorf("opened and closed: %q", log)
			}
		})
	}
}

// With -r folders that are there are entered; that of `scp -r dir/.` is the
// target itself.
func TestServe_SinkFolders(t *testing.T) {
	for name, tc := range map[string]struct{ said, out, log string }{
		"Itself":   {"T1 0 1 0\nD0755 0 .\nC0644 1 a\nx\x00E\nC0644 1 b\nx\x00", strings.Repeat("\x00", 8), "open /in/a,close /in/a,open /in/b,close /in/b"},
		"New":      {"D0755 0 new\nC0644 1 a\nx\x00", "\x00\x01scp: new: Permission denied\n\x00\x00", "open /in/a,close /in/a"},
		"InItself": {"D0755 0 .\nD0755 0 new\nC0644 1 a\nx\x00E\n", "\x00\x00\x01scp: new: Permission denied\n\x00\x00\x00", "open /in/a,close /in/a"},
		"Up":       {"D0755 0 ..\n", "\x00\x02scp: unexpected file name\n", ""},
		"TooMany":  {"E\n", "\x00\x02scp: protocol error\n", ""},
		"Deep":     {strings.Repeat("D0755 0 .\n", 17), strings.Repeat("\x00", 17) + "\x01scp: .: too deep\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := sftptest.NewMemory("/in")
			out, _ := run(t, m, "scp -r -t /in", tc.said)
			if out != tc.out {
				t.Errorf("said %q, want %q", out, tc.out)
			}
			if log := strings.Join(m.Log(), ","); log != tc.log {
				t.Errorf("opened and closed: %q", log)
			}
		})
	}
}

func TestServe_Source(t *testing.T) {
	for name, tc := range map[string]struct {
		command, said, out string
		exit               int
	}{
		"OK":       {"scp -f /in/a", "\x00\x00\x00", "C0644 3 a\nabc\x00", 0},
		"Times":    {"scp -pf /in/a", "\x00\x00\x00\x00", "T1700000000 0 1700000000 0\nC0644 3 a\nabc\x00", 0},
		"Refused":  {"scp -f /in/a /in/b", "\x00\x01no room\n\x00\x00", "C0644 3 a\nC0644 0 b\n\x00", 1},
		"Fatal":    {"scp -f /in/a /in/b", "\x00\x02no\n", "C0644 3 a\n", 1},
		"None":     {"scp -f /in/c /in/b", "\x00\x00\x00", "\x01scp: /in/c: No such file\nC0644 0 b\n\x00", 1},
		"Escape":   {"scp -f /in/\x1b /in/b", "\x00\x00\x00", "\x01scp: No such file\nC0644 0 b\n\x00", 1},
		"Rude":     {"scp -f /in/a", "hello", "", 1},
		"Gone":     {"scp -f /in/a", "", "", 1},
		"Folder":   {"scp -rf /in", strings.Repeat("\x00", 9), "D0755 0 in\nC0644 3 a\nabc\x00C0644 0 b\n\x00E\n", 0},
		"FolderIn": {"scp -rf /", strings.Repeat("\x00", 9), "D0755 0 in\nC0644 3 a\nabc\x00C0644 0 b\n\x00E\n", 0},
	} {
		t.Run(name, func(t *testing.T) {
			m := sftptest.NewMemory("/in")
			m.Put("/in/a", []byte("abc"))
			m.Put("/in/b", nil)
			out, exit := run(t, m, tc.command, tc.said)
			if out != tc.out || exit != tc.exit {
				t.Errorf("said %q and exit %d, want %q and %d", out, exit, tc.out, tc.exit)
			}
			if n := len(m.Log()); n%2 != 0 {
				t.Errorf("opened and closed: %v", m.Log())
			}
		})
	}
}

// failing is a file system whose files can't be read or written.
type failing struct{ *sftptest.Memory }

type failingFile struct{ sftp.File }

func (f failing) Open(ctx context.Context, p string, flags sftp.Flags) (sftp.File, error) {
	file, err := f.Memory.Open(ctx, p, flags)
	return failingFile{file}, err
}

func (failingFile) ReadAt([]byte, int64) (int, error) { return 0, notReady{} }
func (failingFile) WriteAt([]byte, int64) (int, error) {
	return 0, errors.New("write /dev/sda: on fire")
}

// There is no way to speak of a fault among the bytes of a file: the session
// ends, and the person reads why on stderr.
func TestServe_FaultInMidFile(t *testing.T) {
	m := sftptest.NewMemory("/in")
	m.Put("/in/a", []byte("abc"))
	for command, want := range map[string][2]string{
		"scp -f /in/a /in/a": {"C0644 3 a\n", "scp: " + (notReady{}).ClientText() + "\n"},
		"scp -t /in/b":       {"\x00\x00", "scp: a: Failure\n"},
	} {
		said := "\x00\x00\x00\x00\x00"
		if strings.Contains(command, "-t") {
			said = "C0644 3 a\nabc\x00C0644 3 b\nabc\x00"
		}
		r, _ := scp.Parse(strings.Fields(command))
		var stderr bytes.Buffer
		w := &wire{in: strings.NewReader(said)}
		exit := scp.Serve(t.Context(), w, failing{m}, r, sftp.Options{Stderr: &stderr})
		if got := [2]string{w.out.String(), stderr.String()}; exit != 1 || got != want {
			t.Errorf("%s: exit %d, %q; want %q", command, exit, got, want)
		}
	}
	if log := strings.Join(m.Log(), ","); strings.Count(log, "open") != 2 || strings.Count(log, "lost") != 2 {
		t.Errorf("opened and closed: %s", log)
	}
}

// talker says something and is silent then.
type talker struct {
	said   io.Reader
	closed chan struct{}
}

func (c talker) Write(p []byte) (int, error) { return len(p), nil }
func (c talker) Read(p []byte) (int, error) {
	if n, err := c.said.Read(p); err == nil {
		return n, nil
	}
	<-c.closed
	return 0, io.EOF
}

func TestServe_EndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	m := sftptest.NewMemory("/in")
	ch := talker{strings.NewReader("C0644 3 a\nab"), make(chan struct{})}
	defer close(ch.closed)
	done := make(chan int)
	go func() { done <- scp.Serve(ctx, ch, m, scp.Request{Paths: []string{"/in"}}, sftp.Options{}) }()
	awaits(t, "the bytes to arrive", func() bool { return len(m.Data("/in/a")) == 2 })
	cancel(errors.New("locked"))
	if exit := <-done; exit != 1 {
		t.Errorf("exit %d", exit)
	}
	if log := strings.Join(m.Log(), ","); log != "open /in/a,lost /in/a" {
		t.Errorf("opened and closed: %s", log)
	}
}

func FuzzServe(f *testing.F) {
	f.Add("scp -t /in", "C0644 3 a\nabc\x00")
	f.Add("scp -r -t /in", "T1 0 1 0\nD0755 0 d\nC0644 3 a\nabc\x00E\n")
	f.Add("scp -prf /in/*", "\x00\x00\x01no\n\x00\x00")
	f.Fuzz(func(t *testing.T, command, said string) {
		r, ok := scp.Parse(strings.Fields(command))
		if !ok {
			return
		}
		m := sftptest.NewMemory("/in")
		m.Put("/in/0001-a.mp4", []byte("abc"))
		scp.Serve(t.Context(), &wire{in: strings.NewReader(said)}, m, r, sftp.Options{})
		if n := len(m.Log()); n%2 != 0 {
			t.Fatalf("opened and closed: %v", m.Log())
		}
	})
}
