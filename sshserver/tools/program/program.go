package program

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Root is the folder of go.mod: what is built is built from there.
func Root(ctx context.Context) (string, error) {
	out, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	file := strings.TrimSpace(string(out))
	if err != nil || filepath.Base(file) != "go.mod" {
		return "", fmt.Errorf("find go.mod (run it inside the checkout): %q, %v", file, err)
	}
	return filepath.Dir(file), nil
}

// Build builds a package of the module, "." for the program itself, into a file.
func Build(ctx context.Context, root, pkg, file string) error {
	build := exec.CommandContext(ctx, "go", "build", "-o", file, pkg)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build %s: %w\n%s", pkg, err, out)
	}
	return nil
}

// Environ is the environment with these settings instead of the user's own.
func Environ(settings ...string) []string {
	var env []string
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "YOUKU_") {
			env = append(env, kv)
		}
	}
	return append(env, settings...)
}

// Run runs one of the operator's commands to its end.
func Run(ctx context.Context, file string, environ []string, stdin io.Reader, args ...string) error {
	cmd := exec.CommandContext(ctx, file, args...)
	cmd.Env, cmd.Stdin = environ, stdin
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("youku %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// Stop ends a server as its operator would, and kills one that does not end.
// The caller waits for the process and closes gone then.
func Stop(p *os.Process, gone <-chan struct{}) {
	_ = p.Signal(syscall.SIGTERM)
	select {
	case <-gone:
	case <-time.After(20 * time.Second):
		_ = p.Kill()
		<-gone
	}
}

// Patience bounds each thing that is waited for.
const Patience = 30 * time.Second

// Await asks every 20 ms until yes, an error or the end of Patience.
func Await(ctx context.Context, what string, yes func() (bool, error)) error {
	ctx, cancel := context.WithTimeout(ctx, Patience)
	defer cancel()
	every := time.NewTicker(20 * time.Millisecond)
	defer every.Stop()
	for {
		if ok, err := yes(); ok || err != nil {
			return err
		}
		select {
		case <-every.C:
		case <-ctx.Done():
			return fmt.Errorf("waited for %s: %w", what, ctx.Err())
		}
	}
}
