package main

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/crypto/ssh"

	"youku.example/sshserver/tools/program"
	"youku.example/store/sqldb/postgres/pgtest"
)

// The programs that several servers need, beside PostgreSQL's.
var beyond = []string{"versitygw", "haproxy", "ssh", "sftp", "ssh-keygen"}

// fleet is a library that several servers serve: over one PostgreSQL and one S3 store,
// behind a balancer.
type fleet struct {
	*bench
	db       *pgtest.Server
	env      []string           // by which the program finds the rows and the movies
	secret   ed25519.PrivateKey // the admin's
	each     []*server
	balancer *server // the address of all of them; it is no program of ours
	stops    []func()
}

// openFleet starts n servers, with an admin who is registered. Each has a log of its own
// beside the bench's others.
func (b *bench) openFleet(ctx context.Context, n int, postgres []string, settings ...string) (f *fleet, err error) {
	own := *b
	own.dir = filepath.Join(b.dir, "fleet")
	f = &fleet{bench: &own}
	if f.secret, err = secretIn(b.key); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.stop()
		}
	}()
	if err := os.MkdirAll(own.dir, 0o700); err != nil {
		return nil, err
	}
	f.stops = append(f.stops, func() { _ = os.RemoveAll(own.dir) })
	if own.log, err = os.Create(filepath.Join(b.dir, "fleet.log")); err != nil {
		return nil, err
	}
	f.stops = append(f.stops, func() { _ = own.log.Close() })
	if err := f.openRows(ctx, "library", postgres...); err != nil {
		return nil, err
	}
	address, end, err := own.openGateway(ctx, "http")
	if err != nil {
		return nil, err
	}
	f.stops = append(f.stops, end)
	f.env = append(f.env, "YOUKU_MEDIA=s3://films/library?region=us-east-1&endpoint=http://"+address,
		"AWS_ACCESS_KEY_ID="+gatewayKey, "AWS_SECRET_ACCESS_KEY="+gatewaySecret)
	if err := program.Run(ctx, b.program, append(own.environ(), f.env...), nil, "admin", "add", admin, "--key", b.key+".pub"); err != nil {
		return nil, err
	}
	for i := range n {
		s, err := own.serve(ctx, append(append(f.env, fmt.Sprintf("YOUKU_DATA=%s/server%d", own.dir, i), "YOUKU_PROXY=127.0.0.1"), settings...))
		if err != nil {
			return nil, err
		}
		f.each = append(f.each, s)
		f.stops = append(f.stops, s.stop)
	}
	if err := f.balance(ctx); err != nil {
		return nil, err
	}
	_, err = f.command(ctx, f.balancer, "register", admin)
	return f, err
}

func (f *fleet) stop() {
	for _, s := range f.stops {
		defer s()
	}
}

// openRows starts PostgreSQL with a database.
func (f *fleet) openRows(ctx context.Context, name string, settings ...string) (err error) {
	f.db, err = pgtest.Start(settings...)
	if errors.Is(err, pgtest.ErrNotInstalled) {
		return missingError(err.Error())
	}
	if err != nil {
		return err
	}
	f.stops = append(f.stops, func() {
		f.db.Stop()
		_ = os.Unsetenv(pgtest.Folder) // the next one is another
	})
	f.env = append(f.env, "YOUKU_DATABASE="+f.db.URL(name))
	return f.db.Exec(ctx, "postgres", "CREATE DATABASE "+name)
}

// balance starts HAProxy as docs/many-servers.md has it.
func (f *fleet) balance(ctx context.Context) error {
	address, err := freeAddress()
	if err != nil {
		return err
	}
	var config strings.Builder
	config.WriteString(`defaults
  mode tcp
  timeout connect 10s
  timeout client 2h
  timeout server 2h
  timeout check 10s
  option tcp-check
  tcp-check expect string SSH-2.0
  default-server send-proxy-v2 check inter 2s fall 3 rise 1
listen youku
  balance leastconn
`)
	fmt.Fprintf(&config, "  bind %s\n", address)
	for i, s := range f.each {
		fmt.Fprintf(&config, "  server s%d %s\n", i, s.addr)
	}
	file := filepath.Join(f.dir, "haproxy.cfg")
	if err := os.WriteFile(file, []byte(config.String()), 0o600); err != nil {
		return err
	}
	haproxy, err := find("haproxy")
	if err != nil {
		return err
	}
	cmd := exec.Command(haproxy, "-db", "-f", file)
	cmd.Stdout, cmd.Stderr = f.log, f.log
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start the balancer: %w", err)
	}
	gone := make(chan struct{})
	go func() { _ = cmd.Wait(); close(gone) }()
	f.stops = append(f.stops, func() { program.Stop(cmd.Process, gone) })
	f.balancer = &server{addr: address, user: admin}
	return program.Await(ctx, "the servers behind the balancer", func() (bool, error) {
		c, err := net.Dial("tcp", address)
		if err != nil {
			return false, nil
		}
		defer c.Close()
		var first [4]byte
		n, _ := c.Read(first[:])
		return string(first[:n]) == "SSH-", nil
	})
}

// complaints are the lines of the servers' logs that speak of a fault.
func (f *fleet) complaints() (list []string) {
	for line := range strings.Lines(read(f.log.Name())) {
		if strings.Contains(line, " level=WARN ") || strings.Contains(line, " level=ERROR ") || strings.Contains(line, "panic") {
			list = append(list, strings.TrimSpace(line))
		}
	}
	return list
}

// secretIn reads a key of OpenSSH's.
func secretIn(file string) (ed25519.PrivateKey, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	key, err := ssh.ParseRawPrivateKey(data)
	if err != nil {
		return nil, err
	}
	secret, is := key.(*ed25519.PrivateKey)
	if !is {
		return nil, fmt.Errorf("%s has a key of another kind: %T", file, key)
	}
	return *secret, nil
}

// usage is processor time in seconds.
type usage struct{ servers, rows float64 }

// usage is what the servers and PostgreSQL used so far.
func (f *fleet) usage() (u usage, err error) {
	for _, s := range f.each {
		t, err := s.cpu()
		if err != nil {
			return u, err
		}
		u.servers += t.Seconds()
	}
	first, _, _ := strings.Cut(read(filepath.Join(os.Getenv(pgtest.Folder), "data", "postmaster.pid")), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil {
		return u, fmt.Errorf("find PostgreSQL's process: %w", err)
	}
	for _, pid := range append(children(pid), pid) {
		if t, err := cpuOf(pid); err == nil { // one that has just gone counts for its parent
			u.rows += t.Seconds()
		}
	}
	return u, nil
}
