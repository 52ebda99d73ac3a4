package sshserver

import (
	"fmt"
	"io"
	"net"
	"runtime"
	"strings"
	"sync"
	"time"

	"youku.example/sshserver/keyboard"
	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
	"youku.example/store"
)

// onAConnection are attacks of somebody who is in, on the connection itself.
var onAConnection = []attack{
	{
		name: "SessionsWithoutEnd", does: "opens 2,000 sessions", want: "ten are open, the others refused",
		run: func(s *scene) {
			r, opened := s.guest(), 0
			for i := range 2000 {
				if _, err := r.channel(i, 1<<20, 32<<10); err == nil {
					opened++
				}
			}
			s.want(opened == limit.Defaults().Sessions, "ten are open")
		},
	}, {
		name: "SessionsOfManyConnections", does: "opens ten sessions on each of five connections", want: "as many are open as a source may have", limits: limit.Limits{OfSource: 30},
		run: func(s *scene) {
			open := 0
			for range 5 {
				r := s.guest()
				for i := range 10 {
					if _, err := r.channel(i, 1<<20, 32<<10); err == nil {
						open++
					}
				}
			}
			s.want(open == 30, "thirty are open")
		},
	}, {
		name: "SessionsOpenedAndClosed", does: "opens and closes a session 2,000 times", want: "a place is free again when its work is over",
		run: func(s *scene) {
			r := s.guest()
			for i := range 2000 {
				if n, err := r.channel(i, 1<<20, 32<<10); err == nil {
					s.must(r.send(msg(mClose, n)))
				}
			}
			eventually(s.T, 5*time.Second, "they are over", func() bool { return s.shop.present() == 0 && len(s.strangers()) == 0 })
			s.runs(r)
		},
	}, {
		name: "SessionsWithoutReading", does: "opens 200,000 sessions and reads none of the answers", want: "cut",
		run: func(s *scene) {
			r := s.guest()
			sent := s.flood(r, 200_000, func(i int) []byte { return msg(mOpen, "session", i, 1<<20, 32<<10) })
			s.want(sent < 200_000, "it is not let go on")
			s.want(runtime.NumGoroutine() < 1000, "goroutines are few")
		},
	}, {
		name: "UnknownChannels", does: "opens a thousand channels of unknown kinds", want: "refused, each",
		run: func(s *scene) {
			r := s.guest()
			for i := range 1000 {
				s.must(r.send(msg(mOpen, fmt.Sprintf("kind-%d@example.com", i), i, 1<<20, 32<<10)))
				_, err := r.await(mOpenFailure)
				s.must(err)
			}
			s.lives(r)
		},
	}, {
		name: "UnknownChannelsUnread", does: "opens 200,000 such channels and reads no answer", want: "it waits for itself",
		run: func(s *scene) {
			s.flood(s.guest(), 200_000, func(i int) []byte { return msg(mOpen, "other", i, 1<<20, 32<<10) })
			s.want(runtime.NumGoroutine() < 1000, "goroutines are few")
		},
	}, {
		name: "Forwarding", does: "asks to be connected onwards, in every way there is", want: "refused; nothing is connected or listened to",
		run: func(s *scene) {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			s.must(err)
			defer l.Close()
			port := l.Addr().(*net.TCPAddr).Port
			r := s.user()
			for _, open := range [][]byte{
				msg(mOpen, "direct-tcpip", 1, 1<<20, 32<<10, "127.0.0.1", port, "127.0.0.1", 1),
				msg(mOpen, "forwarded-tcpip", 1, 1<<20, 32<<10, "127.0.0.1", port, "127.0.0.1", 1),
				msg(mOpen, "direct-streamlocal@openssh.com", 1, 1<<20, 32<<10, "/var/run/docker.sock", "", 0),
				msg(mOpen, "forwarded-streamlocal@openssh.com", 1, 1<<20, 32<<10, "/tmp/x", ""),
				msg(mOpen, "tun@openssh.com", 1, 1<<20, 32<<10, 1, 0),
				msg(mOpen, "x11", 1, 1<<20, 32<<10, "127.0.0.1", 6000),
				msg(mOpen, "auth-agent@openssh.com", 1, 1<<20, 32<<10),
			} {
				s.must(r.send(open))
				_, err := r.await(mOpenFailure)
				s.must(err)
			}
			for _, ask := range [][]byte{
				msg(mGlobalRequest, "tcpip-forward", true, "0.0.0.0", 0),
				msg(mGlobalRequest, "tcpip-forward", true, "", 8080),
				msg(mGlobalRequest, "cancel-tcpip-forward", true, "0.0.0.0", 0),
				msg(mGlobalRequest, "streamlocal-forward@openssh.com", true, "/tmp/socket"),
			} {
				s.must(r.send(ask))
				_, err := r.await(mRequestFailure)
				s.must(err)
			}
			_ = l.(*net.TCPListener).SetDeadline(time.Now().Add(50 * time.Millisecond))
			_, err = l.Accept()
			s.want(err != nil, "no one came to the listener")
			s.lives(r)
		},
	}, {
		name: "RequestsByTheThousand", does: "makes 20,000 global requests and reads the answers", want: "each is refused",
		run: func(s *scene) {
			r := s.guest()
			for range 200 {
				for range 100 {
					s.must(r.send(msg(mGlobalRequest, "anything@example.com", true, strings.Repeat("x", 100))))
				}
				for range 100 {
					_, err := r.await(mRequestFailure)
					s.must(err)
				}
			}
		},
	}, {
		name: "RequestsWithoutReading", does: "makes 500,000 global requests and reads no answer", want: "it waits for itself",
		run: func(s *scene) {
			s.flood(s.guest(), 500_000, func(int) []byte { return msg(mGlobalRequest, "keepalive@openssh.com", true) })
		},
	}, {
		name: "BigRequests", does: "makes 200 requests of 200,000 bytes", want: "each is refused, none is kept",
		run: func(s *scene) {
			r := s.guest()
			for range 200 {
				s.must(r.send(msg(mGlobalRequest, "anything@example.com", true, strings.Repeat("x", 200_000))))
				_, err := r.await(mRequestFailure)
				s.must(err)
			}
		},
	}, {
		name: "PingsWithoutReading", does: "sends 100,000 pings of a kilobyte and reads no pong", want: "it waits for itself",
		run: func(s *scene) {
			s.flood(s.guest(), 100_000, func(int) []byte { return msg(192, strings.Repeat("x", 1000)) })
		},
	}, {
		name: "AnswersUnasked", does: "answers 10,000 requests that no one made", want: "ignored",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 10_000 {
				s.must(r.send(msg(mRequestSuccess)))
				s.must(r.send(msg(mSuccess, n)))
			}
			s.lives(r)
		},
	}, {
		name: "ConfirmsUnasked", does: "confirms the opening of a channel that it opened itself", want: "cut",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			s.must(r.send(msg(mOpenConfirm, n, 7, 1<<20, 32<<10)))
			s.cut(r)
		},
	}, {
		name: "UnknownChannel", does: "sends data to a channel that was never open", want: "cut",
		run: func(s *scene) { r := s.guest(); s.must(r.send(msg(mData, 4711, "hello"))); s.cut(r) },
	}, {
		name: "UnknownMessages", does: "sends messages of numbers that mean nothing", want: "cut, each",
		run: func(s *scene) {
			for _, kind := range []byte{0, 7, 19, 32, 62, 79, 83, 89, 101, 127, 193, 255} {
				r := s.guest()
				s.must(r.send(msg(kind, "what is it")))
				s.cut(r)
				_ = r.Close()
			}
		},
	}, {
		name: "BrokenMessages", does: "sends messages that break off", want: "cut, each",
		run: func(s *scene) {
			for kind := byte(mGlobalRequest); kind <= mFailure; kind++ {
				r := s.guest()
				s.must(r.send([]byte{kind, 0, 0}))
				if kind != mRequestSuccess && kind != mRequestFailure { // these may hold anything
					s.cut(r)
				}
				_ = r.Close()
			}
		},
	}, {
		name: "LeavesInTheMiddle", does: "starts ten commands and is gone, 20 times", want: "nothing runs on",
		run: func(s *scene) {
			for range 20 {
				r := s.guest()
				for i := range 10 {
					n, err := r.channel(i, 1<<20, 32<<10)
					s.must(err)
					s.must(r.send(msg(mRequest, n, "exec", false, "register walter --password-stdin")))
				}
				_ = r.Conn.(*net.TCPConn).SetLinger(0)
				_ = r.Close()
			}
			eventually(s.T, 10*time.Second, "no one is here", func() bool { return s.shop.present() == 0 })
		},
	}, {
		name: "WritesByTheHundred", does: "has something written down in ten sessions at once on each of five connections, again and again", want: "it waits for itself",
		run: func(s *scene) {
			var all sync.WaitGroup
			for range 5 {
				r := s.user()
				all.Go(func() {
					for i := range 10 {
						s.tenAtOnce(r, []string{"language zh", "language en"}[i%2], "")
					}
				})
			}
			all.Wait()
		},
	}, {
		name: "PasswordsByTheHundred", does: "sets its password in ten sessions at once, again and again", want: "it waits for itself",
		run: func(s *scene) {
			for range 5 {
				_ = s.tryTenAtOnce(s.user(), "passwd --password-stdin", "correct horse\n") // the first ends the others
			}
		},
	}, {
		name: "NothingOnIt", does: "logs in and opens no session", want: "cut when nothing happens for long", limits: limit.Limits{Empty: 500 * time.Millisecond},
		run: func(s *scene) { s.cut(s.guest()) },
	}, {
		name: "SessionWithoutStart", does: "opens a session and asks for nothing in it", want: "its session ends when the grace is over", limits: soon,
		run: func(s *scene) {
			r := s.guest()
			s.session(r)
			_, err := r.await(mClose)
			s.must(err)
		},
	},
}

