package command

import (
	"strings"
	"testing"
	"time"
)

// A VIP ends by the library's calendar, whatever this machine's clock shows.
func TestVIPByTheLibrarysCalendar(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.credit("alice", 100_00)
		h.ask("alice", "vip month")
		for _, c := range []struct {
			days int
			vip  string
		}{{29, `"vip":true`}, {31, `"vip":false`}} {
			h.clock = func() time.Time { return time.Now().Add(time.Duration(c.days) * 24 * time.Hour) }
			for who, line := range map[string]string{"alice": "whoami --json", "boss": "users --search alice --json"} {
				got := strings.ReplaceAll(h.ask(who, line).out, `": `, `":`)
				if !strings.Contains(got, c.vip) {
					t.Errorf("%s after %d days: %s, want %s", line, c.days, got, c.vip)
				}
			}
		}
		h.clock = func() time.Time { return time.Now().Add(29 * 24 * time.Hour) }
		if got := h.ask("alice", "whoami"); !strings.Contains(got.out, "until tomorrow 00:00") {
			t.Errorf("whoami on the day before VIP ends: %s%s", got.out, got.err)
		}
	})
}
