package pgtest

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// Folder says to a child of a test program where the server's socket is.
const Folder = "YOUKU_TEST_POSTGRES"

// ErrNotInstalled says that a program is missing.
var ErrNotInstalled = errors.New("the programs of PostgreSQL 15 (Debian: postgresql-15, pgbouncer) are not installed")

// Server is a running PostgreSQL.
type Server struct {
	folder  string // of the socket, and of all it writes
	args    []string
	env     []string // beside this program's
	stop    func()
	running func(syscall.Signal) // ends the process

	mu    sync.Mutex
	homes map[string]string // folders by the databases that belong to them
}

// Start starts a server, whose databases compare text as a Chinese dictionary does
// unless they are told otherwise. Nothing that it writes outlives it, so it waits for no
// disk. In a child of a test program it returns the parent's.
func Start(settings ...string) (*Server, error) { return StartWith(nil, settings...) }

// StartWith is Start for a server that gets more of an environment.
func StartWith(env []string, settings ...string) (*Server, error) {
	return startIn("", env, settings)
}

// StartIn is Start for a server that writes below a folder.
func StartIn(dir string, settings ...string) (*Server, error) { return startIn(dir, nil, settings) }

func startIn(dir string, env, settings []string) (*Server, error) {
	if folder := os.Getenv(Folder); folder != "" {
		return &Server{folder: folder, stop: func() {}, homes: map[string]string{}}, nil
	}
	folder, err := os.MkdirTemp(dir, "youku-pg")
	if err != nil {
		return nil, err
	}
	s := &Server{folder: folder, env: env, stop: func() { os.RemoveAll(folder) }, homes: map[string]string{}}
	if err := s.start(settings); err != nil {
		s.stop()
		return nil, err
	}
	return s, os.Setenv(Folder, folder)
}

func (s *Server) start(settings []string) error {
	if uid, gid, ok := other(); ok {
		if err := os.Chown(s.folder, uid, gid); err != nil {
			return err
		}
	}
	data := filepath.Join(s.folder, "data")
	initdb, err := command("initdb", "-D", data, "-U", "youku", "-A", "trust", "-E", "UTF8", "--no-sync",
		"--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=zh-u-co-pinyin")
	if err != nil {
		return err
	}
	if out, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	hba := "local all stranger scram-sha-256\nlocal all all trust\nhost all all samenet trust\n" // it listens nowhere, but where a test says
	if err := os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(hba), 0o600); err != nil {
		return err
	}
	s.args = []string{"-D", data, "-k", s.folder, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off",
		"-c", "max_connections=300", "-c", "max_wal_size=4GB", "-c", "autovacuum_naptime=10min", "-c", "shared_buffers=128MB"}
	for _, c := range settings {
		s.args = append(s.args, "-c", c)
	}
	return s.Resume()
}

// Halt ends the server as a signal does (SIGINT: at once; SIGQUIT: as in a crash), until
// Resume.
func (s *Server) Halt(how syscall.Signal) { s.running(how) }

// Resume starts the server, with what was written before it ended, and returns when it
// answers.
func (s *Server) Resume() (err error) {
	s.running, err = s.runAs(s.env, "postgres", filepath.Join(s.folder, "log"), s.args...)
	if err != nil {
		return err
	}
	s.stop = func() { s.running(syscall.SIGINT); os.RemoveAll(s.folder) }
	return s.ready(s.URL("postgres"))
}

// run starts a program that ends with this one, and returns what ends it.
func (s *Server) run(name, log string, end syscall.Signal, args ...string) (stop func(), err error) {
	running, err := s.runAs(nil, name, log, args...)
	return func() { running(end) }, err
}

func (s *Server) runAs(env []string, name, log string, args ...string) (stop func(syscall.Signal), err error) {
	cmd, err := command(name, args...)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, env...)
	out, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGQUIT
	started, ended := make(chan error, 1), make(chan struct{})
	go func() {
		runtime.LockOSThread() // with its thread the program would end
		started <- cmd.Start()
		if cmd.Process != nil {
			cmd.Wait()
		}
		close(ended)
		select {}
	}()
	if err := <-started; err != nil {
		return nil, err
	}
	return func(how syscall.Signal) { cmd.Process.Signal(how); <-ended }, nil
}

// ready waits until a server answers.
func (s *Server) ready(url string) error {
	db, err := sql.Open("pgx", url)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 300 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	log, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	return fmt.Errorf("%w\n%s", err, log)
}

// Stop ends the server, and removes what it wrote.
func (s *Server) Stop() { s.stop() }

// URL is where a database is.
func (s *Server) URL(database string) string {
	return fmt.Sprintf("postgres://youku@/%s?host=%s&sslmode=disable", database, s.folder)
}

// Said is the end of the server's log.
func (s *Server) Said(bytes int) []byte {
	said, _ := os.ReadFile(filepath.Join(s.folder, "log"))
	return said[max(0, len(said)-bytes):]
}

// Exec executes statements in a database.
func (s *Server) Exec(ctx context.Context, database string, statements ...string) error {
	db, err := sql.Open("pgx", s.URL(database))
	if err != nil {
		return err
	}
	defer db.Close()
	for _, text := range statements {
		if _, err := db.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", text, err)
		}
	}
	return nil
}

// DatabaseOf is the name of the database that belongs to a folder; it is made if there
// is none, as a copy of a template. Those of folders that are gone are removed.
func (s *Server) DatabaseOf(ctx context.Context, folder, template string) (name string, err error) {
	sum := sha256.Sum256([]byte(folder))
	name = "d" + hex.EncodeToString(sum[:8])
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.homes[name]; known {
		return name, nil
	}
	for other, home := range s.homes {
		if _, err := os.Stat(home); errors.Is(err, os.ErrNotExist) {
			if err := s.Exec(ctx, "postgres", "DROP DATABASE IF EXISTS "+other+" WITH (FORCE)"); err != nil {
				return "", err
			}
			delete(s.homes, other)
		}
	}
	db, err := sql.Open("pgx", s.URL("postgres"))
	if err != nil {
		return "", err
	}
	defer db.Close()
	if err := create(ctx, db, name, template); err != nil {
		return "", err
	}
	s.homes[name] = folder
	return name, nil
}

// create makes a database if there is none. A program that was killed may still be
// making it.
func create(ctx context.Context, db *sql.DB, name, template string) error {
	for try := 1; ; try++ {
		var is bool
		if err := db.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)", name).Scan(&is); err != nil || is {
			return err
		}
		if _, err := db.ExecContext(ctx, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY file_copy"); err == nil || try == 50 {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// command is a program of PostgreSQL, which none runs as root.
func command(name string, args ...string) (*exec.Cmd, error) {
	path := filepath.Join("/usr/lib/postgresql/15/bin", name)
	if _, err := os.Stat(path); err != nil {
		if path, err = exec.LookPath(name); err != nil {
			if path = filepath.Join("/usr/sbin", name); !exists(path) {
				return nil, fmt.Errorf("%s: %w", name, ErrNotInstalled)
			}
		}
	}
	cmd := exec.Command(path, args...)
	cmd.Dir = "/"
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if uid, gid, ok := other(); ok {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	return cmd, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// other is the user as whom root runs the programs.
func other() (uid, gid int, ok bool) {
	if os.Getuid() != 0 {
		return 0, 0, false
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return 65534, 65534, true
	}
	uid, _ = strconv.Atoi(u.Uid)
	gid, _ = strconv.Atoi(u.Gid)
	return uid, gid, true
}
