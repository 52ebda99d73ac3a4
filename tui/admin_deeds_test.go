package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"youku.example/tui/screen"
	"youku.example/tui/ui/uitest"

	"youku.example/store"
)

func TestAdmin_OnlyForAdmins(t *testing.T) {
	h := newRoot(Session{Actor: store.Actor{Account: 7, Role: store.RoleUser}})
	for _, p := range h.open() {
		if p.ID == "admin" {
			t.Error("a user may open the admins' place")
		}
	}
}

func TestUploads_Publish(t *testing.T) {
	t.Run("Paid", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("enter")
			b.sees("Farewell My Concubine", "20.00", "2 h 51 min", "1920x1080", "H.264", "4be2f0a94be2")
			b.press("ctrl+s")
			b.did("publish Farewell_My_Concubine.mp4 as Farewell My Concubine ¥20.00")
			b.sees("is in the library")
			b.c.ring(store.TopicIncoming)
			b.settle()
			b.misses("Farewell_My_Concubine.mp4")
		})
	})
	t.Run("Free", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("enter", "ctrl+u")
			b.write("霸王别姬")
			b.press("enter", "right")
			b.misses("Yuan")
			b.press("ctrl+s")
			b.did("publish Farewell_My_Concubine.mp4 as 霸王别姬 ¥0.00")
		})
	})
	t.Run("ErrAmount", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("enter", "enter", "enter", "ctrl+u")
			b.write("1.005")
			b.press("enter")
			b.sees("Write an amount")
			b.did()
		})
	})
	t.Run("ErrDuplicate", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.c.err = &store.Refusal{Code: "duplicate", Movie: 9, Name: "A Trip to the Moon"}
			b.press("enter", "ctrl+s")
			b.sees("A Trip to the Moon", "Publish a movie")
		})
	})
	t.Run("Replaced", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("enter")
			b.c.files[0].SHA256 = strings.Repeat("0", 64) // while the form is open
			b.press("ctrl+s")
			b.did()
			b.sees("other content now", "Uploads")
			b.misses("Publish a movie")
		})
	})
	t.Run("Copied", func(t *testing.T) { // to another disk, which takes longer than any question
		inBubble(t, stocked, func(b *backstage) {
			b.c.copying = make(chan struct{})
			b.press("enter", "ctrl+s")
			b.c.files[0].State, b.c.files[0].Done = store.Publishing, 1_763_000_000
			time.Sleep(2 * time.Second)
			b.settle()
			b.sees("is being copied into the library", "43 %", "1.8 / 4.1 GB")
			b.misses("Publish a movie")
			time.Sleep(3 * screen.Patience)
			close(b.c.copying)
			b.settle()
			b.did("publish Farewell_My_Concubine.mp4 as Farewell My Concubine ¥20.00")
			b.sees("is in the library")
		})
	})
	t.Run("CopiedInVain", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.c.copying = make(chan struct{})
			b.press("enter", "ctrl+s")
			b.press("esc") // without waiting
			b.c.err = &store.Refusal{Code: "shelf_full"}
			close(b.c.copying)
			b.settle()
			b.sees("The disk of the movies is full")
			b.did()
		})
	})
	t.Run("NotYet", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.press("down", "enter")
			b.misses("Publish a movie")
		})
	})
}

func TestUploads_Twin(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.press("down", "down", "down", "down", "down")
		b.sees("The General (5)", "deleted")
		b.press("r")
		b.did("restore The General")
		b.c.ring(store.TopicMovies)
		b.settle()
		b.sees("The library has the same content: The General (5)")
		b.press("up", "up", "up")
		b.sees("A Trip to the Moon (9)")
	})
}

func TestUploads_Discard(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.press("x")
		b.did()
		b.press("enter") // the safe answer comes first
		b.did()
		b.press("x", "y")
		b.did("discard Farewell_My_Concubine.mp4")
		b.misses("Farewell_My_Concubine.mp4  ")
		b.press("down", "x") // one that arrived whole
		b.c.files[4].Size++  // and is replaced while the question stands
		b.press("y")
		b.did()
		b.sees("other content now")
	})
}

