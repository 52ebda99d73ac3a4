package sshserver

import (
	"testing"

	"charm.land/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// FuzzRequests: whatever a client asks for on a channel, the library sees no
// more than a few variables, one terminal of a sane size and one start.
func FuzzRequests(f *testing.F) {
	f.Add("pty-req", gossh.Marshal(ptyRequest{Term: "xterm", Columns: 60000, Rows: 20000}), 3)
	f.Add("env", gossh.Marshal(struct{ K, V string }{"LANG", "zh_CN.UTF-8"}), 40)
	f.Add("window-change", gossh.Marshal(struct{ A, B, C, D uint32 }{1 << 31, 0, 0, 0}), 2)
	f.Add("exec", gossh.Marshal(struct{ V string }{"movies"}), 2)
	f.Add("subsystem", []byte{0, 0, 0}, 1)
	f.Fuzz(func(t *testing.T, kind string, payload []byte, times int) {
		r := &requests{channel: &channel{resized: make(chan ssh.Window, 1)}}
		seen := map[string]int{}
		for range min(max(times, 0), 100) {
			req := &gossh.Request{Type: kind, Payload: payload}
			if !r.allow(req) {
				continue
			}
			seen[kind]++
			var p ptyRequest
			if kind == "pty-req" && (gossh.Unmarshal(req.Payload, &p) != nil || p.Columns < 1 || p.Columns > widest ||
				p.Rows < 1 || p.Rows > tallest || len(p.Term) > longestTerm || p.Modes != "") {
				t.Fatalf("the library sees a terminal %+v", p)
			}
		}
		for kind, n := range seen {
			most := map[string]int{"env": mostEnv, "pty-req": 1, "shell": 1, "exec": 1, "subsystem": 1}[kind]
			if n > most {
				t.Fatalf("%d requests %q came through, at most %d may", n, kind, most)
			}
		}
		select {
		case w := <-r.channel.resized:
			if w.Width < 1 || w.Width > widest || w.Height < 1 || w.Height > tallest {
				t.Fatalf("the screen hears of %v", w)
			}
		default:
		}
	})
}
