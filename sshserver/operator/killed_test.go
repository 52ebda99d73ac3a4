package operator

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"

	"youku.example/sshserver/operator/local"
)

// A child of a kill test runs one local command, and kills itself at its nth
// step, or ends as at SIGTERM at a step of that name.
const (
	childStep = "YOUKU_OPERATOR_CHILD_STEP"
	childEnds = "YOUKU_OPERATOR_CHILD_ENDS"
)

func TestMain(m *testing.M) {
	n, err := strconv.Atoi(os.Getenv(childStep))
	if err != nil {
		os.Exit(m.Run())
	}
	os.Exit(Main(context.Background(), local.Process{
		Engines: engines, Args: os.Args[1:], Environ: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		Step: func(name string) {
			if n--; n == 0 {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			}
			if name == os.Getenv(childEnds) {
				_ = syscall.Kill(os.Getpid(), syscall.SIGTERM)
			}
		},
	}))
}

// killedAt runs a local command in a process that kills itself at its nth step,
// and reports whether there was such a step before the one at which the command
// ends, if it does not by itself. It returns what the command said.
func killedAt(t *testing.T, n int, ends string, args ...string) (killed bool, out string) {
	t.Helper()
	cmd := exec.Command(os.Args[0], args...)
	cmd.Env = append(os.Environ(), fmt.Sprint(childStep, "=", n), childEnds+"="+ends, "LANG=C")
	said, err := cmd.CombinedOutput()
	if err == nil {
		return false, string(said)
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("%v at step %d: %v: %s", args, n, err, said)
	}
	return true, string(said)
}