// inASession are attacks on one session: its requests, its data, its end.
var inASession = []attack{
	{
		name: "VariablesByTheThousand", does: "sends 20,000 variables of 30 kB", want: "none is kept; the session runs",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 2000 {
				s.must(r.send(msg(mRequest, n, "env", false, "LANG", strings.Repeat("x", 30_000))))
			}
			for range 18_000 {
				s.must(r.send(msg(mRequest, n, "env", false, "LANG", "C")))
			}
			ok, err := r.ask(n, "exec", "whoami")
			s.must(err)
			s.want(ok, "a command runs")
		},
	}, {
		name: "BrokenRequests", does: "makes every request of a session with an argument that breaks off", want: "refused, each; the session runs",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for _, kind := range []string{"pty-req", "env", "exec", "subsystem", "window-change", "signal", "break", "x11-req", "auth-agent-req@openssh.com", "xon-xoff", "exit-status", "eow@openssh.com", ""} {
				ok, err := r.ask(n, kind, []byte{0, 0, 0})
				s.must(err)
				s.want(!ok, kind+" is refused")
			}
			ok, err := r.ask(n, "exec", "whoami")
			s.must(err)
			s.want(ok, "a command runs")
		},
	}, {
		name: "AgentAndX11", does: "asks for its agent and its display to be forwarded", want: "refused",
		run: func(s *scene) {
			r := s.user()
			n := s.session(r)
			for kind, args := range map[string][]any{
				"auth-agent-req@openssh.com": nil, "x11-req": {false, "MIT-MAGIC-COOKIE-1", "0123456789abcdef", 0},
			} {
				ok, err := r.ask(n, kind, args...)
				s.must(err)
				s.want(!ok, kind+" is refused")
			}
		},
	}, {
		name: "HugeCommand", does: "sends a command of 200,000 bytes", want: "refused",
		run: func(s *scene) {
			r := s.guest()
			ok, err := r.ask(s.session(r), "exec", "movies "+strings.Repeat("x", 200_000))
			s.must(err)
			s.want(!ok, "refused")
			s.runs(r)
		},
	}, {
		name: "CommandOfQuotes", does: "sends a command of 30,000 quotes and backslashes", want: "one line of usage",
		run: func(s *scene) {
			out, err := s.run(s.guest(), strings.Repeat(`\"'`, 10_000))
			s.must(err)
			s.want(len(out) < 2000, "the answer is short")
		},
	}, {
		name: "CommandOfControls", does: "sends commands of escape sequences and NULs", want: "an answer that holds none of them",
		run: func(s *scene) {
			for _, line := range []string{"\x1b]0;x\a\x00", "movies --search '\x1b[2J\u202e'", "movie \u009b31m", "help \x1b[2J", "movies --\x1b[2J"} {
				out, err := s.run(s.guest(), line)
				s.must(err)
				s.want(!strings.ContainsAny(out, "\x1b\x00\u202e\u009b\a"), fmt.Sprintf("the answer to %q is clean", line))
			}
		},
	}, {
		name: "StartsTwice", does: "starts a command, a shell and a subsystem in one session", want: "the first runs, the others are refused",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			s.must(r.send(msg(mRequest, n, "exec", true, "register walter --password-stdin")))
			for _, again := range [][]any{{"exec", "whoami"}, {"shell"}, {"subsystem", "sftp"}} {
				s.must(r.send(msg(mRequest, append([]any{n, again[0], true}, again[1:]...)...)))
			}
			for i := range 4 {
				p, err := r.await(mSuccess, mFailure)
				s.must(err)
				s.want((p[0] == mSuccess) == (i == 0), "only the first is granted")
			}
		},
	}, {
		name: "SignalsAndBreaks", does: "sends 10,000 signals and breaks", want: "dropped",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 5000 {
				s.must(r.send(msg(mRequest, n, "signal", false, "KILL")))
				s.must(r.send(msg(mRequest, n, "break", false, 1000)))
			}
			ok, err := r.ask(n, "exec", "whoami")
			s.must(err)
			s.want(ok, "a command runs")
		},
	}, {
		name: "DataBeyondWindow", does: "sends eight megabytes where a few kilobytes are allowed", want: "cut",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "exec", "register walter --password-stdin")
			s.must(err)
			s.want(ok, "a command waits for a line")
			for range 256 {
				if r.send(msg(mData, n, strings.Repeat("\x00", 32<<10))) != nil {
					break
				}
			}
			s.cut(r)
		},
	}, {
		name: "InputUnread", does: "fills ten sessions with single bytes that no one reads", want: "a few kilobytes of each are kept",
		run: func(s *scene) {
			r := s.user()
			for i := range 10 {
				n, err := r.channel(i, 1<<20, 32<<10)
				s.must(err)
				s.want(r.windows[i] == wire.NarrowWindow, "its window is narrow")
				for range wire.NarrowWindow {
					s.must(r.send(msg(mData, n, "x")))
				}
			}
			s.lives(r)
		},
	}, {
		name: "DataBeyondPacket", does: "sends 200,000 bytes in one message", want: "cut",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			s.must(r.send(msg(mData, n, strings.Repeat("x", 200_000))))
			s.cut(r)
		},
	}, {
		name: "FalseLength", does: "announces other lengths of data than it sends", want: "cut",
		run: func(s *scene) {
			for _, length := range []int{1, 1000, -1} {
				r := s.guest()
				n := s.session(r)
				s.must(r.send(msg(mData, n, length, []byte("hello"))))
				s.cut(r)
			}
		},
	}, {
		name: "EmptyData", does: "sends 20,000 messages of no data", want: "ignored",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 20_000 {
				s.must(r.send(msg(mData, n, "")))
			}
			s.lives(r)
		},
	}, {
		name: "DataOfOtherKinds", does: "sends a hundred megabytes as kinds of data that do not exist", want: "thrown away",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 12_800 {
				s.must(r.send(msg(mExtendedData, n, 99, strings.Repeat("x", wire.NarrowWindow))))
			}
			s.lives(r)
		},
	}, {
		name: "ErrorsOfTheClient", does: "sends data as stderr, which no one reads", want: "no more than its window is kept, then cut",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 256 {
				if r.send(msg(mExtendedData, n, 1, strings.Repeat("x", 32_000))) != nil {
					break
				}
			}
			s.cut(r)
		},
	}, {
		name: "DataAfterTheEnd", does: "goes on sending after its end of file, and after closing", want: "it ends; nothing else does",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "exec", "register walter --password-stdin")
			s.must(err)
			s.want(ok, "a command waits for a line")
			for range 3 {
				s.must(r.send(msg(mEOF, n)))
				s.must(r.send(msg(mData, n, "hello\n")))
			}
			s.must(r.send(msg(mClose, n)))
			_, err = r.await(mClose)
			s.must(err)
			s.must(r.send(msg(mData, n, "hello\n")))
			s.cut(r)
		},
	}, {
		name: "ClosesTwice", does: "closes a session twice", want: "cut: the second is of no channel",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			s.must(r.send(msg(mClose, n)))
			s.must(r.send(msg(mClose, n)))
			s.cut(r)
		},
	}, {
		name: "WindowOverflow", does: "opens its window by more than there is", want: "cut",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			s.must(r.send(msg(mWindowAdjust, n, -1)))
			s.must(r.send(msg(mWindowAdjust, n, -1)))
			s.cut(r)
		},
	}, {
		name: "NoWindow", does: "has a command answer into a window of nothing", want: "cut after the bound on idleness", limits: limit.Limits{Idle: 2 * time.Second},
		run: func(s *scene) {
			r := s.guest()
			n, err := r.channel(0, 0, 32<<10)
			s.must(err)
			ok, err := r.ask(n, "exec", "help")
			s.must(err)
			s.want(ok, "the command runs")
			s.cut(r)
		},
	}, {
		name: "OneByteWindow", does: "opens its window a byte at a time", want: "it gets its bytes",
		run: func(s *scene) {
			r := s.guest()
			n, err := r.channel(0, 1, 32<<10)
			s.must(err)
			ok, err := r.ask(n, "exec", "whoami --json")
			s.must(err)
			s.want(ok, "the command runs")
			for range 20 {
				p, err := r.await(mData)
				s.must(err)
				s.want(len(p) == 1+4+4+1, "one byte comes")
				s.must(r.send(msg(mWindowAdjust, n, 1)))
			}
		},
	}, {
		name: "TinyPackets", does: "wants packets of one byte", want: "refused",
		run: func(s *scene) {
			r := s.guest()
			_, err := r.channel(0, 1<<20, 1)
			s.want(err != nil, "refused")
			s.runs(r)
		},
	}, {
		name: "EndlessLine", does: "sends a hundred megabytes where a command reads a line", want: "the command ends",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "exec", "register walter --password-stdin")
			s.must(err)
			s.want(ok, "the command waits for a line")
			err = r.feed(n, strings.Repeat("x", 100_000_000))
			s.want(err == io.EOF, "the command ends")
		},
	}, {
		name: "OtherSubsystems", does: "asks for subsystems that are none", want: "refused",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for _, name := range []string{"netconf", "shell", "SFTP", "sftp\x00", "../sftp", ""} {
				ok, err := r.ask(n, "subsystem", name)
				s.must(err)
				s.want(!ok, name+" is refused")
				if n, err = r.channel(0, 1<<20, 32<<10); err != nil {
					s.T.Fatal(err)
				}
			}
		},
	},
}

