package tui

import (
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/store/mark"
)

// marked is what the person marked in one way.
func (s *stage) marked(k mark.Kind) string {
	s.t.Helper()
	rows, err := s.shop.Marks(s.testShop.ctx, s.model.Actor, []mark.Kind{k}, 0, 0)
	s.must(err)
	var out []string
	for _, r := range rows {
		if r.Series != nil {
			out = append(out, r.Series.Title)
		} else {
			out = append(out, r.Movie.Title)
		}
	}
	return strings.Join(out, ", ")
}

// TestMarks marks movies in the list and on their pages, and finds them in the tabs.
func TestMarks(t *testing.T) {
	play(t, member, func(s *stage) {
		s.press("f")
		s.sees("“Clip” is a favourite now", "Clip ★")
		s.press("down", "w", "x")
		s.sees("速度与激情 ◔◉")
		s.rest(time.Second)
		s.press("enter", "f")
		s.sees("速度与激情 ★◔◉")
		s.press("esc", "tab", "tab", "tab", "tab")
		s.sees("速度与激情 ★◔◉", "Clip ★")
		s.misses("The General", "newest")
		if got := s.marked(mark.Favourite); got != "速度与激情, Clip" {
			t.Errorf("favourites are %s", got)
		}
		s.press("f") // taken away where it is listed
		s.misses("速度与激情 ")
		s.sees("“速度与激情” is no favourite any more", "Clip ★")
		s.press("f")
		s.sees("No favourites yet", "Press f")
		s.press("tab")
		s.sees("速度与激情 ◔◉")
		s.press("/")
		s.write("clip")
		s.misses("◔◉")
		s.press("esc", "tab")
		s.sees("You follow no series")
		s.press("tab")
		s.sees("newest", "The General")
	})
}

// TestMarks_Guest holds that a guest has neither the keys nor the tabs.
func TestMarks_Guest(t *testing.T) {
	play(t, guest, func(s *stage) {
		s.press("2", "f", "w", "x")
		s.misses("★", "◔", "◉", "Favourites")
	})
}

// TestFollow follows a series by one key, also by the first request, and no longer.
func TestFollow(t *testing.T) {
	play(t, fan, func(s *stage) {
		opensShow(s)
		s.press("F")
		s.sees("You follow “流浪记 The Wanderers”", "流浪记 The Wanderers ★")
		s.press("F")
		s.sees("no more")
		s.misses("★")
		s.ask(1, 1)
		s.misses("★") // off stays off
		s.press("F", "x", "esc")
		s.sees("流浪记 The Wanderers ★")
		if got := s.marked(mark.Following); got != showTitle {
			t.Errorf("followed are %s", got)
		}
		if got := s.marked(mark.Seen); !strings.Contains(got, "S01E") {
			t.Errorf("seen are %s", got)
		}
		s.press("f")
		s.misses("★")
	})
}

// TestSeen holds that what came whole is proposed to be marked as seen, never marked by
// itself, and that Enter then goes on with the next episode and asks for it at once.
func TestSeen(t *testing.T) {
	play(t, fan, func(s *stage) {
		sendWhole(s, 1, 1)
		opensShow(s)
		s.press("home", "enter")
		s.sees("mark it as seen", "⏎ Next")
		if got := s.marked(mark.Seen); got != "" {
			t.Errorf("%s was marked by itself", got)
		}
		s.press("x")
		s.misses("mark it as seen")
		s.press("enter")
		s.sees("Getting", "S01E02")
		d, err := s.shop.Download(s.testShop.ctx, s.model.Actor, s.episodeID(1, 2))
		s.must(err)
		if d.State != store.Waiting {
			t.Errorf("the next episode is %s", d.State)
		}
	})
}

// TestMarks_Downloads marks what was asked for where it is listed.
func TestMarks_Downloads(t *testing.T) {
	play(t, fan, func(s *stage) {
		s.ask(1, 1)
		s.press("2", "x")
		s.sees("is marked as seen", "◉")
		s.press("f", "x")
		s.sees("★")
		s.misses("◉")
	})
}

// TestNewsHere says on coming in what came meanwhile, and lists it.
func TestNewsHere(t *testing.T) {
	play(t, fan, func(s *stage) {
		s.ask(1, 1)
		s.must(s.shop.LeaveScreen(s.testShop.ctx, s.model.Actor))
		s.rest(time.Hour)
		s.episode(store.Episode{Series: showTitle, Season: 2, Number: 13}, "尾声", 0)
		s.film(film{"雨夜", 0, 1_200_000_000, 101 * time.Minute})
		other := newStage(s.testShop, Session{Actor: s.model.Actor})
		defer other.close()
		other.sees("1 new movie, 流浪记 The Wanderers +1 since you were here")
		other.press("tab", "tab", "tab")
		other.sees("雨夜", "流浪记 The Wanderers ★")
		other.misses("Clip", "newest")
		other.rest(10 * time.Second)
		other.misses("since you were here")
	})
}

// TestNewsHere_Episodes tells those who are here of new episodes of what they follow: many
// published one after another are told of in one line, and then not for a while.
func TestNewsHere_Episodes(t *testing.T) {
	play(t, fan, func(s *stage) {
		s.rest(time.Minute)
		publish := func(from, to int) {
			for n := from; n <= to; n++ {
				s.episode(store.Episode{Series: showTitle, Season: 3, Number: n}, "", 0)
				s.rest(10 * time.Millisecond)
			}
		}
		publish(1, 3)
		s.rest(10 * time.Second)
		s.misses("New episodes") // not followed
		s.ask(1, 1)
		s.rest(time.Minute)
		publish(4, 23)
		s.misses("New episodes")
		s.rest(7 * time.Second)
		s.sees("New episodes: 流浪记 The Wanderers +20")
		publish(24, 30)
		s.rest(20 * time.Second)
		s.misses("New episodes")
		s.rest(38 * time.Second)
		s.sees("New episodes: 流浪记 The Wanderers +7")
		s.rest(2 * time.Minute)
		s.misses("New episodes")
	})
}
