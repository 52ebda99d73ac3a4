package command

import (
	"flag"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

// story is a day in the library, in commands.
type story struct {
	h    *testServer
	lang words.Lang
	json bool
	b    strings.Builder
}

var mintedCode = regexp.MustCompile(`[0-9A-Z]{4}(-[0-9A-Z]{4}){4}`)

// ask runs a line and keeps what was answered; it gives it back, too.
func (s *story) ask(who, line string, stdin ...string) said {
	shown := line
	if s.json {
		line += " --json"
	}
	got := s.h.askWith(call{who: who, line: line, stdin: strings.Join(stdin, ""), lang: s.lang, host: "youku.example"})
	fmt.Fprintf(&s.b, "$ %s: %s\n%s", who, mintedCode.ReplaceAllString(shown, "CODE"), mintedCode.ReplaceAllString(got.out, "CODE"))
	if got.err != "" {
		s.b.WriteString("stderr: " + got.err)
	}
	if got.exit != 0 {
		fmt.Fprintf(&s.b, "exit %d\n", got.exit)
	}
	s.b.WriteString("\n")
	return got
}

// hold compares what was answered with the golden file.
func (s *story) hold(t *testing.T, name string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(file, []byte(s.b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), s.b.String()); diff != "" {
		t.Errorf("%s (-update writes it anew): %s", file, diff)
	}
}

func (s *story) tell() {
	h := s.h
	alice := newcomer("alice")
	h.people["alice"] = alice
	s.ask("guest", "whoami")
	s.ask("vouched", "whoami")
	s.ask("guest", "notices")
	s.ask("guest", "movies")
	s.ask("alice", "register alice")
	account, err := h.shop.AccountByName(h.ctx, "alice")
	h.must(err)
	alice.Account, alice.Name, alice.Role = account.ID, account.Name, store.RoleUser
	h.people["alice"] = alice
	h.person("小明")

	h.upload("clip.mp4", "a clip", store.Arrived)
	h.upload("half.mp4", "half of it", store.Partial)
	s.ask("boss", "incoming")
	s.ask("boss", "check "+strings.Repeat("0", 64))
	s.ask("boss", "publish clip.mp4 --title '流浪地球 The Wandering Earth' --price 20")
	m, err := h.shop.Movie(h.ctx, h.people["boss"], 1)
	h.must(err)
	s.ask("boss", "check "+m.SHA256)
	s.ask("boss", "check "+m.SampledMD5)
	h.movie("城南旧事", 0)
	h.movie("A Short Clip", 0)
	s.ask("boss", "edit 1 --title Renamed --price 12.50")
	s.ask("boss", "edit 1 --title '流浪地球' --price 15.01")
	s.ask("boss", "post '停机 maintenance'", "今晚十点\nat ten\n")
	s.ask("boss", "credit alice 12.50 --note thanks")
	codes := s.ask("boss", "codes mint --amount 50 --count 2")
	s.ask("alice", "redeem "+mintedCode.FindString(codes.out))

	s.ask("alice", "movies --sort title")
	s.ask("alice", "movies --limit 1")
	s.ask("alice", "movies --search nobody")
	s.ask("alice", "movie 1")
	s.ask("alice", "buy 1 --price 15.01")
	s.ask("alice", "buy 1")
	s.ask("alice", "downloads")
	s.ask("alice", "request 2")
	s.ask("alice", "request 3")
	s.ask("alice", "downloads")
	s.ask("alice", "vip")
	s.ask("alice", "vip month")
	s.ask("alice", "request 2")
	s.ask("alice", "movies --paid")
	s.ask("alice", "wallet")
	s.ask("alice", "whoami")
	s.ask("alice", "notices")
	line, _ := key("second")
	s.ask("alice", "keys add", line+"\n")
	_, fp := key("alice")
	s.ask("alice", "keys remove "+fp)
	h.people["alice"] = func() store.Actor { a := alice; _, a.Key = key("second"); return a }()
	s.ask("alice", "keys")
	s.ask("小明", "keys")
	s.ask("小明", "passwd --password-stdin", "correct horse battery\n")
	s.ask("alice", "language zh")
	s.ask("alice", "md5sum '/downloads/a b.mp4'")
	s.ask("alice", `sha1sum '/downloads/back\slash' '/downloads/a b.mp4'`)
	s.ask("alice", "md5sum")
	s.ask("alice", "sha256sum -b -", "abc")

	leave := h.shop.Enter(h.people["小明"], store.Visit{ID: "m", Account: h.people["小明"].Account, Name: "小明", Role: store.RoleUser, Protocol: store.ProtocolTUI, Addr: "192.0.2.7", Client: "SSH-2.0-OpenSSH", Since: time.Now()}, nil)
	defer leave()
	transfer, err := h.shop.OpenDownload(h.ctx, h.people["alice"], 2, store.ProtocolSFTP, "SSH-2.0-OpenSSH")
	h.must(err)
	transfer.Sent(0, 5)
	s.ask("boss", "sessions")
	s.ask("boss", "transfers")
	h.must(transfer.Close())
	s.ask("boss", "transfers")
	s.ask("boss", "kick 小明")
	h.bans.list = []store.Ban{
		{Source: netip.MustParsePrefix("203.0.113.9/32"), Until: time.Now().Add(10 * time.Minute), Why: store.BanGuesses, Times: 7},
		{Source: netip.MustParsePrefix("2001:db8::/64"), Until: time.Now().Add(time.Minute), Why: store.BanNoise, Times: 120},
	}
	s.ask("boss", "bans")
	s.ask("boss", "bans lift 203.0.113.9/32")
	s.ask("boss", "bans")
	s.ask("boss", "lock 小明")
	s.ask("boss", "users")
	s.ask("boss", "users --search ali")
	s.ask("boss", "unlock 小明")
	s.ask("boss", "refund alice 1")
	s.ask("boss", "delete 1")
	s.ask("boss", "movies --deleted")
	s.ask("boss", "restore 1")
	s.ask("boss", "takedown 1")
	s.ask("boss", "purge 1")
	s.ask("boss", "withdraw 1")
	s.ask("alice", "downloads")
	s.ask("boss", "audit --limit 5")
}

func TestStory(t *testing.T) {
	for _, c := range []struct {
		name string
		lang words.Lang
		json bool
	}{{"json", words.En, true}, {"en", words.En, false}, {"zh", words.Zh, false}} {
		t.Run(c.name, func(t *testing.T) {
			withServer(t, func(h *testServer) {
				s := &story{h: h, lang: c.lang, json: c.json}
				s.tell()
				s.hold(t, c.name)
			})
		})
	}
}

// The help of each kind of actor, and of every command, in both languages and
// one file: a new command changes no other.
func TestHelp(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		s := &story{h: h}
		for _, s.lang = range []words.Lang{words.En, words.Zh} {
			for _, who := range []string{"guest", "vouched", "alice", "boss"} {
				s.ask(who, "help")
			}
			for _, row := range table(Services{}) {
				who := "boss"
				if row.Gate&cli.Admin == 0 {
					who = "guest"
				}
				if got := s.ask(who, "help "+row.Name); got.exit != 0 {
					t.Errorf("help %s: %+v", row.Name, got)
				}
			}
		}
		s.hold(t, "help")
	})
}