// tenAtOnce runs a command in ten sessions at once, with something to read, and
// waits for all of them.
func (s *scene) tenAtOnce(r *raw, line, stdin string) {
	s.T.Helper()
	if err := s.tryTenAtOnce(r, line, stdin); err != nil {
		s.T.Error(err)
	}
}

func (s *scene) tryTenAtOnce(r *raw, line, stdin string) error {
	var theirs [10]int
	for i := range theirs {
		n, err := r.free(i)
		if err != nil {
			return err
		}
		theirs[i] = n
	}
	for _, n := range theirs {
		if err := r.send(msg(mRequest, n, "exec", false, line)); err != nil {
			return err
		}
		if err := r.send(msg(mData, n, stdin)); err != nil {
			return err
		}
	}
	for range theirs {
		p, err := r.await(mClose)
		if err != nil {
			return err
		}
		if err := r.send(msg(mClose, theirs[p[4]])); err != nil {
			return err
		}
	}
	return nil
}

// run runs a command and answers all that it said.
func (s *scene) run(r *raw, line string) (string, error) {
	s.T.Helper()
	n, err := r.channel(0, 1<<20, 32<<10)
	if err != nil {
		return "", err
	}
	if ok, err := r.ask(n, "exec", line); !ok || err != nil {
		return "", fmt.Errorf("%.40q does not run: %w", line, err)
	}
	var out strings.Builder
	for {
		p, err := r.await(mData, mExtendedData, mClose)
		if err != nil {
			return "", err
		}
		switch p[0] {
		case mClose:
			return out.String(), nil
		case mData:
			out.Write(p[9:])
		default:
			out.Write(p[13:])
		}
	}
}

