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
	"syscall"
	"time"
)

// house is the real program serving a new library in a folder of its own.
type house struct {
	dir, program string
	addr         string
	server       *exec.Cmd
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
func open(ctx context.Context, root string) (_ *house, err error) {
	dir, err := os.MkdirTemp("", "youku-pictures-")
	if err != nil {
		return nil, err
	}
	h := &house{dir: dir, program: filepath.Join(dir, "youku"), keys: map[string]bool{}}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	build := exec.CommandContext(ctx, "go", "build", "-o", h.program, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the program: %w\n%s", err, out)
	}
	if h.addr, err = freeAddress(); err != nil {
		return nil, err
	}
	return h, nil
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

// environ is that of the program: none of the settings of whoever runs this,
// and no frames, which not every machine would have, nor at the same moment.
func (h *house) environ() []string {
	var env []string
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "YOUKU_") {
			env = append(env, kv)
		}
	}
	return append(env, "YOUKU_DATA="+filepath.Join(h.dir, "data"), "YOUKU_LISTEN="+h.addr, "YOUKU_HOST="+shownHost, "YOUKU_FFMPEG=no", "TZ=UTC")
}

// local runs one of the operator's commands.
func (h *house) local(ctx context.Context, stdin string, args ...string) error {
	cmd := exec.CommandContext(ctx, h.program, args...)
	cmd.Env, cmd.Stdin = h.environ(), strings.NewReader(stdin)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("youku %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// serve starts the program and returns when it has told its redeem code: from
// then on it listens.
func (h *house) serve(ctx context.Context) error {
	h.server = exec.Command(h.program, "serve", "--demo")
	h.server.Env = h.environ()
	out, w, err := os.Pipe()
	if err != nil {
		return err
	}
	h.server.Stdout, h.server.Stderr = w, w
	if err := h.server.Start(); err != nil {
		return err
	}
	w.Close()
	h.gone = make(chan struct{})
	go h.listen(out)
	return await(ctx, "the program to listen", func() (bool, error) {
		h.mu.Lock()
		defer h.mu.Unlock()
		if h.closed {
			return false, errors.New("the program ended")
		}
		return h.code != "", nil
	})
}

var (
	sayCode = regexp.MustCompile(`^redeem code: (\S+)`)
	sayKey  = regexp.MustCompile(`(SHA256:\S+)`)
)

// listen keeps what the program prints.
func (h *house) listen(out *os.File) {
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		h.mu.Lock()
		if !strings.Contains(lines.Text(), "level=INFO") {
			fmt.Fprintln(&h.log, lines.Text())
		}
		if m := sayKey.FindStringSubmatch(lines.Text()); m != nil && h.code == "" {
			h.keys[m[1]] = true
		}
		if m := sayCode.FindStringSubmatch(lines.Text()); m != nil {
			h.code = m[1]
		}
		h.mu.Unlock()
	}
	_ = h.server.Wait()
	h.mu.Lock()
	h.closed = true
	h.mu.Unlock()
	close(h.gone)
}

// said is what the program printed, without the everyday.
func (h *house) said() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.String()
}

// known tells whether the program said that it has this key.
func (h *house) known(fingerprint string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.keys[fingerprint]
}

// close ends the program and leaves nothing behind.
func (h *house) close() {
	if h.gone != nil {
		_ = h.server.Process.Signal(syscall.SIGTERM)
		select {
		case <-h.gone:
		case <-time.After(15 * time.Second):
			_ = h.server.Process.Kill()
			<-h.gone
		}
	}
	os.RemoveAll(h.dir)
}

// patience bounds each thing that is waited for.
const patience = 30 * time.Second

// await asks again and again until yes, an error, or the end of all patience.
func await(ctx context.Context, what string, yes func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	for tick := time.NewTicker(20 * time.Millisecond); ; {
		if ok, err := yes(); ok || err != nil {
			tick.Stop()
			return err
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			tick.Stop()
			return fmt.Errorf("waited for %s: %w", what, ctx.Err())
		}
	}
}
