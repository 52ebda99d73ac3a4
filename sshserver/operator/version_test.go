package operator

import (
	"encoding/json"
	"strings"
	"testing"

	"youku.example/sshserver/build"
)

func TestVersion(t *testing.T) {
	for _, args := range [][]string{{"version"}, {"--version"}, {"-version"}} {
		if exit, out, errs := typed("C", args...); exit != 0 || errs != "" || out != "youku "+build.Read().String()+"\n" {
			t.Errorf("%s: exit %d, %q %q", strings.Join(args, " "), exit, out, errs)
		}
	}
	exit, out, _ := typed("C", "version", "--json")
	var got build.Info
	if err := json.Unmarshal([]byte(out), &got); exit != 0 || err != nil || got != build.Read() {
		t.Errorf("exit %d, %s: %v", exit, out, err)
	}
	if exit, _, _ := typed("C", "version", "1"); exit != 2 {
		t.Errorf("with an argument: exit %d", exit)
	}
}
