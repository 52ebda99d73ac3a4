package tui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// TestRegister goes from the first screen to the library as a new user, after the
// errors that one makes.
func TestRegister(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.person("bob")
		s.press("r")
		s.write("Bob")
		s.press("tab")
		s.write("longenough")
		s.press("tab")
		s.write("longenougj")
		s.press("enter")
		s.sees("The two passwords are not the same")
		s.press("backspace")
		s.write("h")
		s.press("enter")
		s.sees("taken")
		s.press("ctrl+u")
		s.write("小明")
		s.press("ctrl+s")
		s.sees("Welcome, 小明!", "2 Downloads", "¥0.00", "Clip")
		if _, err := s.shop.Login(s.ctx, "小明", "longenough"); err != nil {
			t.Error(err)
		}
	})
}

// TestRegister_Key makes an account that its key alone opens.
func TestRegister_Key(t *testing.T) {
	line, fp := keyOf("carol")
	play(t, func(*testShop) store.Actor { return store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line} }, func(s *stage) {
		s.press("r")
		s.write("carol")
		s.press("ctrl+s")
		s.sees("Welcome, carol!")
		if _, err := s.shop.AccountByKey(s.ctx, fp); err != nil {
			t.Error(err)
		}
	})
}

// TestRegister_Vouched holds that a vouched key comes to the register screen,
// with its name fixed, and becomes what the operator said.
func TestRegister_Vouched(t *testing.T) {
	dir := t.TempDir()
	inBubbleOf(t, func(t *testing.T) {
		h := newTestShop(t, dir)
		line, fp := keyOf("dora")
		s := newStage(h, Session{Actor: store.Actor{Role: store.RoleGuest, Key: fp, KeyLine: line, Vouched: "dora"}, Vouched: "dora"})
		defer s.close()
		s.sees("Register", "dora", "keeps this name for your key")
		s.press("ctrl+s")
		s.sees("Welcome, dora!", "6 Admin")
	})
}

// TestLogin makes a user of a guest, and goes on to what the guest wanted.
func TestLogin(t *testing.T) {
	play(t, guest, func(s *stage) {
		_, err := s.shop.Register(s.ctx, store.Actor{Role: store.RoleGuest}, store.Registration{Name: "bob", Password: "longenough", Language: "zh"})
		s.must(err)
		s.press("2")
		seek(s, "moon")
		s.press("d")
		s.sees("Downloading needs an account")
		s.write("bob")
		s.press("tab")
		s.write("wrong password")
		s.press("enter")
		s.sees("do not belong together")
		s.write("longenough")
		s.press("enter")
		s.sees("欢迎，bob！", "A Trip to the Moon", "下载") // bob chose Chinese
		if s.model.Actor.Role != store.RoleUser {
			t.Error(s.model.Actor.Role)
		}
	})
}

// TestBuy pays what was shown, once, and leads to the commands.
func TestBuy(t *testing.T) {
	t.Run("OK", func(t *testing.T) {
		play(t, member, func(s *stage) {
			seek(s, "大闹")
			s.press("d", "right", "enter")
			s.sees("大闹天宫 is yours for ¥5.00", "Getting 大闹天宫 ready", "¥45.00")
			s.press("esc", "d")
			s.sees("Getting 大闹天宫 ready", "¥45.00")
		})
	})
	t.Run("SafeFirst", func(t *testing.T) {
		play(t, member, func(s *stage) {
			seek(s, "大闹")
			s.press("d", "enter")
			s.sees("1 found", "¥50.00")
		})
	})
	t.Run("AnswersSeen", func(t *testing.T) { // on the least screen, under good news of two lines
		play(t, member, func(s *stage) {
			s.size(leastWidth, leastHeight)
			seek(s, "大闹")
			s.model.Tell(words.Say("长", "%s"), strings.Repeat("good news ", 20))
			s.press("d")
			s.sees("good news", "not now", "[ buy ]")
		})
	})
	t.Run("ErrPriceChanged", func(t *testing.T) {
		play(t, member, func(s *stage) {
			seek(s, "大闹")
			s.press("d")
			price := store.Fen(900)
			_, err := s.shop.Edit(s.ctx, s.boss, 8, store.Edit{Price: &price})
			s.must(err)
			s.press("y")
			s.sees("The price changed: it is ¥9.00 now", "¥50.00")
			s.press("y")
			s.sees("is yours for ¥9.00", "¥41.00")
		})
	})
	t.Run("Redeem", func(t *testing.T) {
		play(t, poor, func(s *stage) {
			seek(s, "大闹")
			s.press("d", "r")
			s.sees("Redeem a code")
		})
	})
	t.Run("ErrFunds", func(t *testing.T) {
		play(t, poor, func(s *stage) {
			codes, err := s.shop.MintCodes(s.ctx, s.boss, 2000, 1)
			s.must(err)
			seek(s, "大闹")
			s.press("d")
			s.sees("Not enough balance", "Missing", "¥5.00")
			s.press("right", "enter")
			s.paste(codes[0].Text)
			s.press("enter")
			s.sees("Buy this movie?", "¥20.00 arrived", "¥15.00")
			s.press("y")
			s.sees("is yours for ¥5.00")
		})
	})
}