// onAScreen are attacks on the TUI.
var onAScreen = []attack{
	{
		name: "HugeTerminal", does: "has a terminal of 60,000 by 20,000", want: "a screen of a size that screens have", grows: 48,
		run: func(s *scene) { s.drawn(s.guest(), 60_000, 20_000) },
	}, {
		name: "ManyHugeTerminals", does: "opens ten such screens", want: "what there is room for", limits: limit.Limits{Cells: 400_000, CellsOfSource: 300_000}, grows: 96,
		run: func(s *scene) {
			r := s.guest()
			for range 10 {
				n, err := r.channel(0, 1<<30, 32<<10)
				s.must(err)
				s.must(r.send(msg(mRequest, n, "pty-req", false, "xterm", 60_000, 20_000, 0, 0, "")))
				s.must(r.send(msg(mRequest, n, "shell", false)))
			}
			eventually(s.T, 10*time.Second, "those there is room for are here", func() bool {
				return s.server.screens.Taken() > 0 && s.server.screens.Taken() <= 300_000
			})
		},
	}, {
		name: "NoTerminal", does: "has a terminal of 0 by 0", want: "one of 80 by 24",
		run: func(s *scene) { s.drawn(s.guest(), 0, 0) },
	}, {
		name: "SecondTerminal", does: "asks for a second terminal", want: "refused",
		run: func(s *scene) {
			r := s.guest()
			n := s.drawn(r, 80, 24)
			ok, err := r.ask(n, "pty-req", "xterm", 200, 100, 0, 0, "")
			s.must(err)
			s.want(!ok, "refused")
		},
	}, {
		name: "NameOfTerminal", does: "calls its terminal by 20,000 bytes of escape sequences", want: "a plain one",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "pty-req", strings.Repeat("\x1b]0;x\a", 4000), 80, 24, 0, 0, strings.Repeat("\x01\x00\x00\x00\x01", 10_000))
			s.must(err)
			s.want(ok, "it has a terminal")
			ok, err = r.ask(n, "shell")
			s.must(err)
			s.want(ok, "it has a screen")
		},
	}, {
		name: "SizesBeforeTheScreen", does: "changes the size of a terminal that it does not have", want: "dropped",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			for range 1000 {
				s.must(r.send(msg(mRequest, n, "window-change", false, 100, 30, 0, 0)))
			}
			ok, err := r.ask(n, "exec", "whoami")
			s.must(err)
			s.want(ok, "a command runs")
		},
	}, {
		name: "SizesUnread", does: "changes the size of a command's terminal 10,000 times", want: "the newest is kept",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "pty-req", "xterm", 80, 24, 0, 0, "")
			s.must(err)
			s.want(ok, "it has a terminal")
			ok, err = r.ask(n, "exec", "register walter --password-stdin")
			s.must(err)
			s.want(ok, "a command waits")
			for i := range 10_000 {
				s.must(r.send(msg(mRequest, n, "window-change", false, 80+i%10, 24, 0, 0)))
			}
			s.runs(r)
		},
	}, {
		name: "SizesByTheThousand", does: "changes the size of its screen 20,000 times", want: "it is drawn for some of them, and for the last", grows: 48,
		run: func(s *scene) {
			r := s.guest()
			n := s.drawn(r, 80, 24)
			s.must(r.send(msg(mWindowAdjust, n, 1<<29)))
			go func() {
				for i := range 20_000 {
					if r.send(msg(mRequest, n, "window-change", false, 40+i%400, 12+i%200, 0, 0)) != nil {
						return
					}
				}
				_ = r.send(msg(mData, n, "q"))
			}()
			_, err := r.await(mClose)
			s.must(err)
		},
	}, {
		name: "ScreenUnread", does: "opens a screen and never reads", want: "cut after the bound on idleness, however it ticks", limits: limit.Limits{Idle: 2 * time.Second}, grows: 24,
		run: func(s *scene) {
			r := s.guest()
			n, err := r.channel(0, 10, 32<<10)
			s.must(err)
			s.must(r.send(msg(mRequest, n, "pty-req", false, "xterm", 200, 60, 0, 0, "")))
			s.must(r.send(msg(mRequest, n, "shell", false)))
			s.cut(r)
		},
	}, {
		name: "KeysUnread", does: "presses as many keys as are taken and never reads", want: "it waits for itself, then cut", limits: limit.Limits{Idle: 2 * time.Second}, grows: 24,
		run: func(s *scene) {
			r := s.guest()
			n, err := r.channel(0, 10, 32<<10)
			s.must(err)
			s.must(r.send(msg(mRequest, n, "pty-req", false, "xterm", 80, 24, 0, 0, "")))
			s.must(r.send(msg(mRequest, n, "shell", false)))
			s.must(r.send(msg(mData, n, strings.Repeat("j", wire.NarrowWindow))))
			s.cut(r)
		},
	}, {
		name: "KeysByTheThousand", does: "presses as many keys as are taken and leaves", want: "nothing is left", grows: 24,
		run: func(s *scene) {
			r := s.guest()
			n := s.drawn(r, 80, 24)
			s.must(r.send(msg(mData, n, strings.Repeat("j", wire.NarrowWindow))))
			_ = r.Close()
			eventually(s.T, 10*time.Second, "no one is here", func() bool { return s.shop.present() == 0 })
		},
	}, {
		name: "KeysBehindTheLast", does: "sends a thousand keys behind the one that ends it, 30 times", want: "nothing is left", grows: 24,
		run: func(s *scene) {
			r := s.guest()
			for range 30 {
				n := s.drawn(r, 80, 24)
				s.must(r.send(msg(mData, n, "q"+strings.Repeat("j", 1000))))
				_, err := r.await(mClose)
				s.must(err)
				s.must(r.send(msg(mClose, n)))
			}
		},
	}, {
		name: "EndlessPaste", does: "pastes more than a megabyte", want: "its session ends and says why", grows: 24,
		run: func(s *scene) {
			r := s.guest()
			n := s.drawn(r, 80, 24)
			err := r.feed(n, "\x1b[200~"+strings.Repeat("1", 1_600_000))
			s.want(err == io.EOF, "its session ends")
			s.want(strings.Contains(string(r.said), errFlooded.words.In("en")), "it is told why")
		},
	}, {
		name: "EndlessSequence", does: "sends terminal sequences that never end, and unknown ones with a flood behind them", want: "they are forgotten; the screen stays", grows: 24,
		run: func(s *scene) {
			for _, begin := range []string{"\x1b]52;c;", "\x1bP", "\x1b_", "\x1b^", "\x1bX", "\x1b[", "\x9b", "\x90", "\x1b[99999x", "\xff"} {
				r := s.guest()
				n := s.drawn(r, 80, 24)
				s.must(r.send(msg(mData, n, begin+strings.Repeat("1", wire.NarrowWindow-len(begin)))))
				time.Sleep(2 * keyboard.Pause)
				s.lives(r)
				_ = r.Close()
			}
		},
	}, {
		name: "NoLetters", does: "types as many bytes that are no UTF-8 as are taken", want: "the screen stays", grows: 24,
		run: func(s *scene) {
			r := s.guest()
			n := s.drawn(r, 80, 24)
			s.must(r.send(msg(mData, n, strings.Repeat("\xff\xfe\x80\x9b\x90\xc3", wire.NarrowWindow/6))))
			time.Sleep(2 * keyboard.Pause)
			s.lives(r)
		},
	}, {
		name: "ScreenAndLeaves", does: "opens a screen and closes the channel, 50 times", want: "nothing turns on", grows: 24,
		run: func(s *scene) {
			r := s.guest()
			for range 50 {
				n := s.drawn(r, 80, 24)
				s.must(r.send(msg(mClose, n)))
				_, err := r.await(mClose)
				s.must(err)
			}
			eventually(s.T, 10*time.Second, "no one is here", func() bool { return s.shop.present() == 0 })
		},
	},
}

