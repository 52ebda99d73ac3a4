package sshserver

import (
	"io"
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/tui/words"
)

// TestPanic: a panic ends the login, command or transfer that it happens in,
// and nothing else, and the log tells where it was.
func TestPanic(t *testing.T) {
	h := newHouse(t, Config{Language: words.En})
	alice := newKey(t)
	h.user("alice", "correct horse", alice)
	in := h.in("alice", keysOf(alice)...)
	for name, falls := range map[string]func(t *testing.T){
		"LoginByPassword": func(t *testing.T) {
			if _, err := h.dial("alice", gossh.Password("correct horse")); err == nil {
				t.Error("came in")
			}
		},
		"LoginByPrompt": func(t *testing.T) {
			if _, err := h.dial("alice", answer("correct horse", nil)); err == nil {
				t.Error("came in")
			}
		},
		"LoginByKey": func(t *testing.T) {
			if _, err := h.dial("alice", keysOf(alice)...); err == nil {
				t.Error("came in")
			}
		},
		"Command": func(t *testing.T) {
			out, err := runLine(in, "movies")
			if exitOf(err) != 1 || !strings.Contains(err.Error(), "wrong inside") || strings.Contains(out+err.Error(), "fell over") {
				t.Errorf("%q, %v", out, err)
			}
		},
		"SFTP": func(t *testing.T) {
			s := request(t, in, "sftp")
			_, _ = io.WriteString(s, sftpHello+string(msg(0, string(msg(11, 1, "/downloads")))[1:]))
			if exit := <-s.exit; exit != 1 || strings.Contains(s.out.String()+s.said.String(), "fell over") {
				t.Errorf("exit %d, %q", exit, s.said.String())
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			logged := len(h.log.text())
			h.shop.falls.Store(true)
			falls(t)
			h.shop.falls.Store(false)
			if log := h.log.text()[logged:]; !strings.Contains(log, "the shop fell over") || !strings.Contains(log, "shop_test.go") {
				t.Errorf("the log does not tell what fell over where: %s", log)
			}
			if out, err := runLine(in, "movies --json"); err != nil {
				t.Errorf("the connection afterwards: %q, %v", out, err)
			}
		})
	}
}