// TestWait holds that the countdown reaches nothing on the screen when the
// wait is over in the shop, and neither before nor after.
func TestWait(t *testing.T) {
	play(t, member, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		for left := 30; left > 0; left-- {
			if _, err := s.shop.OpenDownload(s.ctx, s.model.Actor, 2, store.ProtocolSFTP, ""); !errors.Is(err, store.ErrNotReady) {
				t.Fatalf("with %d s on the screen: %v", left, err)
			}
			s.sees("Getting 城南旧事 ready")
			if got, want := s.far(), words.Countdown(time.Duration(left)*time.Second); got != want {
				t.Fatalf("%s on the screen, %d s in the shop", got, left)
			}
			time.Sleep(time.Second - time.Millisecond)
			s.settle()
			time.Sleep(time.Millisecond)
		}
		s.rest(10 * time.Millisecond)
		s.sees("is yours until tomorrow")
		tr, err := s.shop.OpenDownload(s.ctx, s.model.Actor, 2, store.ProtocolSFTP, "")
		s.must(err)
		s.runs = append(s.runs, tr)
	})
}

// TestWait_Stands goes on with what was asked for when its movie gets a price,
// and when it is deleted and restored.
func TestWait_Stands(t *testing.T) {
	play(t, alice, func(s *stage) {
		seek(s, "moon")
		s.press("d")
		s.sees("Getting A Trip to the Moon ready")
		price := store.Fen(900)
		_, err := s.shop.Edit(s.ctx, s.boss, 3, store.Edit{Price: &price})
		s.must(err)
		s.press("esc")
		s.sees("¥9.00")
		s.press("d")
		s.sees("Getting A Trip to the Moon ready")
		s.rest(31 * time.Second)
		s.sees("A Trip to the Moon is yours until")
		s.must(s.shop.Delete(s.ctx, s.boss, 3))
		s.settle()
		s.sees("no longer in the library")
		s.must(s.shop.Restore(s.ctx, s.boss, 3))
		s.settle()
		s.sees("A Trip to the Moon is yours until")
	})
}

// TestMissing shows what is missing as such, sells nothing of it, and goes on
// when it is back.
func TestMissing(t *testing.T) {
	play(t, member, func(s *stage) {
		gone := map[string]bool{}
		size := map[string]int64{}
		s.shop.SetFileChecker(store.FileChecker{
			Stat: func(_ context.Context, file string) (store.FileFacts, bool, error) {
				return store.FileFacts{Size: size[file]}, !gone[file], nil
			},
			Tell: func(_, _ []store.Movie) {},
		})
		look := func(id int64, is bool) {
			m, err := s.shop.Movie(s.ctx, s.boss, id)
			s.must(err)
			gone[m.File], size[m.File] = is, m.Size
			_, err = s.shop.Movie(s.ctx, s.boss, id)
			s.must(err)
			s.settle()
		}
		look(8, true)
		seek(s, "大闹")
		s.sees("missing")
		s.press("d")
		s.sees("missing for now", "¥50.00")
		s.press("enter")
		s.sees("neither sold nor sent")
		s.misses("buy and download")
		look(8, false)
		s.sees("buy and download")
		s.press("d", "right", "enter")
		s.sees("Getting 大闹天宫 ready", "¥45.00")
		look(8, true)
		s.sees("missing for now")
		look(8, false)
		s.sees("Getting 大闹天宫 ready")
	})
}

