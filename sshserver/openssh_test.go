package sshserver

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/tui/words"
)

// needs skips the test where a program is not installed.
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err == nil {
		return
	}
	if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
		t.Fatalf("%s is not installed", program)
	}
	t.Skipf("%s is not installed", program)
}

// openSSH is the stock client with keys and no one at its keyboard.
type openSSH struct {
	h        *testServer
	dir      string
	keys     []string
	password string // what SSH_ASKPASS answers
}

// newOpenSSH gives the client a new folder; nothing of the machine's own
// configuration takes part.
func newOpenSSH(t *testing.T, h *testServer, password string) *openSSH {
	t.Helper()
	needs(t, "ssh")
	o := &openSSH{h: h, dir: t.TempDir(), password: password}
	o.write(t, "askpass", 0o700, "#!/bin/sh\nprintf '%s\\n' \"$ANSWER\"\n")
	return o
}

func (o *openSSH) write(t *testing.T, name string, mode os.FileMode, text string) string {
	t.Helper()
	path := filepath.Join(o.dir, name)
	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	return path
}

// addKey makes a key for the client; without its private half it can be
// offered and no more.
func (o *openSSH) addKey(t *testing.T, private bool) gossh.Signer {
	t.Helper()
	_, k, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	block, err := gossh.MarshalPrivateKey(k, "")
	if err != nil {
		t.Fatal(err)
	}
	signer, err := gossh.NewSignerFromKey(k)
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("key%d", len(o.keys))
	if private {
		o.write(t, name, 0o600, string(pem.EncodeToMemory(block)))
	}
	o.write(t, name+".pub", 0o600, keyLine(signer))
	o.keys = append(o.keys, filepath.Join(o.dir, name))
	return signer
}

// run runs one command and answers stdout, stderr and the exit status.
func (o *openSSH) run(t *testing.T, as string, options []string, line ...string) (out, said string, exit int) {
	t.Helper()
	host, port, _ := net.SplitHostPort(o.h.addr)
	args := []string{"-F", "none", "-p", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(o.dir, "known"),
		"-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR"}
	for _, k := range o.keys {
		args = append(args, "-i", k)
	}
	args = append(args, options...)
	args = append(append(args, as+"@"+host), line...)
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "ssh", args...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + o.dir, "DISPLAY=:0",
		"SSH_ASKPASS=" + filepath.Join(o.dir, "askpass"), "SSH_ASKPASS_REQUIRE=force", "ANSWER=" + o.password}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	var failed *exec.ExitError
	switch {
	case errors.As(err, &failed):
		exit = failed.ExitCode()
	case err != nil:
		t.Fatal(err)
	}
	return stdout.String(), stderr.String(), exit
}

