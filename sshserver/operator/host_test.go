package operator

import (
	"bytes"
	"strings"
	"testing"

	"youku.example/sshserver/operator/local"
)

// The help shows where viewers connect, too.
func TestAddress_Help(t *testing.T) {
	for env, want := range map[string]string{
		"YOUKU_HOST=":                      "ssh -p 2222 NAME@HOST help",
		"YOUKU_HOST=movies.example.org:22": "ssh NAME@movies.example.org help",
		"YOUKU_LISTEN=:22":                 "ssh NAME@HOST help",
	} {
		var out bytes.Buffer
		if exit := Main(t.Context(), local.Process{Args: []string{"help"}, Environ: []string{env}, Stdout: &out}); exit != 0 || !strings.Contains(out.String(), want) {
			t.Errorf("%s: exit %d, want %q in\n%s", env, exit, want, out.String())
		}
	}
}
