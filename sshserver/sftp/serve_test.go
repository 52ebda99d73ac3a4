package sftp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"sync"
	"testing"

	client "github.com/pkg/sftp"

	"youku.example/sshserver/sftp"
	"youku.example/sshserver/sftp/sftptest"
)

// connect serves fs to a client in memory.
func connect(t *testing.T, fs sftp.FS) *client.Client {
	t.Helper()
	here, there := net.Pipe()
	var serving sync.WaitGroup
	serving.Go(func() {
		defer here.Close()
		_ = sftp.Serve(t.Context(), here, fs, sftp.Options{})
	})
	c, err := client.NewClientPipe(there, there, client.MaxPacketUnchecked(255<<10))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(); _ = there.Close(); serving.Wait() })
	return c
}

func TestClient_ReadsAndWrites(t *testing.T) {
	m := sftptest.NewMemory("/incoming")
	data := bytesOf(5<<20 + 3)
	c := connect(t, m)
	f, err := c.Create("/incoming/a.mp4")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadFromWithConcurrency(bytes.NewReader(data), 16); err != nil {
		t.Fatal(err)
	}
	if err := f.Chmod(0o600); err != nil {
		t.Errorf("a mode on an upload: %v", err)
	}
	if err := f.Sync(); err != nil {
		t.Errorf("sync: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	same(t, "written", m.Data("/incoming/a.mp4"), data)
	f, err = c.Open("/incoming/a.mp4")
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if _, err := f.WriteTo(&got); err != nil {
		t.Fatal(err)
	}
	same(t, "read", got.Bytes(), data)
	if err := c.Truncate("/incoming/a.mp4", 10); err != nil {
		t.Fatal(err)
	}
	if st, err := f.Stat(); err != nil || st.Size() != 10 {
		t.Errorf("stat of the open file: %v %v", st, err)
	}
}

func TestClient_Renames(t *testing.T) {
	m := sftptest.NewMemory()
	m.Put("/a", []byte("a"))
	m.Put("/b", []byte("b"))
	c := connect(t, m)
	if err := c.Rename("/a", "/b"); err == nil {
		t.Error("rename replaced a file")
	}
	if err := c.PosixRename("/a", "/b"); err != nil {
		t.Error(err)
	}
	if err := c.Remove("/a"); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	if err := c.Mkdir("/d"); !errors.Is(err, os.ErrPermission) {
		t.Error(err)
	}
}

// silent is a channel whose client neither sends nor reads.
type silent struct{ closed chan struct{} }

func (s silent) wait() (int, error)        { <-s.closed; return 0, io.EOF }
func (s silent) Read([]byte) (int, error)  { return s.wait() }
func (s silent) Write([]byte) (int, error) { return s.wait() }

// talker is silent after it has sent something.
type talker struct {
	silent
	said io.Reader
}

func (t talker) Read(p []byte) (int, error) {
	if n, err := t.said.Read(p); err == nil {
		return n, nil
	}
	return t.wait()
}

var errGone = errors.New("the account is locked")

func TestServe_EndsWithItsContext(t *testing.T) {
	for name, sent := range map[string][]byte{"InRead": nil, "InWrite": append(hello, open("/a", sftp.Read)...)} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			m := sftptest.NewMemory()
			m.Put("/a", nil)
			ch := talker{silent{make(chan struct{})}, bytes.NewReader(sent)}
			defer close(ch.closed)
			done := make(chan error)
			go func() { done <- sftp.Serve(ctx, ch, m, sftp.Options{}) }()
			awaits(t, "the file to be opened", func() bool { return sent == nil || len(m.Log()) > 0 })
			cancel(errGone)
			if err := <-done; !errors.Is(err, errGone) {
				t.Errorf("serve: %v", err)
			}
			if log := strings.Join(m.Log(), ","); sent != nil && log != "open /a,lost /a" {
				t.Errorf("opened and closed: %s", log)
			}
		})
	}
}

func TestUntil_Panics(t *testing.T) {
	defer func() {
		if p := recover(); p == nil || !strings.Contains(p.(string), "ouch") {
			t.Errorf("recovered %v", p)
		}
	}()
	_ = sftp.ServeUntil(t.Context(), silent{}, func(io.ReadWriter) error { panic("ouch") }, func() {})
}