// copy runs scp with a new folder's keys and answers what it said.
func (o *openSSH) copy(t *testing.T, options []string, from, to string) (said string, err error) {
	t.Helper()
	host, port, _ := net.SplitHostPort(o.h.addr)
	args := []string{"-q", "-F", "none", "-P", port, "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=" + filepath.Join(o.dir, "known"),
		"-o", "IdentitiesOnly=yes", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"}
	for _, k := range o.keys {
		args = append(args, "-i", k)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "scp", append(append(args, options...), from, strings.ReplaceAll(to, "@:", "@"+host+":"))...).CombinedOutput()
	return string(out), err
}

// who is whom the server takes the client for.
func (o *openSSH) who(t *testing.T, as string, options ...string) (name, role string) {
	t.Helper()
	out, said, exit := o.run(t, as, options, "whoami", "--json")
	var me struct{ Name, Role string }
	if exit != 0 || json.Unmarshal([]byte(out), &me) != nil {
		return "", fmt.Sprintf("exit %d: %s%s", exit, out, said)
	}
	return me.Name, me.Role
}

func TestOpenSSH(t *testing.T) {
	h := newTestServer(t, Config{Language: words.En})
	h.user("alice", "correct horse", nil)

	t.Run("EightKeysThenPassword", func(t *testing.T) {
		o := newOpenSSH(t, h, "correct horse")
		for range 8 {
			o.addKey(t, true)
		}
		for _, order := range []string{"publickey,keyboard-interactive,password", "publickey,password"} {
			if name, role := o.who(t, "alice", "-o", "PreferredAuthentications="+order); name != "alice" || role != "user" {
				t.Errorf("%s: %s %s", order, name, role)
			}
		}
	})
	t.Run("OwnKey", func(t *testing.T) {
		o := newOpenSSH(t, h, "not asked for")
		h.user("bob", "", o.addKey(t, true))
		if name, role := o.who(t, "bob"); name != "bob" || role != "user" {
			t.Errorf("%s %s", name, role)
		}
	})
	t.Run("PublicHalfOnly", func(t *testing.T) {
		o := newOpenSSH(t, h, "")
		h.user("carol", "", o.addKey(t, false))
		boss := o.addKey(t, false)
		h.vouch("boss", boss)
		for _, name := range []string{"carol", "boss"} {
			if _, role := o.who(t, name); role != "guest" {
				t.Errorf("the public half of its key made %s a %s", name, role)
			}
		}
	})
	t.Run("New", func(t *testing.T) {
		o := newOpenSSH(t, h, "")
		o.addKey(t, true)
		if _, role := o.who(t, "new"); role != "guest" {
			t.Errorf("new is %s", role)
		}
		if _, said, exit := o.run(t, "new", nil, "register", "dave"); exit != 0 {
			t.Errorf("register: exit %d, %s", exit, said)
		}
		if name, role := o.who(t, "dave", "-o", "BatchMode=yes"); name != "dave" || role != "user" {
			t.Errorf("%s %s", name, role)
		}
	})
	t.Run("Guest", func(t *testing.T) {
		if _, role := newOpenSSH(t, h, "not asked for").who(t, "guest", "-o", "BatchMode=yes"); role != "guest" {
			t.Errorf("guest is %s", role)
		}
	})
	t.Run("WrongPassword", func(t *testing.T) {
		o := newOpenSSH(t, h, "battery staple")
		_, said, exit := o.run(t, "alice", []string{"-o", "NumberOfPasswordPrompts=1"}, "whoami")
		if exit != 255 || !strings.Contains(said, "publickey") || !strings.Contains(said, "keyboard-interactive") || !strings.Contains(said, "password") {
			t.Errorf("exit %d, %q", exit, said)
		}
	})
	t.Run("Algorithms", func(t *testing.T) {
		o := newOpenSSH(t, h, "")
		for _, weak := range []string{"KexAlgorithms=diffie-hellman-group14-sha256", "KexAlgorithms=ecdh-sha2-nistp256", "MACs=hmac-sha1", "HostKeyAlgorithms=ssh-rsa"} {
			options := []string{"-o", weak}
			if strings.HasPrefix(weak, "MACs") {
				options = append(options, "-o", "Ciphers=aes128-ctr")
			}
			if _, said, exit := o.run(t, "guest", options, "whoami"); exit != 255 {
				t.Errorf("%s was agreed on: %s", weak, said)
			}
		}
		for _, fine := range [][]string{
			{"-o", "KexAlgorithms=curve25519-sha256"},
			{"-o", "KexAlgorithms=curve25519-sha256@libssh.org"},
			{"-o", "Ciphers=aes128-ctr", "-o", "MACs=hmac-sha2-256"}, // libssh2 1.10
			{"-o", "Ciphers=chacha20-poly1305@openssh.com"},
			{"-o", "Ciphers=aes256-gcm@openssh.com"},
		} {
			if _, said, exit := o.run(t, "guest", fine, "whoami"); exit != 0 {
				t.Errorf("%s: %s", fine, said)
			}
		}
	})
}
