package e2e

import (
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// patience bounds each thing that a script waits for. Nothing takes that
// long; it is there so that a fault is a failure and not a hang.
const patience = 20 * time.Second

type runningKey struct{}

// running is what one script started: the server and the open screens.
type running struct {
	server   *exec.Cmd
	gone     chan struct{} // closed when the server has ended
	screens  map[string]*screen
	fetching *exec.Cmd
	begun    *background // see wordBegin
	disks    []string    // mounted, see wordDisk
	store    *store
	held     func() // gives back what wordHold took
}

func runningOf(ts *testscript.TestScript) *running { return ts.Value(runningKey{}).(*running) }

// end leaves nothing running behind a script, whatever became of it.
func (r *running) end() {
	if r.fetching != nil {
		_ = r.fetching.Process.Kill()
		_ = r.fetching.Wait()
	}
	if r.begun != nil {
		_ = r.begun.cmd.Process.Kill()
		<-r.begun.done
	}
	for _, s := range r.screens {
		s.close()
	}
	if r.server != nil {
		_ = r.server.Process.Kill()
		<-r.gone
	}
	r.store.stop()
	if r.held != nil {
		r.held()
	}
	for _, dir := range r.disks {
		unmount(dir)
	}
}

// wordServe: serve [-slow TIME] [ARGS...] starts the program and returns when
// it listens; on a slow disk each of its syncs takes so long. With ! it must
// end by itself with an error instead.
func wordServe(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	log, err := os.OpenFile(ts.MkAbs("server.log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	ts.Check(err)
	defer log.Close()
	r.server = serving(ts, args)
	r.server.Dir = ts.MkAbs(".")
	r.server.Env = scriptEnv(ts)
	r.server.Stdout, r.server.Stderr = log, log
	ts.Check(r.server.Start())
	server, gone := r.server, make(chan struct{})
	r.gone = gone
	go func() { _ = server.Wait(); close(gone) }()
	listening := awaits(func() bool {
		conn, err := net.DialTimeout("tcp", ts.Getenv("YOUKU_LISTEN"), time.Second)
		if err == nil {
			conn.Close()
		}
		return err == nil || hasEnded(gone)
	})
	switch ended := hasEnded(gone); {
	case ended && !neg:
		ts.Fatalf("the server ended:\n%s", ts.ReadFile("server.log"))
	case ended && server.ProcessState.Success():
		ts.Fatalf("the server ended without an error:\n%s", ts.ReadFile("server.log"))
	case !ended && neg:
		ts.Fatalf("the server started")
	case !listening:
		ts.Fatalf("the server does not listen:\n%s", ts.ReadFile("server.log"))
	}
	if neg {
		r.server = nil
	}
}

// wordShutdown: shutdown sends SIGTERM; the server must end with 0.
func wordShutdown(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	ts.Check(r.server.Process.Signal(syscall.SIGTERM))
	if !awaits(func() bool { return hasEnded(r.gone) }) {
		ts.Fatalf("the server did not end at SIGTERM:\n%s", ts.ReadFile("server.log"))
	}
	if !r.server.ProcessState.Success() {
		ts.Fatalf("the server ended with %v:\n%s", r.server.ProcessState, ts.ReadFile("server.log"))
	}
	r.server = nil
}

// wordHangup: hangup sends SIGHUP.
func wordHangup(ts *testscript.TestScript, neg bool, args []string) {
	ts.Check(runningOf(ts).server.Process.Signal(syscall.SIGHUP))
}

// wordCrash: crash kills the server in whatever it does (kill -9).
func wordCrash(ts *testscript.TestScript, neg bool, args []string) {
	r := runningOf(ts)
	ts.Check(r.server.Process.Kill())
	<-r.gone
	r.server = nil
}

func hasEnded(gone chan struct{}) bool {
	select {
	case <-gone:
		return true
	default:
		return false
	}
}

// awaits asks again and again until yes or the end of all patience.
func awaits(yes func() bool) bool {
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(30 * time.Millisecond) {
		if yes() {
			return true
		}
	}
	return false
}

// scriptEnv is the environment of a script's own commands.
func scriptEnv(ts *testscript.TestScript) []string {
	env := os.Environ()
	for _, name := range []string{"HOME", "YOUKU_DATA", "YOUKU_LISTEN", "YOUKU_HOST", "YOUKU_WAIT", "LANG", "LC_ALL", "YOUKU_REGISTRATIONS", "YOUKU_DRAIN",
		"YOUKU_DATABASE", "YOUKU_MEDIA", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_EC2_METADATA_DISABLED"} {
		if v := ts.Getenv(name); v != "" {
			env = append(env, name+"="+v)
		}
	}
	return env
}
