package command

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// FuzzLine: any line of a guest, cursors, limits and numbers included, ends
// with 0, 1 or 2; says why in clean words when it is not done; answers JSON that
// is JSON; and makes no inner fault of what is merely wrong.
func FuzzLine(f *testing.F) {
	h := newTestServer(f, f.TempDir(), store.DefaultRules())
	h.movie("城南旧事", 0)
	h.movie("流浪地球 The Wandering Earth", 2000)
	for _, row := range table(Services{}) {
		f.Add(row.Name)
		for _, e := range row.Examples {
			f.Add(e)
		}
	}
	for _, s := range []string{
		"movies --after 1 --limit 1 --json", "movies --after -1", "movies --after 9223372036854775808", "movies --limit 0", "movies --limit 999999999999999999999",
		"movies --after １ --sort price", "movies --sort title --after 99 --search 星", "movie 0", "movie 0x10", "movie 1e3", "movie -- -1", "movie 00000000000000000001",
		"movies --search '\x1b[2J' --json", "get 1 --offset 9223372036854775807", "help help", "movies --json --json", "whoami\x00", "'", "movies --search \xff",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var out, said bytes.Buffer
		exit := Run(ctx, h.services(h.people["guest"]), cli.Call{
			Actor: h.people["guest"], Lang: words.En, Stdin: strings.NewReader(""), Stdout: &out, Stderr: &said,
			Port: 2222, Client: "SSH-2.0-test", Location: time.UTC,
		}, line)
		parts, err := Split(line)
		asked := err != nil || nextWord(parts, 0) >= 0 // else the help is the answer
		if exit < 0 || exit > 2 || exit == 0 && said.Len() > 0 || exit > 0 && asked && said.Len() == 0 {
			t.Fatalf("%q: exit %d, %q, %q", line, exit, out.String(), said.String())
		}
		if strings.Contains(said.String(), "inside") {
			t.Fatalf("%q is an inner fault: %s", line, said.String())
		}
		for _, text := range []string{out.String(), said.String()} {
			if store.CleanText(text) != text {
				t.Fatalf("%q: not clean: %q", line, text)
			}
		}
		if err == nil && asksJSON(parts) && out.Len() > 0 && exit != 0 && !json.Valid(out.Bytes()) {
			t.Fatalf("%q: no JSON: %q", line, out.String())
		}
	})
}
