package e2e

import (
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// store is an S3 server over a folder.
type store struct {
	cmd     *exec.Cmd
	folder  string
	address string
}

// wordStore: store starts an S3 server with the bucket films, in the folder buckets,
// and says to the program that the movies are there; store stop kills it, and store
// again starts it where it was. store holds DIR SIZE waits for an object of that size
// below a folder of the library.
func wordStore(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	if len(args) == 1 && args[0] == "stop" {
		r.store.stop()
		return
	}
	if len(args) == 3 && args[0] == "holds" {
		size, err := strconv.ParseInt(args[2], 10, 64)
		ts.Check(err)
		if !awaits(func() bool { return holds(ts.MkAbs("buckets/films/library/"+args[1]), size) }) {
			ts.Fatalf("store: there is no object of %d bytes in %s", size, args[1])
		}
		return
	}
	if r.store == nil {
		s, err := newStore(ts.MkAbs("buckets"))
		ts.Check(err)
		r.store = s
		s.keys(ts.Setenv)
		ts.Setenv("YOUKU_MEDIA", s.media("library"))
	}
	ts.Check(r.store.start())
}

// newStore is a server, not started yet, with the bucket films in a folder.
func newStore(folder string) (*store, error) {
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	return &store{folder: folder, address: net.JoinHostPort("127.0.0.1", port)}, os.MkdirAll(filepath.Join(folder, "films"), 0o700)
}

// startStore is one that runs.
func startStore(folder string) (*store, error) {
	s, err := newStore(folder)
	if err != nil {
		return nil, err
	}
	return s, s.start()
}

// keys sets what the program needs to use it, and where it is.
func (s *store) keys(setenv func(name, value string)) {
	setenv("AWS_ACCESS_KEY_ID", "library")
	setenv("AWS_SECRET_ACCESS_KEY", "a secret of the tests")
	setenv("AWS_EC2_METADATA_DISABLED", "true")
	setenv("ENDPOINT", "http://"+s.address)
}

// media is the setting for movies under a prefix.
func (s *store) media(prefix string) string {
	return "s3://films/" + prefix + "?endpoint=http://" + s.address + "&region=us-east-1"
}

func (s *store) start() error {
	s.cmd = exec.Command("versitygw", "--port", s.address, "--quiet", "--keep-alive", "posix", s.folder)
	s.cmd.Dir = filepath.Dir(s.folder)
	s.cmd.Env = append(os.Environ(), "ROOT_ACCESS_KEY=library", "ROOT_SECRET_KEY=a secret of the tests")
	if err := s.cmd.Start(); err != nil {
		return err
	}
	if !awaits(func() bool {
		answer, err := http.Get("http://" + s.address)
		if err == nil {
			_ = answer.Body.Close()
		}
		return err == nil
	}) {
		return fmt.Errorf("store: it does not answer at %s", s.address)
	}
	return nil
}

// holds reports whether a file of that size is below a folder. Each has its name once
// it is whole.
func holds(dir string, size int64) (is bool) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil // it may be gone again
		}
		if info, err := d.Info(); err == nil && info.Size() == size {
			is = true
		}
		return nil
	})
	return is
}

func (s *store) stop() {
	if s != nil && s.cmd != nil {
		_ = s.cmd.Process.Kill()
		_ = s.cmd.Wait()
		s.cmd = nil
	}
}
