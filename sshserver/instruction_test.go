package sshserver

import (
	"strings"
	"testing"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/auth"
	"youku.example/store"
)

// TestAuth_Instruction: both lines above the prompt are readable in OpenSSH,
// which prints what is not ASCII of an instruction as octal numbers.
func TestAuth_Instruction(t *testing.T) {
	h := newTestServer(t, Config{})
	instruction, _ := auth.Instruction(store.DefaultRules())
	if i := strings.IndexFunc(instruction, func(r rune) bool { return r < ' ' || r > '~' }); i >= 0 {
		t.Errorf("the instruction is not ASCII at %d: %q", i, instruction)
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
		if len(asked) != 4 || asked[0] != instruction {
			t.Errorf("%s was asked %q", name, asked)
		}
		if len(banners) != 1 || !strings.Contains(banners[0], "回车") {
			t.Errorf("%s was told %q, want one line", name, banners)
		}
	}
}

// What the prompt says of an empty answer is what one is for.
func TestInstruction_Rules(t *testing.T) {
	for _, c := range []struct {
		admits   store.Admission
		noGuests bool
		want     string
	}{
		{"", false, "press Enter alone to look around or register"},
		{store.AdmitAll, false, "press Enter alone to look around or register"},
		{store.AdmitInvited, true, "press Enter alone to register"},
		{store.AdmitNone, false, "press Enter alone to look around"},
		{store.AdmitNone, true, ""},
	} {
		got, banner := auth.Instruction(store.Rules{Registration: c.admits, NoGuests: c.noGuests})
		if got != c.want || (banner == "") != (c.want == "") {
			t.Errorf("%q, no guests %v: %q and %q, want %q", c.admits, c.noGuests, got, banner, c.want)
		}
	}
}
