package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"youku.example/sshserver/tools/program"
)

// server is the real program serving a new library in a folder of its own.
type server struct {
	dir, program string
	addr         string
	process      *exec.Cmd
	gone         chan struct{}

	mu     sync.Mutex
	log    strings.Builder
	code   string          // the demo's redeem code
	keys   map[string]bool // fingerprints that it printed
	closed bool
}

// shownHost is the name that the commands on the screens show.
const shownHost = "youku.example"

// open builds the program and serves the demo on a free port of the loopback.
func open(ctx context.Context, root string) (_ *server, err error) {
	dir, err := os.MkdirTemp("", "youku-pictures-")
	if err != nil {
		return nil, err
	}
	s := &server{dir: dir, program: filepath.Join(dir, "youku"), keys: map[string]bool{}}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	if err := program.Build(ctx, root, ".", s.program); err != nil {
		return nil, err
	}
	if s.addr, err = freeAddress(); err != nil {
		return nil, err
	}
	return s, nil
}

// freeAddress prefers the port that people will see, then one that is as wide.
func freeAddress() (string, error) {
	for port := 2222; port < 2322; port++ {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			defer l.Close()
			return l.Addr().String(), nil
		}
	}
	return "", errors.New("no port from 2222 to 2321 is free")
}

// environ is the program's: without frames of movies, which not every machine
// would make, nor at the same moment.
func (s *server) environ() []string {
	return program.Environ("YOUKU_DATA="+filepath.Join(s.dir, "data"), "YOUKU_LISTEN="+s.addr, "YOUKU_HOST="+shownHost, "YOUKU_FFMPEG=no", "TZ=UTC")
}

// serve starts the program and returns when it has printed its redeem code: from
// then on it listens.
func (s *server) serve(ctx context.Context) error {
	s.process = exec.Command(s.program, "serve", "--demo")
	s.process.Env = s.environ()
	out, w, err := os.Pipe()
	if err != nil {
		return err
	}
	s.process.Stdout, s.process.Stderr = w, w
	if err := s.process.Start(); err != nil {
		return err
	}
	w.Close()
	s.gone = make(chan struct{})
	go s.listen(out)
	return program.Await(ctx, "the program to listen", func() (bool, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.closed {
			return false, errors.New("the program ended")
		}
		return s.code != "", nil
	})
}

var (
	sayCode = regexp.MustCompile(`^redeem code: (\S+)`)
	sayKey  = regexp.MustCompile(`(SHA256:\S+)`)
)

// listen keeps what the program prints.
func (s *server) listen(out *os.File) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		s.mu.Lock()
		if !strings.Contains(lines.Text(), "level=INFO") {
			fmt.Fprintln(&s.log, lines.Text())
		}
		if m := sayKey.FindStringSubmatch(lines.Text()); m != nil && s.code == "" {
			s.keys[m[1]] = true
		}
		if m := sayCode.FindStringSubmatch(lines.Text()); m != nil {
			s.code = m[1]
		}
		s.mu.Unlock()
	}
	_ = s.process.Wait()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	close(s.gone)
}

// said is what the program printed, without the everyday.
func (s *server) said() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.log.String()
}

// known reports whether the program printed this key.
func (s *server) known(fingerprint string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.keys[fingerprint]
}

// close ends the program and leaves nothing behind.
func (s *server) close() {
	if s.gone != nil {
		program.Stop(s.process.Process, s.gone)
	}
	os.RemoveAll(s.dir)
}
