package sshserver

import (
	"io"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"time"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
)

// soon is a grace that ends while a test waits, and still lets a person in on a
// busy machine.
var soon = limit.Limits{Grace: 4 * time.Second}

// connecting are attacks of strangers before any key exchange.
var connecting = []attack{
	{
		name: "Silence", does: "connects and says nothing", want: "cut when the grace is over", limits: soon,
		run: func(s *scene) { s.cut(s.connect()) },
	}, {
		name: "Dripping", does: "sends its version a byte at a time, for ever", want: "cut when the grace is over", limits: soon,
		run: func(s *scene) {
			r := s.connect()
			var err error
			for i := 0; err == nil && i < 200; i++ {
				_, err = io.WriteString(r, ("SSH-2.0-" + strings.Repeat("x", 200))[i:i+1])
				time.Sleep(20 * time.Millisecond)
			}
			s.cut(r)
		},
	}, {
		name: "VersionAlone", does: "sends a version and no more", want: "cut when the grace is over", limits: soon,
		run: func(s *scene) { s.cut(s.greeted()) },
	}, {
		name: "EndlessVersion", does: "sends a version line of a megabyte", want: "cut",
		run: func(s *scene) { s.cut(s.says("SSH-2.0-" + strings.Repeat("x", 1<<20))) },
	}, {
		name: "WebRequest", does: "speaks HTTP", want: "cut at its first byte, without a word about itself",
		run: func(s *scene) { s.cut(s.says("GET / HTTP/1.1\r\nHost: youku\r\n\r\n")) },
	}, {
		name: "TLS", does: "says hello as a browser does", want: "cut at its first byte",
		run: func(s *scene) { s.cut(s.says("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")) },
	}, {
		name: "Zeros", does: "sends a megabyte of zeros", want: "cut at the first",
		run: func(s *scene) { s.cut(s.says(strings.Repeat("\x00", 1<<20))) },
	}, {
		name: "ProxyHeader", does: "says in a PROXY header that it is somebody else", want: "cut: it is no proxy of ours",
		run: func(s *scene) {
			s.cut(s.says("PROXY TCP4 203.0.113.1 203.0.113.2 1 22\r\n" + ourVersion + "\r\n"))
			s.cut(s.says("\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xcb\x00\x71\x01\xcb\x00\x71\x02\x00\x01\x00\x16"))
		},
	}, {
		name: "LinesBefore", does: "sends a thousand lines before its version", want: "cut at the first",
		run: func(s *scene) { s.cut(s.says(strings.Repeat("hello\r\n", 1000) + ourVersion + "\r\n")) },
	}, {
		name: "OldProtocol", does: "speaks SSH 1", want: "cut: there is nothing in common",
		run: func(s *scene) {
			s.cut(s.says("SSH-1.5-Old\n\x00\x00\x00\x0c\x00\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
		},
	}, {
		name: "ManyAtOnce", does: "opens 300 connections from one address and leaves them silent", want: "ten may log in, a bounded line waits, the rest is dropped; no other address waits for them",
		limits: limit.Limits{Grace: 8 * time.Second},
		run: func(s *scene) {
			for range 300 {
				s.connect()
			}
			eventually(s.T, 5*time.Second, "all have come", func() bool {
				arriving, waiting := s.logins()
				return arriving == 10 && waiting > 0
			})
			for range 20 {
				arriving, waiting := s.logins()
				s.want(arriving <= 10 && waiting <= 30, "ten and a line of thirty are the most")
				time.Sleep(10 * time.Millisecond)
			}
		},
	}, {
		name: "ManyAddresses", does: "comes from 60 addresses with four silent connections each", want: "a hundred may log in at most; who comes alone takes the place of one of them",
		limits: limit.Limits{Grace: 2 * time.Second},
		run: func(s *scene) {
			for i := range 240 {
				s.connectFrom(net.IPv4(127, 0, 1, byte(i%60)).String())
			}
			for range 50 {
				arriving, _ := s.logins()
				s.want(arriving <= 100, "a hundred at most have not logged in")
				time.Sleep(10 * time.Millisecond)
			}
		},
	}, {
		name: "GuestsFillTheServer", does: "logs in as guest on as many connections as there are", want: "guests have half of them; alice comes in beside them",
		limits: limit.Limits{Connections: 30},
		run: func(s *scene) {
			guests := 0
			for range 25 {
				r := s.begun()
				if kind, err := r.prove("guest", "none"); err == nil && kind == mAuthSuccess {
					guests++
				} else {
					_ = r.Close()
				}
			}
			s.want(guests == 15, "half of the connections are guests'")
			s.user()
		},
	}, {
		name: "AccountFillsTheServer", does: "logs in as alice on as many connections as there are", want: "an account has its number; others come in",
		limits: limit.Limits{OfAccount: 3},
		run: func(s *scene) {
			for range 3 {
				s.user()
			}
			r := s.begun()
			kind, err := r.sign("alice", s.alice, s.alice, "alice", r.session)
			s.want(err == nil && kind == mAuthFailure, "a fourth is refused")
			s.guest()
		},
	}, {
		name: "ComesAndGoes", does: "connects and leaves 18 times", want: "its source has fewer places at once; behind it password and key still log in",
		run: func(s *scene) {
			for range 18 {
				r := s.greeted()
				_ = r.Close()
			}
			eventually(s.T, 5*time.Second, "they are gone", func() bool { arriving, _ := s.logins(); return arriving == 0 })
			s.want(s.server.logins.Noise.Left(limit.SourceOf(wire.AddrOf(loopback))) > 0, "it is held back")
			s.user()
			_, err := s.actor("carol", passwordOf("battery staple"))
			s.must(err)
		},
	},
}

// logins is how many have not logged in and how many wait, the person beside
// them aside.
func (h *testServer) logins() (arriving, waiting int) {
	all, persons, waiting := h.server.connections.Logins(limit.SourceOf(netip.MustParseAddr(personsAddress)))
	return all - persons, waiting
}

// exchangingKeys are attacks on the transport.
var exchangingKeys = []attack{
	{
		name: "HugePacket", does: "announces a packet of 4 GiB", want: "cut; no memory is set aside",
		run: func(s *scene) {
			r := s.greeted()
			_, _ = r.Write([]byte{0xff, 0xff, 0xff, 0xff, 4, mKexInit})
			s.cut(r)
		},
	}, {
		name: "BigPacket", does: "announces the largest packet that is read and sends no more, on every place it has", want: "cut when the grace is over", limits: soon,
		run: func(s *scene) {
			var all []*raw
			for range 10 {
				r := s.greeted()
				_, _ = r.Write([]byte{0, 4, 0, 0, 4, mKexInit})
				all = append(all, r)
			}
			for _, r := range all {
				s.cut(r)
			}
		},
	}, {
		name: "EmptyPacket", does: "sends a packet of no bytes", want: "cut",
		run: func(s *scene) { r := s.greeted(); _, _ = r.Write(make([]byte, 16)); s.cut(r) },
	}, {
		name: "PaddingOnly", does: "sends a packet with more padding than packet", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			_, _ = r.Write([]byte{0, 0, 0, 12, 255, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
			s.cut(r)
		},
	}, {
		name: "LoginFirst", does: "asks to log in before there are keys", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.send(msg(mAuthRequest, "alice", "ssh-connection", "none")))
			s.cut(r)
		},
	}, {
		name: "BrokenOffer", does: "offers algorithms in a message that breaks off", want: "cut",
		run: func(s *scene) { r := s.greeted(); s.must(r.send(r.kexInit()[:40])); s.cut(r) },
	}, {
		name: "TwoOffers", does: "offers its algorithms twice", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.send(r.kexInit()))
			s.must(r.send(r.kexInit()))
			s.cut(r)
		},
	}, {
		name: "NothingInCommon", does: "offers only algorithms of the last century", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.send(msg(mKexInit, make([]byte, 16), "diffie-hellman-group1-sha1", "ssh-dss", "3des-cbc", "3des-cbc", "hmac-md5", "hmac-md5", "none", "none", "", "", false, 0)))
			s.cut(r)
		},
	}, {
		name: "EndlessOffer", does: "offers 30,000 algorithms that no one has", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			many := strings.Repeat("a@b.c,", 30000) + "z"
			s.must(r.send(msg(mKexInit, make([]byte, 16), many, "ssh-ed25519", "aes128-gcm@openssh.com", "aes128-gcm@openssh.com", "", "", "none", "none", "", "", false, 0)))
			s.cut(r)
		},
	}, {
		name: "WeakPoint", does: "sends the point of the curve whose secret everybody knows", want: "cut",
		run: func(s *scene) { s.badPoint(string(make([]byte, 32))) },
	}, {
		name: "ShortPoint", does: "sends five bytes for a point of the curve", want: "cut",
		run: func(s *scene) { s.badPoint("short") },
	}, {
		name: "LongPoint", does: "sends 100,000 bytes for a point of the curve", want: "cut",
		run: func(s *scene) { s.badPoint(strings.Repeat("x", 100_000)) },
	}, {
		name: "KeysBeforeExchange", does: "says that the new keys are in use before there are any", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.send(r.kexInit()))
			s.must(r.send([]byte{mNewKeys}))
			s.cut(r)
		},
	}, {
		name: "Terrapin", does: "slips a message to ignore into a strict key exchange", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			r.strict = true
			s.must(r.send(r.kexInit()))
			s.must(r.send(msg(mIgnore, "x")))
			s.cut(r)
		},
	}, {
		name: "FalseTag", does: "changes one bit of a sealed packet", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.exchange())
			p := r.packet(msg(mServiceRequest, "ssh-userauth"))
			p[len(p)-1] ^= 1
			_, _ = r.Write(p)
			s.cut(r)
		},
	}, {
		name: "Replay", does: "sends a sealed packet twice", want: "cut at the second",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.exchange())
			p := r.packet(msg(mServiceRequest, "ssh-userauth"))
			_, _ = r.Write(p)
			_, err := r.await(mServiceAccept)
			s.must(err)
			_, _ = r.Write(p)
			s.cut(r)
		},
	}, {
		name: "OtherService", does: "asks for a connection without logging in", want: "cut",
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.exchange())
			s.must(r.send(msg(mServiceRequest, "ssh-connection")))
			s.cut(r)
		},
	}, {
		name: "SealedGiant", does: "announces 4 GiB under its keys", want: "cut; no memory is set aside",
		run: func(s *scene) {
			r := s.begun()
			_, _ = r.Write([]byte{0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0})
			s.cut(r)
		},
	}, {
		name: "NewKeysAgainAndAgain", does: "asks for new keys a hundred times before it logs in", want: "the first come at once, the others at a pace that costs nothing, and the grace ends it",
		limits: limit.Limits{Grace: 2 * time.Second},
		run: func(s *scene) {
			r, done := s.begun(), 0
			for done < 100 && r.exchange() == nil {
				done++
			}
			s.want(done >= 10 && done < 30, "some exchanges and not all were made")
			s.cut(r)
		},
	}, {
		name: "NewKeysByTheThousand", does: "is in and does nothing but exchange keys", want: "held to a pace",
		run: func(s *scene) {
			r, done := s.guest(), 0
			_ = r.SetDeadline(time.Now().Add(2 * time.Second))
			for done < 1000 && r.exchange() == nil {
				done++
			}
			s.want(done >= 10 && done < 40, "some exchanges and not a thousand were made")
		},
	}, {
		name: "NewKeysUnfinished", does: "begins a key exchange and never ends it", want: "cut when nothing happens for long",
		limits: limit.Limits{Empty: time.Second},
		run: func(s *scene) {
			r := s.guest()
			s.must(r.send(r.kexInit()))
			s.cut(r)
		},
	}, {
		name: "ChattersBeforeItAsks", does: "makes keys, then sends messages to ignore for ever instead of asking to log in", want: "no more is read than it takes to ask; cut when the grace is over", limits: soon,
		run: func(s *scene) {
			r := s.greeted()
			s.must(r.exchange())
			s.flood(r, 200_000, func(int) []byte { return msg(mIgnore, strings.Repeat("x", 100)) })
			s.cut(r)
		},
	}, {
		name: "BrokenServiceAndMore", does: "asks for a service that is none, with a hundred messages behind it, 50 times", want: "cut; nothing is left over",
		limits: limit.Limits{Arriving: 60, Grace: 5 * time.Second},
		run: func(s *scene) {
			before := readLoops()
			for range 50 {
				r := s.greeted()
				s.must(r.exchange())
				s.heap(r, msg(mServiceRequest, "ssh-connection"))
				s.cut(r)
				s.server.logins.Noise.Forgive()
			}
			s.nothingLeft(before)
		},
	}, {
		name: "BrokenProofAndMore", does: "sends a proof that breaks off, with a hundred messages behind it, 50 times", want: "cut; nothing is left over",
		run: func(s *scene) {
			before := readLoops()
			for range 50 {
				r := s.begun()
				s.heap(r, []byte{mAuthRequest, 0, 0})
				s.cut(r)
				s.server.logins.Noise.Forgive()
			}
			s.nothingLeft(before)
		},
	}, {
		name: "BrokenMessageAndMore", does: "is in and sends what means nothing, with a hundred messages behind it, 50 times", want: "cut; nothing is left over",
		run: func(s *scene) {
			before := readLoops()
			for range 50 {
				r := s.guest()
				s.heap(r, []byte{mOpen, 0, 0})
				s.cut(r)
			}
			s.nothingLeft(before)
		},
	}, {
		name: "IgnoreMe", does: "sends 20,000 messages to be ignored, then logs in", want: "they are ignored",
		run: func(s *scene) {
			r := s.begun()
			for i := range 20000 {
				if i%2 == 0 {
					s.must(r.send(msg(mIgnore, "x")))
				} else {
					s.must(r.send(msg(mDebug, true, "x", "")))
				}
			}
			kind, err := r.prove("guest", "none")
			s.must(err)
			s.want(kind == mAuthSuccess, "guest is let in")
		},
	},
}

// badPoint sends what is no point of the curve.
func (s *scene) badPoint(point string) {
	r := s.greeted()
	s.must(r.send(r.kexInit()))
	s.must(r.send(msg(mKexInitECDH, point)))
	s.cut(r)
}

// heap sends one message and a hundred big ones in one go.
func (s *scene) heap(r *raw, first []byte) {
	s.T.Helper()
	all := r.packet(first)
	for range 100 {
		all = append(all, r.packet(msg(mGlobalRequest, "x", false, strings.Repeat("x", 10_000)))...)
	}
	_, _ = r.Write(all) // it may be cut meanwhile
}

// nothingLeft waits until the library reads no more connections than before.
func (s *scene) nothingLeft(before int) {
	s.T.Helper()
	eventually(s.T, 10*time.Second, "the library's goroutines end", func() bool { return readLoops() <= before })
}

// readLoops counts the connections that the library reads, on both sides.
func readLoops() int {
	stacks := make([]byte, 4<<20)
	return strings.Count(string(stacks[:runtime.Stack(stacks, true)]), "handshakeTransport).readLoop(")
}