// drawn opens a screen and waits for its first bytes.
func (s *scene) drawn(r *raw, columns, rows int) int {
	s.T.Helper()
	n, err := r.free(0)
	s.must(err)
	ok, err := r.ask(n, "pty-req", "xterm-256color", columns, rows, 0, 0, "")
	s.must(err)
	s.want(ok, "it has a terminal")
	ok, err = r.ask(n, "shell")
	s.must(err)
	s.want(ok, "it has a screen")
	_, err = r.await(mData)
	s.must(err)
	return n
}

// atTheFiles are attacks through SFTP and SCP; sftp and scp have more of their
// own.
var atTheFiles = []attack{
	{
		name: "GuestsFiles", does: "asks for files as a guest", want: "a sentence, and the end",
		run: func(s *scene) {
			r := s.guest()
			n := s.session(r)
			ok, err := r.ask(n, "subsystem", "sftp")
			s.must(err)
			s.want(ok, "accepted, to be told why not")
			_, err = r.await(mExtendedData)
			s.must(err)
			_, err = r.await(mClose)
			s.must(err)
		},
	}, {
		name: "HugeRequest", does: "announces an SFTP request of 4 GiB", want: "its session ends",
		run: func(s *scene) { s.sftp("\xff\xff\xff\xff\x01", true) },
	}, {
		name: "NoGreeting", does: "asks for a file before it greets", want: "its session ends",
		run: func(s *scene) { s.sftp("\x00\x00\x00\x0a\x11\x00\x00\x00\x01\x00\x00\x00\x01/", true) },
	}, {
		name: "Garbage", does: "sends a web request for SFTP", want: "its session ends",
		run: func(s *scene) { s.sftp("GET / HTTP/1.1\r\nHost: youku\r\n\r\n", true) },
	}, {
		name: "HandlesWithoutEnd", does: "opens a directory 2,000 times", want: "a few are open, the others refused; the session goes on",
		run: func(s *scene) {
			s.sftp(sftpHello+strings.Repeat("\x00\x00\x00\x0a\x0b\x00\x00\x00\x01\x00\x00\x00\x01/", 2000), false)
		},
	}, {
		name: "FilesUnread", does: "makes as many requests as are taken and reads no answer", want: "it waits for itself, then cut", limits: limit.Limits{Idle: 2 * time.Second},
		run: func(s *scene) {
			r := s.user()
			n, err := r.channel(0, 100, 32<<10)
			s.must(err)
			ok, err := r.ask(n, "subsystem", "sftp")
			s.must(err)
			s.want(ok, "sftp runs")
			s.must(r.send(msg(mData, n, sftpHello)))
			const request = "\x00\x00\x00\x0a\x10\x00\x00\x00\x01\x00\x00\x00\x01/"
			s.must(r.send(msg(mData, n, strings.Repeat(request, wire.NarrowWindow/len(request)-1))))
			s.cut(r)
		},
	}, {
		name: "FilesIdle", does: "greets and asks for nothing", want: "its session ends after the bound on idleness", limits: limit.Limits{Idle: 2 * time.Second},
		run: func(s *scene) { s.sftp(sftpHello, true) },
	}, {
		name: "Backwards", does: "asks for files above the root, with NULs, escape sequences and 4,000 bytes", want: "no such file, or denied; the session goes on",
		run: func(s *scene) {
			ask := sftpHello
			for _, path := range []string{"../../etc/passwd", "/downloads/../../etc/passwd", "/\x00", "\x1b]0;x\a", "/downloads\\..\\x", "\xff\xfe", strings.Repeat("x/", 2000)} {
				body := string(msg(17, 1, path)) // STAT
				ask += string(msg(0, body)[1:])
				body = string(msg(3, 2, path, 1, 0)) // OPEN
				ask += string(msg(0, body)[1:])
			}
			s.sftp(ask, false)
		},
	}, {
		name: "CopiesByHand", does: "runs scp lines that no scp sends", want: "refused with a sentence",
		run: func(s *scene) {
			for _, line := range []string{"scp -t /", "scp -f /etc/passwd", "scp -f ../../etc/passwd", "scp -r -f /", "scp -f '/downloads/" + strings.Repeat("*?", 5000) + "'", "scp -f -t x", "scp --"} {
				r := s.user()
				n := s.session(r)
				ok, err := r.ask(n, "exec", line)
				s.must(err)
				s.want(ok, "it runs")
				s.must(r.send(msg(mData, n, "\x00\x00C0644 5 ../x\nhello\x00")))
				s.must(r.send(msg(mEOF, n)))
				_, err = r.await(mClose)
				s.must(err)
				_ = r.Close()
			}
		},
	},
}

const sftpHello = "\x00\x00\x00\x05\x01\x00\x00\x00\x03"

// sftp sends bytes to the subsystem as alice and reports whether its session
// ends.
func (s *scene) sftp(text string, ends bool) {
	s.T.Helper()
	r := s.user()
	n := s.session(r)
	ok, err := r.ask(n, "subsystem", "sftp")
	s.must(err)
	s.want(ok, "sftp runs")
	switch err := r.feed(n, text); {
	case ends && err == io.EOF:
		return
	default:
		s.must(err)
	}
	if ends {
		_, err := r.await(mClose)
		s.must(err)
		return
	}
	s.runs(r)
	s.want(len(s.strangers()) >= 1, "the session goes on")
	for _, v := range s.strangers() {
		s.want(v.protocol() != store.ProtocolSFTP || v.ended() == nil, "the session goes on")
	}
}
