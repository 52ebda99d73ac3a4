package command

import (
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"youku.example/store"
)

// changing is every command that changes something, each with a line that does
// and the entry that it leaves in the audit: the action, and its target. Each is
// called in this order, in one library.
var changing = []struct {
	command   string
	who, line string
	stdin     string
	action    string
	target    string
}{
	{"register", "dora", "register dora", "", "register", "dora"},
	{"passwd", "alice", "passwd --password-stdin", "correct horse battery\n", "passwd", "alice"},
	{"keys add", "alice", "keys add", "SECOND", "key add", "alice"},
	{"keys remove", "alice", "keys remove SECOND", "", "key remove", "alice"},
	{"passwd", "boss", "passwd dora --password-stdin", "correct horse battery\n", "passwd", "dora"},
	{"keys add", "boss", "keys add dora", "THIRD", "key add", "dora"},
	{"publish", "boss", "publish clip.mp4 --title Clip --price 5", "", "publish", "Clip"},
	{"edit", "boss", "edit 1 --title Cut", "", "edit", "Clip"},
	{"subtitle add", "boss", "subtitle add 1 --language zh", "text", "subtitle add", "Cut"},
	{"subtitle remove", "boss", "subtitle remove 1 zh", "", "subtitle remove", "Cut"},
	{"cover", "boss", "cover 1", "picture", "cover", "Cut"},
	{"cover", "boss", "cover 1 --remove", "", "cover remove", "Cut"},
	{"edit", "boss", "edit 1 --series Show --episode 1x01", "", "edit", "Cut"},
	{"series edit", "boss", "series edit 1 --title Series", "", "series edit", "Show"},
	{"cover", "boss", "cover --series 1", "picture", "cover", "Series"},
	{"discard", "boss", "discard other.mp4", "", "discard", "other.mp4"},
	{"codes mint", "boss", "codes mint --amount 50 --count 2", "", "codes mint", ""},
	{"redeem", "alice", "redeem CODE", "", "redeem", "alice"},
	{"codes void", "boss", "codes void 1", "", "codes void", ""},
	{"invite mint", "boss", "invite mint --count 1", "", "invite mint", ""},
	{"invite void", "boss", "invite void 2", "", "invite void", ""},
	{"credit", "boss", "credit alice 20", "", "credit", "alice"},
	{"vip", "alice", "vip month", "", "vip", "alice"},
	{"buy", "alice", "buy 1", "", "buy", "Cut"},
	{"refund", "boss", "refund alice 1", "", "refund", "alice"},
	{"delete", "boss", "delete 1", "", "delete", "Cut"},
	{"restore", "boss", "restore 1", "", "restore", "Cut"},
	{"takedown", "boss", "takedown 1", "", "takedown", "Cut"},
	{"purge", "boss", "purge 1", "", "purge", "Cut"},
	{"post", "boss", "post Hello", "there", "post", "Hello"},
	{"withdraw", "boss", "withdraw 1", "", "withdraw", "Hello"},
	{"kick", "boss", "kick alice", "", "kick", "alice"},
	{"lock", "boss", "lock alice", "", "lock", "alice"},
	{"unlock", "boss", "unlock alice", "", "unlock", "alice"},
	{"account remove", "boss", "account remove alice", "", "account remove", "#2"},
	{"bans lift", "boss", "bans lift 203.0.113.9", "", "bans lift", "203.0.113.9"},
}

// harmless is every other command: it only looks, or changes nothing but what
// its owner sees.
var harmless = []string{
	"help", "whoami", "movies", "movie", "series", "notices", "request", "get", "downloads", "mark", "unmark", "marks", "seen", "news", "follow", "unfollow", "wallet", "keys", "language",
	"incoming", "plan", "check", "users", "sessions", "transfers", "bans", "audit", "codes", "invites", "version", "md5sum", "sha1sum", "sha256sum",
}

// Every command that changes something leaves an entry that says who did what
// to whom, from where and with which key; and a command that is new must say
// which of the two it is.
func TestAudit_EveryCommand(t *testing.T) {
	known := slices.Clone(harmless)
	for _, c := range changing {
		known = append(known, c.command)
	}
	for _, row := range table(Services{}) {
		if n := strings.Count(" "+strings.Join(known, " | ")+" ", " "+row.Name+" "); n == 0 {
			t.Errorf("%s is neither among the commands that change something nor among the others", row.Name)
		}
	}
	withServer(t, func(h *testServer) {
		h.people["dora"] = newcomer("dora")
		h.person("alice")
		h.upload("clip.mp4", "a clip", store.Arrived)
		h.upload("other.mp4", "another", store.Arrived)
		h.bans.list = []store.Ban{{Source: netip.MustParsePrefix("203.0.113.9/32"), Until: time.Now().Add(time.Minute)}}
		for name, a := range h.people {
			a.Addr = "192.0.2.7"
			h.people[name] = a
		}
		second, fp := key("second")
		third, _ := key("third")
		code := ""
		for _, c := range changing {
			before := h.auditLines()
			line := strings.NewReplacer("SECOND", fp, "CODE", code).Replace(c.line)
			got := h.askWith(call{who: c.who, line: line, stdin: strings.NewReplacer("SECOND", second, "THIRD", third).Replace(c.stdin)})
			if got.exit != 0 {
				t.Fatalf("%s: %+v", line, got)
			}
			if c.command == "codes mint" {
				code = mintedCode.FindString(got.out)
			}
			lines := h.auditLines()
			lines = lines[:len(lines)-len(before)]
			if len(lines) != 1 {
				t.Errorf("%s left %d entries: %+v", line, len(lines), lines)
				continue
			}
			l, who := lines[0], h.people[c.who]
			if l.Action != c.action || l.Target != c.target || l.Addr != who.Addr || l.Key != who.Key || l.At.IsZero() ||
				c.who != "dora" && (l.Actor != who.Name || l.Role != who.Role) {
				t.Errorf("%s left %+v", line, l)
			}
		}
		// What was refused was not done.
		before := len(h.auditLines())
		for _, line := range []string{"delete 99", "lock nobody", "credit alice -5", "buy 1", "redeem X", "publish none --title X --free"} {
			if got := h.ask("boss", line); got.exit == 0 {
				t.Errorf("%s was done", line)
			}
		}
		if after := len(h.auditLines()); after != before {
			t.Errorf("refusals left %d entries", after-before)
		}
	})
}

// auditLines is the whole audit, the newest first.
func (h *testServer) auditLines() []store.AuditLine {
	h.t.Helper()
	lines, err := h.shop.Audit(h.ctx, h.people["boss"], 10_000)
	h.must(err)
	return lines
}
