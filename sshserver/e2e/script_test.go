package e2e

import (
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// program is the built binary that all scripts run.
var program string

func TestMain(m *testing.M) {
	os.Exit(runAll(m))
}

func runAll(m *testing.M) int {
	dir, err := os.MkdirTemp("", "youku-e2e")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	defer stopDatabase()
	program = filepath.Join(dir, "youku")
	build := exec.Command("go", "build", "-o", program, "youku.example")
	build.Stdout, build.Stderr = os.Stderr, os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build the program:", err)
		return 1
	}
	return m.Run()
}

// The library of each script is on this machine: rows in a file, movies on the disk.
func TestScripts(t *testing.T) {
	runScripts(t, setup, map[string]bool{"sqlite": true, "disk": true})
}

// runScripts runs all scripts over one kind of library; engines answers what is asked of
// that.
func runScripts(t *testing.T, setup func(*testscript.Env) error, engines map[string]bool) {
	need(t, "ssh", "sftp", "scp", "ssh-keygen")
	testscript.Run(t, testscript.Params{
		Dir:   "testdata",
		Setup: setup,
		Cmds:  scriptWords,
		Condition: func(cond string) (bool, error) {
			if is, ok := engines[cond]; ok {
				return is, nil
			}
			return condition(cond)
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}

// condition answers [installed:PROGRAM], [python:MODULE] of the system's own
// Python, [mount], [slow], [postgres] and [fuse]. Where everything is required (CI), a program or a right
// that is missing fails the script instead of shortening it.
func condition(cond string) (bool, error) {
	kind, name, _ := strings.Cut(cond, ":")
	var err error
	switch kind {
	case "installed":
		_, err = exec.LookPath(name)
	case "python":
		err = exec.Command("/usr/bin/python3", "-c", "import "+name).Run()
	case "postgres":
		name, err = "PostgreSQL 15", havePostgres()
	case "mount":
		name, err = "what mounting needs", canMount()
	case "slow":
		name, err = "what slows a disk down (strace)", canSlow()
	case "root":
		name, err = "the right to act for another user", canBeOther()
	case "fuse":
		name, err = "/dev/fuse", canFUSE()
	default:
		return false, fmt.Errorf("no such condition: %s", cond)
	}
	if err != nil && os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
		return false, fmt.Errorf("%s is missing", name)
	}
	return err == nil, nil
}

// havePostgres reports whether a PostgreSQL server can be started.
func havePostgres() error {
	_, err := os.Stat("/usr/lib/postgresql/15/bin/postgres")
	return err
}

// canFUSE reports whether sshfs may mount.
func canFUSE() error {
	f, err := os.OpenFile("/dev/fuse", os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// need skips where a program is missing; where everything is required it fails.
func need(t *testing.T, programs ...string) {
	t.Helper()
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
				t.Fatalf("%s is not installed", p)
			}
			t.Skipf("%s is not installed", p)
		}
	}
}

// setup gives each script a port of its own and an ssh configuration in which
// the host "youku" is that server and each person's key is a file of their name.
func setup(env *testscript.Env) error {
	port, err := freePort()
	if err != nil {
		return err
	}
	env.Setenv("PORT", port)
	env.Setenv("YOUKU", program)
	movie, err := filepath.Abs("../../media/demo/brocade.mp4")
	if err != nil {
		return err
	}
	env.Setenv("MOVIE", movie)
	show, err := filepath.Abs("testdata/show.sh")
	if err != nil {
		return err
	}
	env.Setenv("SHOW", show)
	env.Setenv("HOME", env.WorkDir)
	env.Setenv("YOUKU_DATA", filepath.Join(env.WorkDir, "data"))
	env.Setenv("YOUKU_LISTEN", "127.0.0.1:"+port)
	env.Setenv("YOUKU_HOST", "youku.example")
	env.Setenv("YOUKU_WAIT", "1s")
	config := fmt.Sprintf(`Host youku
  HostName 127.0.0.1
  Port %s
  UserKnownHostsFile %s/known
  StrictHostKeyChecking no
  IdentitiesOnly yes
  IdentityAgent none
  LogLevel ERROR
  SendEnv LANG
`, port, env.WorkDir)
	env.Values[runningKey{}] = &running{}
	env.Defer(func() { env.Values[runningKey{}].(*running).end() })
	if err := os.WriteFile(filepath.Join(env.WorkDir, "ssh_config_nokey"), []byte(config), 0o600); err != nil {
		return err
	}
	config += fmt.Sprintf("  IdentityFile %s/%%r\n", env.WorkDir)
	return os.WriteFile(filepath.Join(env.WorkDir, "ssh_config"), []byte(config), 0o600)
}

// given are the ports that freePort gave.
var given sync.Map

// freePort gives a port of 127.0.0.1 on which no program listens, to each caller
// another. It lies below those that the kernel gives to connections: one of these
// could take it until the program listens.
func freePort() (string, error) {
	var err error
	for range 100 {
		port := strconv.Itoa(10_000 + rand.IntN(22_000))
		if _, is := given.LoadOrStore(port, true); is {
			continue
		}
		var l net.Listener
		if l, err = net.Listen("tcp", "127.0.0.1:"+port); err == nil {
			return port, l.Close()
		}
	}
	return "", fmt.Errorf("no free port: %w", err)
}
