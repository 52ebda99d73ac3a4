//go:build unix

package poster

import (
	"context"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// limits are set by the system's shell, which runs these words and no others: seconds
// of work, no files written, no core, few files open, and KiB of memory where
// the system counts it. Then the shell becomes the program.
const (
	limits      = `ulimit -t 10 && ulimit -f 0 && ulimit -c 0 && ulimit -n 16 && `
	memory      = `ulimit -v 1572864 && `
	execProgram = `exec "$@"`
)

// limitedCommand returns a command in a process group of its own, all of which
// is killed when ctx ends.
func limitedCommand(ctx context.Context, program string, args []string) (*exec.Cmd, error) {
	script := limits + execProgram
	if runtime.GOOS == "linux" {
		script = limits + memory + execProgram
	}
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", script, "sh", program}, args...)...)
	cmd.Env = slices.DeleteFunc(os.Environ(), isSecret)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd, nil
}

// isSecret reports whether a variable may open the library's database or its store. A
// program that reads what strangers sent has no need of it.
func isSecret(variable string) bool {
	return strings.HasPrefix(variable, "PG") || strings.HasPrefix(variable, "AWS_")
}

// duplicate returns a second descriptor of an open file.
func duplicate(conn syscall.RawConn) (*os.File, error) {
	var fd int
	var err error
	if cerr := conn.Control(func(p uintptr) { fd, err = unix.FcntlInt(p, unix.F_DUPFD_CLOEXEC, 0) }); cerr != nil {
		return nil, cerr
	}
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), "movie"), nil
}
