package sshserver

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"strings"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
	"youku.example/store"
)

func passwordOf(p string) gossh.AuthMethod { return gossh.Password(p) }

// loggingIn are attacks on who somebody is.
var loggingIn = []attack{
	{
		name: "OffersWithoutProof", does: "offers alice's own key a thousand times and proves it never", want: "the key is said to be fine, then cut; no one is in",
		run: func(s *scene) {
			r, offers := s.begun(), 0
			for kind := byte(mAuthInfo); kind == mAuthInfo && offers < 1000; offers++ {
				kind, _ = r.offer("alice", s.alice)
			}
			s.want(offers > 20 && offers < 200, "offers are free up to a bound")
			s.cut(r)
		},
	}, {
		name: "StrangersKeys", does: "offers a thousand keys that no one has", want: "cut after twenty",
		run: func(s *scene) {
			r, offers := s.begun(), 0
			for kind := byte(mAuthFailure); kind == mAuthFailure && offers < 1000; offers++ {
				kind, _ = r.offer("alice", newKey(s.T))
			}
			s.want(offers == limit.Defaults().AuthTries, "twenty are refused, then it is over")
			s.cut(r)
		},
	}, {
		name: "NothingAgainAndAgain", does: "asks for `none` a thousand times", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.want(s.tries(r, 1000, "alice", "none") < 150, "it ends")
			s.cut(r)
		},
	}, {
		name: "GuessesOnOneConnection", does: "guesses a hundred passwords on one connection", want: "cut after six, and none is heard once its source is banned",
		run: func(s *scene) {
			r := s.begun()
			s.want(s.tries(r, 100, "carol", "password", false, "not hers") <= 8, "it ends")
			s.cut(r)
			s.want(s.server.logins.Guesses.Left(limit.SourceOf(wire.AddrOf(loopback))) > 0, "the source is banned")
			s.user() // with a key
		},
	}, {
		name: "GuessesFromTheScreen", does: "guesses by keyboard-interactive on ten connections", want: "the same ban",
		run: func(s *scene) {
			for range 10 {
				r := s.begun()
				kind, _ := r.prove("carol", "keyboard-interactive", "", "")
				s.want(kind == mAuthInfo, "it is asked")
				_ = r.send(msg(mAuthAnswer, 1, "not hers"))
				kind2, _ := r.await(mAuthFailure, mAuthSuccess)
				s.want(len(kind2) > 0 && kind2[0] == mAuthFailure, "it is refused")
				_ = r.Close()
			}
			s.want(s.server.logins.Guesses.Left(limit.SourceOf(wire.AddrOf(loopback))) > 0, "the source is banned")
		},
	}, {
		name: "RegistersTakenNames", does: "registers a name that is taken, with a password, in ten sessions at once and again and again", want: "refused before the work that a password takes",
		run: func(s *scene) {
			r := s.guest()
			for range 20 {
				s.tenAtOnce(r, "register alice --password-stdin", "a new password\n")
			}
		},
	}, {
		name: "EmptyPasswords", does: "sends empty passwords", want: "refused, and never a guest",
		run: func(s *scene) {
			r := s.begun()
			for range 5 {
				kind, err := r.prove("carol", "password", false, "")
				s.want(err == nil && kind == mAuthFailure, "refused")
			}
		},
	}, {
		name: "HugePassword", does: "sends a password of 200,000 bytes", want: "refused",
		run: func(s *scene) {
			kind, err := s.begun().prove("carol", "password", false, strings.Repeat("x", 200_000))
			s.want(err == nil && kind == mAuthFailure, "refused")
		},
	}, {
		name: "HugeName", does: "logs in under a name of 200,000 bytes", want: "a guest of 64 bytes at most; the log holds none of it",
		run: func(s *scene) {
			r, before := s.begun(), len(s.log.text())
			kind, err := r.prove(strings.Repeat("n", 200_000), "keyboard-interactive", "", "")
			s.want(err == nil && kind == mAuthInfo, "it is asked as everybody is")
			s.must(r.send(msg(mAuthAnswer, 1, "")))
			_, err = r.await(mAuthSuccess)
			s.must(err)
			s.runs(r)
			s.want(len(s.shop.lastActor().Name) <= 64, "the name is short")
			s.want(len(s.log.text())-before < 20_000, "the log is short")
		},
	}, {
		name: "NameOfControls", does: "logs in under a name of escape sequences, NUL and turned text", want: "a guest whose name is clean, in the log as well",
		run: func(s *scene) {
			r := s.begun()
			_, err := r.prove("ev\x1b]0;il\a\x00\u202e\u009b", "keyboard-interactive", "", "")
			s.must(err)
			s.must(r.send(msg(mAuthAnswer, 1, "")))
			_, err = r.await(mAuthSuccess)
			s.must(err)
			s.runs(r)
			name := s.shop.lastActor().Name
			s.want(name == store.Clean(name) && !strings.ContainsAny(s.log.text(), "\x1b\x00\u202e\u009b"), "everything is clean")
		},
	}, {
		name: "SignsWithAnother", does: "shows alice's key and signs with its own", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			kind, err := r.sign("alice", s.alice, newKey(s.T), "alice", r.session)
			s.want(err != nil || kind == mAuthFailure, "refused")
		},
	}, {
		name: "SignsForAnotherName", does: "proves alice's key with a signature made for carol's name", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			kind, err := r.sign("alice", s.alice, s.alice, "carol", r.session)
			s.want(err != nil || kind == mAuthFailure, "refused")
		},
	}, {
		name: "SignatureOfAnotherSession", does: "replays alice's signature from a connection that she made to somebody else", want: "cut",
		run: func(s *scene) {
			elsewhere, r := s.begun(), s.begun()
			kind, err := r.sign("alice", s.alice, s.alice, "alice", elsewhere.session)
			s.want(err != nil || kind == mAuthFailure, "refused")
		},
	}, {
		name: "KeyOfAnother", does: "proves its own key under alice's name", want: "refused",
		run: func(s *scene) {
			r, k := s.begun(), newKey(s.T)
			kind, err := r.sign("alice", k, k, "alice", r.session)
			s.want(err == nil && kind == mAuthFailure, "refused")
		},
	}, {
		name: "NameChanges", does: "has alice's key accepted, then comes in as carol by an empty answer", want: "a guest called carol, with no one's key",
		run: func(s *scene) {
			r := s.begun()
			kind, err := r.offer("alice", s.alice)
			s.want(err == nil && kind == mAuthInfo, "the key would do")
			_, err = r.prove("carol", "keyboard-interactive", "", "")
			s.must(err)
			s.must(r.send(msg(mAuthAnswer, 1, "")))
			_, err = r.await(mAuthSuccess)
			s.must(err)
			s.runs(r)
			a := s.shop.lastActor()
			s.want(a.Account == 0 && a.Key == "" && a.Role == store.RoleGuest, "it is a guest")
		},
	}, {
		name: "ProvesThenChanges", does: "proves a stranger's key as new, on a connection that asked for alice first", want: "a guest called new",
		run: func(s *scene) {
			r, k := s.begun(), newKey(s.T)
			_, _ = r.offer("alice", s.alice)
			kind, err := r.sign("new", k, k, "new", r.session)
			s.want(err == nil && kind == mAuthSuccess, "new is let in")
			s.runs(r)
			a := s.shop.lastActor()
			s.want(a.Account == 0 && a.Key == fingerprint(k), "it has the key that was proven")
		},
	}, {
		name: "UnknownMethods", does: "tries hostbased, gssapi and a method of its own", want: "refused, each as any failure",
		run: func(s *scene) {
			r := s.begun()
			for _, method := range []string{"hostbased", "gssapi-with-mic", "", strings.Repeat("m", 10_000), "publickey\x00"} {
				kind, err := r.prove("alice", method, "junk")
				s.want(err == nil && kind == mAuthFailure, "refused")
			}
		},
	}, {
		name: "BrokenProofs", does: "sends proofs that break off anywhere", want: "cut, each",
		run: func(s *scene) {
			whole := msg(mAuthRequest, "alice", "ssh-connection", "publickey", true, "ssh-ed25519", string(s.alice.PublicKey().Marshal()), "x")
			for n := 1; n < len(whole)-1; n += 13 {
				r := s.begun()
				s.must(r.send(whole[:n]))
				if kind, err := r.await(mAuthFailure, mAuthSuccess); err == nil {
					s.want(kind[0] == mAuthFailure, "refused")
				}
				_ = r.Close()
			}
		},
	}, {
		name: "OtherServiceInLogin", does: "logs in for a service that is none", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.must(r.send(msg(mAuthRequest, "guest", "ssh-shell", "none")))
			s.cut(r)
		},
	}, {
		name: "TooManyAnswers", does: "gives a thousand answers to the one question", want: "refused, and never a guest",
		run: func(s *scene) { s.answers(msg(mAuthAnswer, 1000, []byte(strings.Repeat("\x00\x00\x00\x00", 1000)))) },
	}, {
		name: "NoAnswers", does: "answers the one question with no answer at all", want: "refused, and never a guest",
		run: func(s *scene) { s.answers(msg(mAuthAnswer, 0)) },
	}, {
		name: "BrokenAnswer", does: "announces an answer of 4 GiB", want: "refused, and never a guest",
		run: func(s *scene) { s.answers(msg(mAuthAnswer, 1, -1)) },
	}, {
		name: "OtherThanAnswer", does: "answers the question with a request for another method", want: "refused, and never a guest",
		run: func(s *scene) { s.answers(msg(mAuthRequest, "guest", "ssh-connection", "none")) },
	}, {
		name: "AnswerUnasked", does: "answers a question that was not asked", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.must(r.send(msg(mAuthAnswer, 1, "")))
			s.cut(r)
		},
	}, {
		name: "SilentAtThePrompt", does: "never answers the question", want: "cut when the grace is over", limits: soon,
		run: func(s *scene) {
			r := s.begun()
			_, err := r.prove("alice", "keyboard-interactive", "", "")
			s.must(err)
			s.cut(r)
		},
	}, {
		name: "Certificate", does: "offers a certificate that its own authority signed for alice", want: "refused",
		run: func(s *scene) {
			ca := newKey(s.T)
			c := &gossh.Certificate{Key: s.alice.PublicKey(), CertType: gossh.UserCert, ValidPrincipals: []string{"alice"}, ValidBefore: gossh.CertTimeInfinity}
			s.must(c.SignCert(rand.Reader, ca))
			kind, err := s.begun().prove("alice", "publickey", false, c.Type(), string(c.Marshal()))
			s.want(err == nil && kind == mAuthFailure, "refused")
		},
	}, {
		name: "ShortKey", does: "proves an RSA key of 1024 bits as new", want: "refused",
		run: func(s *scene) {
			s.T.Setenv("GODEBUG", "rsa1024min=0")
			k, err := rsa.GenerateKey(rand.Reader, 1024)
			s.must(err)
			pub, err := gossh.NewPublicKey(&k.PublicKey)
			s.must(err)
			kind, err := s.begun().prove("new", "publickey", false, gossh.KeyAlgoRSASHA512, string(pub.Marshal()))
			s.want(err == nil && kind == mAuthFailure, "refused")
		},
	}, {
		name: "OldSignature", does: "offers an RSA key for a SHA-1 signature", want: "refused",
		run: func(s *scene) {
			k, err := rsa.GenerateKey(rand.Reader, 2048)
			s.must(err)
			pub, err := gossh.NewPublicKey(&k.PublicKey)
			s.must(err)
			kind, err := s.begun().prove("new", "publickey", false, gossh.KeyAlgoRSA, string(pub.Marshal()))
			s.want(err == nil && kind == mAuthFailure, "refused")
		},
	}, {
		name: "FalseKeyType", does: "calls an Ed25519 key an ECDSA one", want: "refused or cut",
		run: func(s *scene) {
			pub, _, err := ed25519.GenerateKey(rand.Reader)
			s.must(err)
			k, err := gossh.NewPublicKey(pub)
			s.must(err)
			kind, err := s.begun().prove("new", "publickey", true, gossh.KeyAlgoECDSA256, string(k.Marshal()), "\x00\x00\x00\x01x\x00\x00\x00\x01y")
			s.want(err != nil || kind == mAuthFailure, "refused")
		},
	}, {
		name: "PasswordChange", does: "asks to change a password in the login", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.must(r.send(msg(mAuthRequest, "carol", "ssh-connection", "password", true, "battery staple", "mine now")))
			s.cut(r)
		},
	}, {
		name: "LogsInAgain", does: "is in as guest and logs in as alice with her key", want: "nothing: who is in stays who they are",
		run: func(s *scene) {
			r := s.guest()
			_ = r.SetReadDeadline(time.Now().Add(10 * time.Second))
			kind, err := r.sign("alice", s.alice, s.alice, "alice", r.session)
			s.want(err != nil && kind == 0, "no answer")
			for _, v := range s.strangers() {
				s.want(v.who().Account == 0, "no one became alice")
			}
		},
	}, {
		name: "ChannelBeforeLogin", does: "opens a session before it has logged in", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.must(r.send(msg(mOpen, "session", 0, 1<<20, 32<<10)))
			s.cut(r)
		},
	}, {
		name: "RequestBeforeLogin", does: "asks for forwarding before it has logged in", want: "cut",
		run: func(s *scene) {
			r := s.begun()
			s.must(r.send(msg(mGlobalRequest, "tcpip-forward", true, "0.0.0.0", 8080)))
			s.cut(r)
		},
	},
}

// tries makes the same proof until one is not refused, and counts.
func (s *scene) tries(r *raw, most int, name, method string, fields ...any) (n int) {
	for ; n < most; n++ {
		if kind, err := r.prove(name, method, fields...); err != nil || kind != mAuthFailure {
			s.want(kind != mAuthSuccess, "no one gets in")
			return n
		}
	}
	return n
}

// answers asks for the question, answers it so, and is not let in.
func (s *scene) answers(answer []byte) {
	r := s.begun()
	kind, err := r.prove("alice", "keyboard-interactive", "", "")
	s.want(err == nil && kind == mAuthInfo, "it is asked")
	s.must(r.send(answer))
	p, err := r.await(mAuthFailure, mAuthSuccess)
	s.want(err != nil || p[0] == mAuthFailure, "refused")
}