// TestWait_Left holds that leaving the countdown leaves it running.
func TestWait_Left(t *testing.T) {
	play(t, member, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		s.rest(10 * time.Second)
		s.press("esc")
		s.sees("1 found")
		s.rest(12 * time.Second)
		s.press("d")
		if got := s.far(); got != "0:08" {
			t.Errorf("left: %s", got)
		}
		s.press("v")
		s.sees("VIPs never wait")
		s.press("enter", "y")
		s.sees("You are a VIP until")
		s.rest(time.Second)
		s.sees("is yours until tomorrow") // at once, for a VIP
	})
}

// TestTransfer moves the bar while a client fetches, tells the terminal, and
// says when it is done, wherever one is.
func TestTransfer(t *testing.T) {
	play(t, vip, func(s *stage) {
		seek(s, "城南")
		s.press("d")
		s.sees("sftp -a -P 2222 'alice@youku.example:/downloads/0002-*'", "ssh -p 2222 alice@youku.example get 2 | mpv -")
		s.press("y")
		if want := "sftp -a -P 2222 'alice@youku.example:/downloads/0002-*'"; s.clip != want {
			t.Errorf("copied %q", s.clip)
		}
		// The terminal may have no clipboard: the line stands whole by itself,
		// until a key puts it away.
		const line = "sftp -a -P 2222 'alice@youku.example:/downloads/0002-*'"
		alone := func() bool { return slices.Contains(strings.Split(s.screen(), "\n"), "  "+line) }
		s.sees("Sent to the terminal's clipboard")
		if s.rest(time.Minute); !alone() || s.lastLine != line {
			t.Errorf("the line to take is not there (%q): %s", s.lastLine, s.screen())
		}
		s.press("down")
		if alone() {
			t.Error("a key did not put the line away")
		}
		s.press("y")
		if want := "ssh -p 2222 alice@youku.example get 2 | mpv -"; s.clip != want {
			t.Errorf("copied %q", s.clip)
		}
		stop := send(s, 2, 0, 60)
		s.rest(time.Second)
		s.sees("60 %", "1.2 / 2.0 GB")
		if p := s.model.View().ProgressBar; p == nil || p.State != tea.ProgressBarDefault || p.Value != 60 {
			t.Errorf("the terminal's bar: %+v", p)
		}
		stop()
		s.rest(5 * time.Second)
		s.sees("it stopped; run it again to go on")
		s.press("esc", "esc", "3")
		stop = send(s, 2, 60, 100)
		stop()
		s.rest(time.Second)
		s.sees("城南旧事 has arrived in full")
		s.press("2")
		s.sees("complete")
	})
}

// TestNews holds that what others do is seen without a key.
func TestNews(t *testing.T) {
	play(t, member, func(s *stage) {
		s.film(film{"新片上架", 0, 1_000_000, time.Hour})
		s.settle()
		s.sees("新片上架", "All 13")
		_, err := s.shop.Credit(s.ctx, s.boss, "alice", 700, "")
		s.must(err)
		s.settle()
		s.sees("¥57.00")
		n, err := s.shop.Post(s.ctx, s.boss, "Tonight", "at eight")
		s.must(err)
		s.settle()
		s.sees("New notice: Tonight", "4 Notices ●")
		s.press("4", "enter")
		s.sees("at eight")
		s.misses("●")
		s.press("esc")
		s.must(s.shop.Withdraw(s.ctx, s.boss, n.ID))
		s.settle()
		s.sees("No notices yet")
	})
}

// TestLanguage is switched by a key, at once, and found again.
func TestLanguage(t *testing.T) {
	play(t, alice, func(s *stage) {
		s.press("L")
		s.sees("片库", "全部按键")
		a, err := s.shop.Account(s.ctx, s.model.Actor)
		s.must(err)
		if a.Language != "zh" {
			t.Errorf("remembered %q", a.Language)
		}
		again := newStage(s.testShop, Session{Actor: s.model.Actor, Lang: words.En})
		again.sees("片库")
		again.close()
	})
}

