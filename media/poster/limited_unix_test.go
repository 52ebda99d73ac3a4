//go:build unix

package poster

import (
	"strings"
	"testing"
)

// The program that reads what strangers sent knows no key of the library.
func TestLimitedCommand_NoSecrets(t *testing.T) {
	for _, name := range []string{"PGPASSWORD", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"} {
		t.Setenv(name, "the secret")
	}
	t.Setenv("KEPT", "this one")
	cmd, err := limitedCommand(t.Context(), "env", nil)
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "the secret") || !strings.Contains(string(out), "KEPT=this one") {
		t.Errorf("it is given\n%s", out)
	}
}
