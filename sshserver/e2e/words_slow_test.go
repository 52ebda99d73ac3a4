package e2e

import (
	"bytes"
	"os/exec"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// serving is the command that serve runs: the program, or the program under
// strace, which holds up each of its syncs. Strace stands aside (-D): the
// process is the program itself, to be told and to be killed.
func serving(ts *testscript.TestScript, args []string) *exec.Cmd {
	if len(args) > 1 && args[0] == "-slow" {
		slowly := append(strace(args[1]), "-o", ts.MkAbs("syncs"), program, "serve")
		return exec.Command("strace", append(slowly, args[2:]...)...)
	}
	if len(args) > 1 && args[0] == "-as" {
		return servingAs(ts, args[1], args[2:])
	}
	return exec.Command(program, append([]string{"serve"}, args...)...)
}

func strace(delay string) []string {
	return []string{"-D", "-f", "-qq", "--seccomp-bpf", "-e", "signal=none", "-e", "trace=fsync,fdatasync",
		"-e", "inject=fsync,fdatasync:delay_enter=" + delay}
}

// canSlow reports whether strace is there and may do it.
func canSlow() error {
	return exec.Command("strace", append(strace("1ms"), "-o", "/dev/null", "true")...).Run()
}

// background is a command that runs while the script goes on.
type background struct {
	cmd   *exec.Cmd
	said  bytes.Buffer
	since time.Time
	took  time.Duration
	err   error
	done  chan struct{}
}

// wordBegin: begin NAME COMMAND... starts a command as ssh does, and the script
// goes on beside it.
func wordBegin(ts *testscript.TestScript, neg bool, args []string) {
	d := &background{cmd: exec.Command("ssh", sshArgs(ts, args)...), since: time.Now(), done: make(chan struct{})}
	d.cmd.Dir = ts.MkAbs(".")
	d.cmd.Stdout, d.cmd.Stderr = &d.said, &d.said
	ts.Check(d.cmd.Start())
	runningOf(ts).begun = d
	go func() {
		d.err = d.cmd.Wait()
		d.took = time.Since(d.since)
		close(d.done)
	}()
}

// wordUnfinished: unfinished holds that what was begun goes on still.
func wordUnfinished(ts *testscript.TestScript, neg bool, args []string) {
	if d := runningOf(ts).begun; hasEnded(d.done) {
		ts.Fatalf("unfinished: it ended after %v: %v\n%s", d.took, d.err, d.said.String())
	}
}

// wordFinished: finished [TIME] waits for what was begun, which must have been
// done, or with ! refused; and not before that time had passed.
func wordFinished(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	d := r.begun
	if !awaits(func() bool { return hasEnded(d.done) }) {
		ts.Fatalf("finished: it goes on")
	}
	r.begun = nil
	if (d.err != nil) != neg {
		ts.Fatalf("finished: %v\n%s", d.err, d.said.String())
	}
	if len(args) > 0 {
		least, err := time.ParseDuration(args[0])
		ts.Check(err)
		if d.took < least {
			ts.Fatalf("finished: after %v, want %v at least\n%s", d.took, least, d.said.String())
		}
	}
}