// TestAccount changes the password and the keys, and stays in.
func TestAccount(t *testing.T) {
	play(t, alice, func(s *stage) {
		s.press("5", "p")
		s.write("a new password")
		s.press("tab")
		s.write("a new password")
		s.press("enter")
		s.sees("The password is set", "Change password")
		if _, err := s.shop.Login(s.ctx, "alice", "a new password"); err != nil {
			t.Error(err)
		}
		s.press("K", "a")
		line, fp := keyOf("second")
		s.paste(strings.Replace(line, "AAAA", "AA\nAA", 1) + "\n") // broken by a terminal
		s.press("enter")
		s.sees("was added", "second@laptop")
		s.press("a")
		s.paste("not a key")
		s.press("enter")
		s.sees("✗")
		s.press("esc", "y", "x", "y")
		s.sees("The key was removed")
		if _, err := s.shop.AccountByKey(s.ctx, fp); err == nil {
			t.Error("the key still opens the account")
		}
		s.press("x")
		s.sees("this session ends too")
		if s.press("y"); !s.quit {
			t.Error("still in with a key that was removed")
		}
	})
}

// TestPages follows the list to its end, page by page, each movie once.
func TestPages(t *testing.T) {
	play(t, alice, func(s *stage) {
		for range 130 {
			s.film(film{"Filler", 0, 1000, time.Minute})
		}
		s.press("tab", "shift+tab")
		for range 150 {
			s.press("down")
		}
		s.sees("▌ 小城之春", "142 / 142")
	})
}

// TestFault shows a sentence and a way on, never an inner error.
func TestFault(t *testing.T) {
	play(t, alice, func(s *stage) {
		s.must(s.shop.Close())
		s.press("2")
		s.sees("Something went wrong inside")
		s.misses("sql", "closed", "database")
	})
}

// idles fails if anything is drawn, or anybody asked, in an hour in which
// nothing happens.
func (s *stage) idles() {
	s.t.Helper()
	s.rest(time.Minute) // the toast goes
	before := s.told
	time.Sleep(time.Hour)
	s.settle()
	if s.told != before {
		s.t.Errorf("%d messages in an idle hour", s.told-before)
	}
}

// TestLibrary_Position tells how far one has come where not all is seen.
func TestLibrary_Position(t *testing.T) {
	play(t, member, func(s *stage) {
		s.misses("1 / 12")
		s.size(80, 14)
		s.press("down", "down")
		s.sees("3 / 12 · ↓ newest")
		s.press("tab")
		s.misses("1 / 7") // all of them are seen
	})
}

// TestPaste_NeverSends holds that a pasted line's end sends no form: it is
// there by accident, and what was pasted is still to be looked at.
func TestPaste_NeverSends(t *testing.T) {
	play(t, alice, func(s *stage) {
		s.press("3", "r")
		before := s.heard
		for _, end := range []string{"\n", "\r\n", "\r", "\n\n"} {
			s.paste("AAAA-BBBB" + end)
		}
		if s.kind() != "redeem" || s.heard != before {
			t.Errorf("sent:\n%s", s.screen())
		}
		s.sees("AAAA-BBBBAAAA-BBBBAAAA-BBBBAAAA-BBBB")
	})
}

// TestForm_Still holds that a form stays where it is, whatever is said of what
// is typed into it.
func TestForm_Still(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.size(120, 36)
		s.press("r")
		line := func() int {
			before, _, _ := strings.Cut(s.screen(), "Register\n")
			return strings.Count(before, "\n")
		}
		stood := line()
		for _, key := range []string{"!", "tab", "x", "tab", "y", "tab", "tab"} {
			s.press(key)
			if line() != stood {
				t.Fatalf("after %s the form went from line %d to %d:\n%s", key, stood, line(), s.screen())
			}
		}
	})
}

// TestFooter_WayOut holds that the way back is named wherever there is one,
// however narrow the screen.
func TestFooter_WayOut(t *testing.T) {
	play(t, member, func(s *stage) {
		s.size(leastWidth, leastHeight)
		for _, keys := range [][]string{{"1", "enter"}, {"3", "v"}, {"3", "r"}, {"5", "K"}, {"5", "p"}, {"1", "?"}} {
			s.press(keys...)
			s.sees("Esc back")
			s.press("esc")
		}
	})
}
