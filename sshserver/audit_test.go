package sshserver

import (
	"crypto/rand"
	"crypto/rsa"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	gossh "golang.org/x/crypto/ssh"
)

// TestSSHAudit: ssh-audit finds no failure, and every warning of its stands in
// SECURITY.md with the client that needs what it warns of; no other does.
func TestSSHAudit(t *testing.T) {
	needs(t, "ssh-audit")
	k, err := rsa.GenerateKey(rand.Reader, 3072)
	if err != nil {
		t.Fatal(err)
	}
	second, err := gossh.NewSignerFromKey(k)
	if err != nil {
		t.Fatal(err)
	}
	h := newTestServer(t, Config{}, second)
	_, port, _ := net.SplitHostPort(h.addr)
	out, err := exec.CommandContext(t.Context(), "ssh-audit", "--batch", "--port", port, "127.0.0.1").CombinedOutput()
	if _, ran := err.(*exec.ExitError); err != nil && !ran {
		t.Fatal(err)
	}
	report := regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(string(out), "")

	var warned []string
	last := ""
	for line := range strings.Lines(report) {
		if m := regexp.MustCompile(`^(\((?:gen|kex|key|enc|mac)\) \S+)`).FindString(line); m != "" {
			last = m
		}
		if strings.Contains(line, "[fail]") || strings.Contains(line, "[exception]") {
			t.Errorf("ssh-audit: %s", line)
		}
		if _, text, ok := strings.Cut(line, "[warn] "); ok {
			warned = append(warned, last+": "+strings.TrimSpace(text))
		}
	}
	if !strings.Contains(report, "(kex) mlkem768x25519-sha256") || strings.Index(report, "mlkem768x25519") > strings.Index(report, "curve25519-sha256") {
		t.Errorf("the post-quantum key exchange is not offered first:\n%s", report)
	}
	if !strings.Contains(report, "kex-strict-s-v00@openssh.com") {
		t.Errorf("no strict key exchange:\n%s", report)
	}

	page, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	var listed []string
	for _, m := range regexp.MustCompile("(?m)^- `(\\([a-z]{3}\\) [^`]+)`").FindAllStringSubmatch(string(page), -1) {
		listed = append(listed, m[1])
	}
	slices.Sort(warned)
	slices.Sort(listed)
	if d := cmp.Diff(listed, warned); d != "" {
		t.Errorf("SECURITY.md lists (-), ssh-audit warns of (+):\n%s", d)
	}
}

// TestSecurityPage: the tests that SECURITY.md names exist, by their beginning.
func TestSecurityPage(t *testing.T) {
	page, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	var tests strings.Builder
	err = filepath.WalkDir("..", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		tests.Write(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	named := regexp.MustCompile("`(Test[A-Za-z_]+)").FindAllStringSubmatch(string(page), -1)
	if len(named) < 15 {
		t.Errorf("%d tests are named", len(named))
	}
	for _, m := range named {
		if !strings.Contains(tests.String(), "func "+m[1]) {
			t.Errorf("SECURITY.md names %s, which is not there", m[1])
		}
	}
}