func TestUploads_Copy(t *testing.T) {
	inBubble(t, nothing, func(b *backstage) {
		b.press("y")
		if want := "scp -P 2222 movie.mp4 boss@youku.example:/incoming/"; b.clip != want {
			t.Errorf("copied %q, want %q", b.clip, want)
		}
	})
	inBubble(t, stocked, func(b *backstage) {
		b.c.files[3].Name = "cut off.mp4"
		b.c.ring(store.TopicIncoming)
		b.press("down", "y")
		if want := `echo 'put -a "cut off.mp4"' | sftp -P 2222 boss@youku.example:/incoming`; b.clip != want {
			t.Errorf("copied %q, want %q", b.clip, want)
		}
	})
}

func TestUploads_LookOnlyWhileSomethingMoves(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		looks := func(d time.Duration) int {
			before := b.c.looked
			b.rest(d)
			return b.c.looked - before
		}
		if n := looks(10 * time.Second); n < 40 || n > 50 {
			t.Errorf("%d looks in ten seconds of receiving, want 40 to 50", n)
		}
		b.c.files[1].Done = 1_900_000_000
		b.rest(time.Second)
		b.sees("95 %")
		b.tab(1)
		if n := looks(10 * time.Second); n > 1 {
			t.Errorf("%d looks in ten seconds in another tab", n)
		}
		b.tab(0)
		b.press("1")
		if n := looks(10 * time.Second); n > 1 {
			t.Errorf("%d looks in ten seconds in another place", n)
		}
		b.pressAdmin()
		b.c.files = b.c.files[:1]
		b.rest(time.Second)
		if n := looks(10 * time.Second); n > 0 {
			t.Errorf("%d looks in ten seconds in which nothing moved", n)
		}
		b.c.files = append(b.c.files, store.Incoming{ID: 9, Name: "late.mp4", State: store.Receiving})
		b.c.ring(store.TopicIncoming)
		b.settle()
		b.sees("late.mp4")
	})
}

func TestStock_Deeds(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(1)
		b.press("down", "x")
		b.did("delete 城南旧事")
		b.sees("u undoes it")
		b.c.ring(store.TopicMovies)
		b.settle()
		b.press("u")
		b.did("restore 城南旧事")
		b.press("t", "enter")
		b.did()
		b.press("t", "y")
		b.did("takedown A Trip to the Moon") // the row that took its place
		b.sees("refunds: 2")
		b.press("f", "p", "y")
		b.did("purge A Trip to the Moon")
		b.press("down", "r")
		b.did("restore The General")
	})
	t.Run("ErrOwned", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(1)
			b.c.err = &store.Refusal{Code: "owned", Limit: 3}
			b.press("f", "f", "f", "p", "y")
			b.did()
		})
	})
}

// TestStock_Missing lists the movies whose file is missing, and marks them among
// the others.
func TestStock_Missing(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.c.movie(9).MissingSince = time.Now().Add(-time.Hour)
		b.tab(1)
		b.sees("A Trip to the Moon", "missing", "城南旧事")
		b.press("f", "f")
		b.sees("A Trip to the Moon", "file missing since", "↓ newest · file missing")
		b.misses("城南旧事", "search")
		b.press("f")
		b.sees("城南旧事", "search")
		b.c.movie(9).MissingSince = time.Time{}
		b.press("f", "f")
		b.sees("Every movie has its file")
	})
}

func TestStock_Edit(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(1)
		b.press("enter", "ctrl+u")
		b.write("流浪地球 2")
		b.press("ctrl+s")
		b.did("edit title")
		b.sees("流浪地球 2 is saved")
		b.press("enter", "tab", "right", "ctrl+s")
		b.did("edit free")
		b.c.ring(store.TopicMovies)
		b.settle()
		b.press("enter", "tab", "left", "tab", "ctrl+u")
		b.write("7.5")
		b.press("ctrl+s")
		b.did("edit ¥7.50")
	})
}

func TestStock_Search(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(1)
		b.press("/")
		b.write("Moon")
		b.sees("A Trip to the Moon")
		b.misses("小城之春")
		b.press("enter", "esc")
		b.sees("小城之春")
	})
}

func TestPeople_Deeds(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(2)
		b.press("x")
		b.did("lock alice")
		b.sees("x unlocks")
		b.press("x")
		b.did("unlock alice")
		b.press("e", "y")
		b.did("kick alice")
		b.press("enter")
		b.write("12.5")
		b.press("enter")
		b.write("sorry")
		b.press("enter")
		b.did("credit alice ¥12.50 sorry")
		b.sees("alice got ¥12.50 and now has ¥112.50")
		b.press("c")
		b.write("-5")
		b.press("enter", "enter")
		b.did()
		b.sees("Write an amount")
	})
	t.Run("NotOneself", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(2)
			b.press("/")
			b.write("boss")
			b.press("enter", "x", "e")
			b.did()
		})
	})
}

