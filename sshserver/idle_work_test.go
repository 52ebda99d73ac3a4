package sshserver

import (
	"io"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
)

// TestIdle_AtWork: a command that works in silence is not idle, however long
// it takes; one that waits for its client is.
func TestIdle_AtWork(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newMemNet()
		h := newTestServerOn(t, Config{Limits: limit.Limits{Idle: 10 * time.Second}}, w)
		keys := map[string]gossh.Signer{"alice": newKey(t), "boss": newKey(t)}
		h.stock(keys)
		c := w.client(h, "alice", keys)
		settle(40 * time.Second) // what stock has asked for is ready

		began := time.Now()
		if out, err := runLine(w.client(h, "boss", keys), "get 1 --quiet"); time.Since(began) < 30*time.Second {
			t.Errorf("it ended after %v of a wait of 30s: %d bytes, %v", time.Since(began), len(out), err)
		}
		for line, input := range map[string]string{"md5sum": "begun", "scp -t /incoming/a.mp4": "", "passwd --password-stdin": "half of a"} {
			s, err := c.NewSession()
			if err != nil {
				t.Fatal(err)
			}
			in, _ := s.StdinPipe()
			began := time.Now()
			if err := s.Start(line); err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(in, input)
			if err := s.Wait(); exitOf(err) != 1 || time.Since(began) < 9*time.Second || time.Since(began) > 15*time.Second {
				t.Errorf("%s: ended after %v, %v; want the bound on idleness", line, time.Since(began), err)
			}
		}
		_ = c.Close()
		settle(time.Minute)
	})
}
