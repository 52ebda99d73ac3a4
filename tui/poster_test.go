package tui

import (
	"context"
	"errors"
	"fmt"
	"image"
	"strings"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term"
)

// studio has a frame of every movie but those that are said to have none, and
// answers after a while.
type fakePosters struct {
	takes time.Duration
	none  map[int64]error
	mu    sync.Mutex
	asked []int64
	ended int // questions that were called off
}

func (s *fakePosters) Poster(ctx context.Context, _ store.Actor, movie int64) (image.Image, error) {
	s.mu.Lock()
	s.asked = append(s.asked, movie)
	s.mu.Unlock()
	select {
	case <-time.After(s.takes):
	case <-ctx.Done():
		s.mu.Lock()
		s.ended++
		s.mu.Unlock()
		return nil, ctx.Err()
	}
	if err, ok := s.none[movie]; ok {
		return nil, err
	}
	img := image.NewRGBA(image.Rect(0, 0, 320, 180))
	for i := range img.Pix {
		img.Pix[i] = uint8(200 + movie)
	}
	for i := range img.Stride * 12 { // in a hundred steps, as sixels count, no two are the same
		img.Pix[i] = uint8(40 * movie)
	}
	return img, nil
}

// SeriesPoster is the picture of a movie far behind all others.
func (s *fakePosters) SeriesPoster(ctx context.Context, a store.Actor, series int64) (image.Image, error) {
	return s.Poster(ctx, a, seriesPicture+series)
}

// seriesPicture is added to the number of a series.
const seriesPicture = 1000

func (s *fakePosters) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

// exhibition is a stage whose shop has frames.
func exhibition(t *testing.T, frames *fakePosters, scene func(*stage)) {
	t.Helper()
	exhibitionFor(t, alice, frames, scene)
}

// exhibitionFor is one that a person sees whom who makes.
func exhibitionFor(t *testing.T, who func(*testShop) store.Actor, frames *fakePosters, scene func(*stage)) {
	t.Helper()
	dir := t.TempDir()
	stockShop(t, dir)
	inBubbleOf(t, func(t *testing.T) {
		h := restoreTestShop(t, dir)
		s := newStage(h, Session{Actor: who(h), Posters: frames})
		defer s.close()
		scene(s)
	})
}

// hangs reports whether the frame of a movie is seen.
func (s *stage) hangs(movie int64) bool {
	n := uint8(200 + movie)
	return strings.Contains(s.model.View().Content, fmt.Sprintf("\x1b[38;2;%d;%d;%d;48;2;%d;%d;%dm", n, n, n, n, n, n))
}

// The landscape stands at once, and the frame takes its place without moving
// anything.
func TestPoster_TakesTheLandscapesPlace(t *testing.T) {
	frames := &fakePosters{takes: time.Second}
	exhibition(t, frames, func(s *stage) {
		s.size(120, 36)
		m := s.rows()[0].ID
		before := s.screen()
		if !strings.Contains(before, "▀▀▀▀") || s.hangs(m) {
			t.Fatalf("no landscape at first:\n%s", before)
		}
		s.rest(2 * time.Second)
		if !s.hangs(m) {
			t.Fatal("the frame never came")
		}
		if s.screen() != before {
			t.Errorf("something jumped:\n%s\nwas\n%s", s.screen(), before)
		}
		told := s.told
		s.rest(10 * time.Minute)
		if s.told != told || frames.count() != 1 {
			t.Errorf("at rest %d messages came, and frames were asked for %d times", s.told-told, frames.count())
		}
	})
}

// Running down the list asks for the frame where one stops, and no
// question outlives the next.
func TestPoster_RunsDown(t *testing.T) {
	frames := &fakePosters{takes: 3 * time.Second}
	exhibition(t, frames, func(s *stage) {
		s.size(120, 36)
		s.rest(time.Second) // the first is being asked for
		for range 6 {
			s.press("down")
			s.rest(30 * time.Millisecond)
		}
		if n := frames.count(); n != 1 {
			t.Errorf("%d frames were asked for on the way", n-1)
		}
		s.rest(10 * time.Second)
		m := s.rows()[6].ID
		if !s.hangs(m) || frames.count() != 2 || frames.ended != 1 {
			t.Errorf("the frame %v, %d asked, %d called off", s.hangs(m), frames.count(), frames.ended)
		}
		s.press("up", "down")
		if !s.hangs(m) {
			t.Error("a frame that was seen is not there at once")
		}
	})
}