func TestBoard_Post(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(3)
		b.press("n")
		b.write("Tonight")
		b.press("enter")
		b.write("22:00")
		b.press("enter")
		b.write("bye")
		b.press("esc")
		b.sees("Leave without sending it?")
		b.press("n", "ctrl+s")
		b.did("post Tonight 22:00\nbye")
		b.c.ring(store.TopicNotices)
		b.rest(6 * time.Second)
		b.sees("Tonight")
		b.press("g", "x", "y")
		b.did("withdraw")
		b.c.ring(store.TopicNotices)
		b.rest(6 * time.Second)
		b.misses("Tonight")
	})
}

func TestCodes_AreNotLostUnasked(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(4)
		b.press("enter")
		b.write("50")
		b.press("enter", "ctrl+u", "2", "enter")
		b.sees("7KQ2-9WXA-PM4T-C0DE-F1SH", "¥100.00 in all")
		b.press("y")
		if n := strings.Count(b.clip, "7KQ2"); n != 2 {
			t.Errorf("%d codes copied, want 2: %q", n, b.clip)
		}
		for _, leave := range []string{"esc", "1", "q", "ctrl+c", "enter"} {
			b.press(leave)
			b.sees("Are the codes kept safe?")
			b.press("n")
			b.sees("7KQ2")
		}
		b.press("esc", "y")
		b.misses("7KQ2")
		if b.quit {
			t.Error("the session ended")
		}
	})
	t.Run("ErrCount", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(4)
			b.press("enter")
			b.write("50")
			b.press("enter", "ctrl+u")
			b.write("1001")
			b.press("enter")
			b.did()
			b.sees("1–1000")
		})
	})
	t.Run("LeftTooEarly", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) {
			b.tab(4)
			b.press("enter")
			b.write("50")
			b.press("enter", "1")
			b.hear(uitest.Press("enter")) // sent, and not answered yet
			b.hear(uitest.Press("esc"))
			b.hear(uitest.Press("y"))
			b.settle()
			b.sees("7KQ2")
		})
	})
}

func TestLive_Looks(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(5)
		before := b.c.looked
		b.rest(10 * time.Second)
		if n := b.c.looked - before; n < 9 || n > 11 {
			t.Errorf("%d looks in ten seconds of transfers, want one a second", n)
		}
		b.c.moves[0].Sent = b.c.moves[0].Size * 3 / 4
		b.rest(time.Second)
		b.sees("75 %")
		b.c.moves = nil
		b.rest(5 * time.Second)
		b.sees("nothing is moving")
		before = b.c.looked
		b.rest(12 * time.Second)
		if n := b.c.looked - before; n > 5 {
			t.Errorf("%d looks in twelve seconds of silence", n)
		}
		b.c.visits = b.c.visits[:2]
		b.c.ring(store.TopicPeople)
		b.settle()
		b.misses("guest")
	})
}

func TestLive_Kick(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(5)
		b.press("x", "y")
		b.did("kick alice")
		b.sees("Sessions of alice ended: 2")
		b.press("down", "x") // oneself
		b.did()
		b.press("G", "x")
		b.sees("All guests of this name")
	})
}

func TestDesk_FaultsAreTold(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.c.err = errors.New("no such table")
		b.tab(1)
		b.press("x")
		b.sees("Something went wrong inside")
		b.misses("table")
	})
}

// TestAdmin_Refund gives a purchase back after a question, and the list loses it.
func TestAdmin_Refund(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(2)
		b.press("b")
		b.sees("What alice bought", "小城之春")
		b.press("enter")
		b.sees("alice gets ¥3.75 back")
		b.press("enter") // the safe answer
		b.did()
		b.press("enter", "y")
		b.did("refund alice 7")
		b.sees("alice got ¥3.75 back")
		b.misses("小城之春")
	})
}

// TestAdmin_Lift forgives the source under the cursor.
func TestAdmin_Lift(t *testing.T) {
	inBubble(t, stocked, func(b *backstage) {
		b.tab(7)
		b.sees("203.0.113.9/32", "Wrong passwords")
		b.press("down", "x")
		b.did("lift 2001:db8:7::/64")
		b.misses("until 09:01")
	})
}
