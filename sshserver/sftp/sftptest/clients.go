package sftptest

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience ends a client that hangs.
const patience = 60 * time.Second

// Need skips the test where a program is missing, and fails it where none may
// be (YOUKU_TEST_REQUIRE=all).
func Need(t testing.TB, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatalf("%s is not installed", program)
		}
		t.Skipf("%s is not installed", program)
	}
}

// Dir is an empty directory of the client's, where its programs run.
func (s *Server) Dir() string { return s.dir }

// File is the path of one of the client's own files.
func (s *Server) File(name string) string { return filepath.Join(s.dir, name) }

// Write makes one of the client's own files.
func (s *Server) Write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(s.File(name)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.File(name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// Read is what one of the client's own files holds, nil if there is none.
func (s *Server) Read(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(s.File(name))
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return data
}

// Result is how a client ended.
type Result struct {
	Exit        int
	Out, Stderr string
}

// Run runs a client to its end.
func (s *Server) Run(t testing.TB, stdin, program string, args ...string) Result {
	t.Helper()
	Need(t, program)
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := s.Command(ctx, program, args...)
	cmd.Stdin = strings.NewReader(stdin)
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	err := cmd.Run()
	if ctx.Err() != nil {
		t.Fatalf("%s %q hangs\nout: %s\nstderr: %s", program, args, &out, &stderr)
	}
	if _, ended := err.(*exec.ExitError); err != nil && !ended {
		t.Fatal(err)
	}
	r := Result{cmd.ProcessState.ExitCode(), out.String(), stderr.String()}
	t.Logf("%s %q: exit %d\n%s%s", program, args, r.Exit, r.Out, r.Stderr)
	return r
}

// Command is a client in its own empty home.
func (s *Server) Command(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Dir = s.dir
	cmd.WaitDelay = 2 * time.Second
	cmd.Env = append(os.Environ(), "HOME="+s.dir, "LC_ALL=C.UTF-8", "SSH_AUTH_SOCK=", "XDG_CONFIG_HOME="+s.dir, "XDG_CACHE_HOME="+s.dir)
	if s.As != nil {
		s.As(cmd)
	}
	return cmd
}

// OpenSSH is the options of sftp, scp and ssh.
func (s *Server) OpenSSH() []string {
	return []string{
		"-F", "none", "-i", s.File("key"), "-P", s.Port,
		"-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
		"-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR",
	}
}

// SFTP runs lines of a batch with OpenSSH's sftp; a line that fails ends it.
func (s *Server) SFTP(t testing.TB, lines ...string) Result {
	t.Helper()
	args := append(s.OpenSSH(), "-b", "-", User+"@"+s.Host)
	return s.Run(t, strings.Join(lines, "\n")+"\n", "sftp", args...)
}

// SCP runs OpenSSH's scp; a path beginning with : is one on the server.
func (s *Server) SCP(t testing.TB, args ...string) Result {
	t.Helper()
	all := s.OpenSSH()
	for _, a := range args {
		if strings.HasPrefix(a, ":") {
			a = User + "@" + s.Host + a
		}
		all = append(all, a)
	}
	return s.Run(t, "", "scp", all...)
}

// PuTTY runs psftp or pscp.
func (s *Server) PuTTY(t testing.TB, stdin, program string, args ...string) Result {
	t.Helper()
	args = append([]string{"-batch", "-P", s.Port, "-hostkey", s.Fingerprint, "-pw", Password}, args...)
	return s.Run(t, stdin, program, args...)
}

// LFTP runs commands of lftp.
func (s *Server) LFTP(t testing.TB, commands string) Result {
	t.Helper()
	connect := "ssh -a -x -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o IdentitiesOnly=yes -i " + s.File("key")
	return s.Run(t, "", "lftp", "--norc", "-c",
		`set sftp:connect-program "`+connect+`"; set net:max-retries 1; set net:timeout 20; set cmd:fail-exit yes; `+
			`open -u `+User+`,unused sftp://`+s.Host+`:`+s.Port+`; `+commands)
}

// Curl runs curl on a path of the server.
func (s *Server) Curl(t testing.TB, path string, args ...string) Result {
	t.Helper()
	args = append([]string{"-sS", "-k", "-u", User + ":" + Password}, args...)
	return s.Run(t, "", "curl", append(args, "sftp://"+s.Host+":"+s.Port+path)...)
}

// Rclone runs rclone, which knows the server as "youku:".
func (s *Server) Rclone(t testing.TB, args ...string) Result {
	t.Helper()
	s.Write(t, "rclone.conf", []byte("[youku]\ntype = sftp\nhost = "+s.Host+"\nport = "+s.Port+"\nuser = "+User+
		"\nkey_file = "+s.File("key")+"\n"))
	return s.Run(t, "", "rclone", append([]string{"--config", s.File("rclone.conf"), "--retries", "1", "--low-level-retries", "1"}, args...)...)
}
