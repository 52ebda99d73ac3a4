package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"youku.example/sshserver/tools/program"
)

// bench is what all parts share: the program, a key, and a movie that both
// servers have.
type bench struct {
	root    string // the checkout
	dir     string // everything that is made, in memory
	program string
	short   bool
	rounds  int
	size    int64

	movie string   // the file that sshd serves and uploads send
	small string   // one for parts with many clients, or slow ones
	key   string   // private key of every account
	ready bool     // the library is filled
	log   *os.File // what the servers say
}

// open builds the program and makes what the parts share.
func open(ctx context.Context, root string, o options) (_ *bench, err error) {
	dir, err := os.MkdirTemp(o.dir, "youku-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder (see -dir): %w", err)
	}
	b := &bench{root: root, dir: dir, program: filepath.Join(dir, "youku"), short: o.short, rounds: o.rounds, size: int64(o.mib) << 20}
	defer func() {
		if err != nil {
			b.close()
		}
	}()
	if b.log, err = os.Create(filepath.Join(dir, "servers.log")); err != nil {
		return nil, err
	}
	if err := program.Build(ctx, root, ".", b.program); err != nil {
		return nil, err
	}
	b.movie, b.small = filepath.Join(dir, "movie.mp4"), filepath.Join(dir, "small.mp4")
	if err := errors.Join(writeMovie(b.movie, b.size, 1), writeMovie(b.small, b.smallSize(), 2)); err != nil {
		return nil, fmt.Errorf("write the movies: %w", err)
	}
	b.key = filepath.Join(dir, "key")
	keygen := exec.CommandContext(ctx, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", admin, "-f", b.key)
	if out, err := keygen.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("make a key: %w\n%s", err, out)
	}
	return b, nil
}

func (b *bench) smallSize() int64 { return b.size / 8 }

func (b *bench) close() {
	if b.log != nil {
		_ = b.log.Close()
	}
	_ = os.RemoveAll(b.dir)
}

// said is what the servers said at last.
func (b *bench) said() string {
	const most = 4 << 10
	log := read(b.log.Name())
	return log[max(0, len(log)-most):]
}

// note prints how far the run is.
func (b *bench) note(format string, args ...any) {
	fmt.Fprintf(os.Stderr, time.Now().Format("15:04:05 ")+format+"\n", args...)
}

// environ is the program's.
func (b *bench) environ() []string {
	return program.Environ("YOUKU_DATA=" + filepath.Join(b.dir, "data"))
}
