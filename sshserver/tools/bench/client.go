package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
)

// gcm is the cipher that both sides use where the cipher is not the question.
var gcm = []string{"-o", "Ciphers=aes128-gcm@openssh.com"}

// how are the options that every stock client gets: nothing of the settings
// and keys of the user who runs this.
func (b *bench) clientArgs(s *server, options []string) []string {
	return append([]string{
		"-F", "none", "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
		"-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none", "-o", "BatchMode=yes", "-i", b.key,
	}, options...)
}

func port(s *server) string {
	_, p, _ := net.SplitHostPort(s.addr)
	return p
}

// ssh is a command on a server.
func (b *bench) ssh(ctx context.Context, s *server, options []string, words ...string) *exec.Cmd {
	args := append(b.clientArgs(s, options), "-p", port(s), s.user+"@127.0.0.1")
	return exec.CommandContext(ctx, "ssh", append(args, words...)...)
}

// sftp is OpenSSH's client with lines to execute, as a person would type them.
func (b *bench) sftp(ctx context.Context, s *server, options []string, lines ...string) *exec.Cmd {
	args := append(b.clientArgs(s, options), "-q", "-b", "-", "-P", port(s), s.user+"@127.0.0.1")
	cmd := exec.CommandContext(ctx, "sftp", args...)
	cmd.Stdin = strings.NewReader(strings.Join(lines, "\n") + "\n")
	return cmd
}

// batch runs the lines and waits for the end.
func (b *bench) batch(ctx context.Context, s *server, options []string, lines ...string) error {
	return do(b.sftp(ctx, s, options, lines...))
}

// scp is the old protocol: from a server, or to it.
func (b *bench) scp(ctx context.Context, s *server, options []string, from, to string) *exec.Cmd {
	args := append(b.clientArgs(s, options), "-q", "-O", "-P", port(s), from, to)
	return exec.CommandContext(ctx, "scp", args...)
}

func remote(s *server, file string) string { return s.user + "@127.0.0.1:" + file }

// pipe gets a movie over exec. The shell of a person who pipes opens the file
// before ssh is started; so does this.
func (b *bench) pipe(ctx context.Context, s *server, options []string, id string) error {
	sink, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer sink.Close()
	cmd := b.ssh(ctx, s, options, "get", id)
	cmd.Stdout = sink
	return do(cmd)
}

// do runs a client; what it complains about is the error.
func do(cmd *exec.Cmd) error {
	var said strings.Builder
	if cmd.Stderr == nil {
		cmd.Stderr = &said
	}
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", cmd.Args[0], err, strings.TrimSpace(said.String()))
	}
	return nil
}
