package sshserver

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
)

// TestAuth_Invitation: both lines above the prompt are readable in OpenSSH,
// which prints what is not ASCII of an instruction as octal numbers.
func TestAuth_Invitation(t *testing.T) {
	h := newTestServer(t, Config{})
	if i := strings.IndexFunc(auth.Instruction, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
		t.Errorf("the instruction is not ASCII at %d: %q", i, auth.Instruction)
	}
	for _, name := range []string{"alice", "no-one-here"} {
		var banners, asked []string
		c := &gossh.ClientConfig{
			User:            name,
			HostKeyCallback: gossh.InsecureIgnoreHostKey(),
			BannerCallback:  func(b string) error { banners = append(banners, b); return nil },
			Auth:            []gossh.AuthMethod{gossh.RetryableAuthMethod(answer("wrong-password", &asked), 2)},
		}
		if client, err := gossh.Dial("tcp", h.addr, c); err == nil {
			client.Close()
			t.Fatalf("%s came in by a wrong password", name)
		}
		if len(asked) != 4 || asked[0] != auth.Instruction {
			t.Errorf("%s was asked %q", name, asked)
		}
		if len(banners) != 1 || !strings.Contains(banners[0], "回车") {
			t.Errorf("%s was invited by %q, want one line", name, banners)
		}
	}
}