// Movies without a frame keep their landscape and are left alone for a while.
func TestPoster_None(t *testing.T) {
	frames := &fakePosters{none: map[int64]error{}}
	exhibition(t, frames, func(s *stage) {
		for _, m := range s.rows() {
			frames.none[m.ID] = []error{nil, errors.New("broken")}[m.ID%2]
		}
		s.size(120, 36)
		s.rest(time.Second)
		for range 5 {
			s.press("down")
			s.rest(time.Second)
			s.press("up")
			s.rest(time.Second)
		}
		if frames.count() != 2 {
			t.Errorf("asked %d times for two movies without a frame", frames.count())
		}
		s.rest(2 * term.RetryPosterAfter)
		s.press("down", "up")
		s.rest(time.Second)
		if frames.count() != 3 {
			t.Errorf("asked %d times, and not once more much later", frames.count())
		}
	})
}

// A shop that is too slow is asked again later, not for ever waited for.
func TestPoster_TooSlow(t *testing.T) {
	frames := &fakePosters{takes: time.Hour}
	exhibition(t, frames, func(s *stage) {
		s.size(120, 36)
		s.rest(screen.Patience + term.RetryPosterAfter + time.Second)
		if n := frames.count(); n != 1 {
			t.Errorf("asked %d times", n)
		}
		frames.takes = time.Second
		s.size(120, 36)
		s.rest(2 * time.Second)
		if m := s.rows()[0].ID; !s.hangs(m) {
			t.Errorf("the frame never came, asked %d times", frames.count())
		}
	})
}

// No frame is drawn or asked for without the colours for it.
func TestPoster_FewColours(t *testing.T) {
	frames := &fakePosters{}
	exhibition(t, frames, func(s *stage) {
		s.size(120, 36)
		s.rest(time.Second)
		for _, p := range []colorprofile.Profile{colorprofile.ANSI, colorprofile.NoTTY} {
			asked := frames.count()
			s.send(tea.ColorProfileMsg{Profile: p})
			s.size(121, 36)
			s.rest(time.Second)
			if strings.Contains(s.screen(), "▀") || frames.count() != asked {
				t.Errorf("%v: a picture is drawn or asked for", p)
			}
		}
	})
}

// A resize asks for the frame in its new size, and the movie's own page too.
func TestPoster_Sizes(t *testing.T) {
	frames := &fakePosters{}
	exhibition(t, frames, func(s *stage) {
		m := s.rows()[0].ID
		for i, do := range []func(){func() { s.size(120, 36) }, func() { s.size(160, 45) }, func() { s.press("enter") }} {
			do()
			s.rest(time.Second)
			if frames.count() != i+1 || !s.hangs(m) {
				t.Errorf("step %d: asked %d times, it hangs: %v", i, frames.count(), s.hangs(m))
			}
		}
	})
}

// A series shows its own picture, on its row and over those of its episodes that
// have no cover; one that is given while it is seen takes its place by itself.
func TestPoster_Covers(t *testing.T) {
	frames := &fakePosters{}
	exhibitionFor(t, fan, frames, func(s *stage) {
		s.size(120, 36)
		s.press("tab", "shift+tab", "g")
		show := store.EntryID{Series: true, ID: s.showID()}
		first := store.EntryID{ID: s.episodeID(1, 1)}
		cover := func(of store.EntryID, file string) {
			t.Helper()
			_, _, err := s.shop.SetCover(s.testShop.ctx, s.boss, of, store.Cover{File: file})
			s.must(err)
			s.rest(time.Second)
		}
		seen := func(what string, id int64, asked int) {
			t.Helper()
			s.rest(time.Second)
			if !s.hangs(id) || frames.count() != asked {
				t.Errorf("%s: it hangs: %v, and %d pictures were asked for, want %d: %v", what, s.hangs(id), frames.count(), asked, frames.asked)
			}
		}
		seen("its row", seriesPicture+show.ID, 1)
		cover(show, "a")
		seen("its row with another cover", seriesPicture+show.ID, 2)
		s.press("enter")
		seen("its screen", seriesPicture+show.ID, 2)
		s.press("right")
		seen("the next episode", seriesPicture+show.ID, 2)
		s.press("left")
		cover(first, "b")
		seen("an episode with a cover", first.ID, 3)
		_, err := s.shop.RemoveCover(s.testShop.ctx, s.boss, show)
		s.must(err)
		s.rest(time.Second)
		s.press("right")
		seen("an episode without", s.episodeID(1, 2), 4)
	})
}
