package tui

import (
	"strings"
	"testing"
	"time"
)

// title is the title bar of a frame, with the line under it.
func title(frame string) string {
	return strings.Join(strings.Split(frame, "\n")[:titleLines], "\n")
}

// TestFrame compares the title bar in each place, and the help that lists the
// places, with goldens of their own: one more place changes these alone.
func TestFrame(t *testing.T) {
	for _, sc := range []view{
		{"guest", guest, func(*stage) {}},
		{"member", member, func(*stage) {}},
		{"vip", vip, func(*stage) {}},
		{"noticed", noticed, func(*stage) {}},
	} {
		t.Run(sc.name, func(t *testing.T) {
			play(t, sc.who, func(s *stage) { golden(t, "frame_"+sc.name, s.titles()) })
		})
	}
	t.Run("admin", func(t *testing.T) {
		inBubble(t, stocked, func(b *backstage) { golden(t, "frame_admin", b.drawn(title)) })
	})
	t.Run("busy", func(t *testing.T) { // with the sign that something is under way
		play(t, guest, func(s *stage) {
			s.model.screens.Shop = &slowShop{s.shop, 10 * time.Second}
			s.press("2")
			s.rest(time.Second)
			golden(t, "frame_busy", s.drawn(title))
		})
	})
	t.Run("help", func(t *testing.T) {
		play(t, member, func(s *stage) {
			s.press("?")
			golden(t, "frame_help", s.drawn(func(frame string) string { return frame }))
			s.plainly()
			s.idles()
		})
	})
}

// titles are the title bars in each place.
func (s *stage) titles() string {
	var b strings.Builder
	for _, p := range s.model.open() {
		s.run(s.model.GoTo(p.ID))
		s.settle()
		b.WriteString("# " + p.ID + "\n" + s.drawn(title))
	}
	return b.String()
}
