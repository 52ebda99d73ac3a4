package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// house is what all parts share: the program, a key, and a movie that both
// servers have.
type house struct {
	root    string // the checkout
	dir     string // everything that is made, in memory
	program string
	short   bool
	rounds  int
	size    int64

	movie string   // the file that sshd serves and uploads send
	small string   // one for parts with many clients, or slow ones
	key   string   // private key of everybody here
	ready bool     // the library is filled
	log   *os.File // what the servers say
}

// open builds the program and makes what the parts share.
func open(ctx context.Context, root string, o options) (_ *house, err error) {
	dir, err := os.MkdirTemp(o.dir, "youku-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder (see -dir): %w", err)
	}
	h := &house{root: root, dir: dir, program: filepath.Join(dir, "youku"), short: o.short, rounds: o.rounds, size: int64(o.mib) << 20}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	if h.log, err = os.Create(filepath.Join(dir, "servers.log")); err != nil {
		return nil, err
	}
	build := exec.CommandContext(ctx, "go", "build", "-o", h.program, ".")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("build the program: %w\n%s", err, out)
	}
	h.movie, h.small = filepath.Join(dir, "movie.mp4"), filepath.Join(dir, "small.mp4")
	if err := errors.Join(writeMovie(h.movie, h.size, 1), writeMovie(h.small, h.smallSize(), 2)); err != nil {
		return nil, fmt.Errorf("write the movies: %w", err)
	}
	h.key = filepath.Join(dir, "key")
	keygen := exec.CommandContext(ctx, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", admin, "-f", h.key)
	if out, err := keygen.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("make a key: %w\n%s", err, out)
	}
	return h, nil
}

func (h *house) smallSize() int64 { return h.size / 8 }

func (h *house) close() {
	if h.log != nil {
		_ = h.log.Close()
	}
	_ = os.RemoveAll(h.dir)
}

// said is what the servers said at last.
func (h *house) said() string {
	const most = 4 << 10
	log := read(h.log.Name())
	return log[max(0, len(log)-most):]
}

// note tells whoever waits how far it is.
func (h *house) note(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}

// environ is that of the program: none of the settings of whoever runs this.
func (h *house) environ() []string {
	var env []string
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "YOUKU_") {
			env = append(env, kv)
		}
	}
	return append(env, "YOUKU_DATA="+filepath.Join(h.dir, "data"))
}

// local runs one of the operator's commands.
func (h *house) local(ctx context.Context, args ...string) error {
	cmd := exec.CommandContext(ctx, h.program, args...)
	cmd.Env = h.environ()
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("youku %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}
