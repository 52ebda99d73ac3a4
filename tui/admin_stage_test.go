package tui

import (
	"context"
	"image/color"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/google/go-cmp/cmp"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// backstage is a stage with a counter behind it, and an admin at their
// place.
type backstage struct {
	*stage
	c *counter
}

// stocker fills a counter at a time.
type stocker func(now time.Time) *counter

func nothing(now time.Time) *counter { return &counter{now: now} }

// inBubble plays a scene backstage.
func inBubble(t *testing.T, stock stocker, scene func(*backstage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(6*365*24*time.Hour + 33*time.Hour) // off the epoch, not at midnight
		c := stock(time.Now())
		c.news = make(chan store.Topic)
		b := &backstage{&stage{testShop: &testShop{t: t}, msgs: make(chan tea.Msg, 1000)}, c}
		b.ctx, b.end = context.WithCancel(context.Background())
		defer func() {
			b.close()
			time.Sleep(2 * screen.ToastTime) // the clocks that still tick run out
		}()
		b.model = New(Session{
			Shop: c, Intake: c, Guard: c, Ctx: b.ctx, Location: time.UTC, Dark: true, Lang: words.En, Host: "youku.example", Port: 2222,
			Actor: store.Actor{Account: 1, Name: "boss", Role: store.RoleAdmin, Session: "s1"},
		}).(*root)
		b.run(b.model.Init())
		b.send(tea.BackgroundColorMsg{Color: color.Black})
		b.size(80, 24)
		b.pressAdmin()
		scene(b)
	})
}

// tab goes to the tab of that number, from the first on.
func (b *backstage) tab(n int) {
	for b.seenTab() != n {
		b.press("tab")
	}
}

// seenTab is the number of the tab in sight.
func (b *backstage) seenTab() int {
	return int(reflect.ValueOf(b.model.Top()).Elem().FieldByName("seen").Int())
}

// did compares the deeds at the counter since the last look.
func (b *backstage) did(want ...string) {
	b.t.Helper()
	if d := cmp.Diff(want, b.c.did); d != "" {
		b.t.Errorf("deeds (-want +got):\n%s", d)
	}
	b.c.did = nil
}

// bare takes away the spaces at the lines' ends.
func bare(s string) string {
	ls := strings.Split(s, "\n")
	for i, l := range ls {
		ls[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(ls, "\n")
}

// fits checks that nothing leaves the window, however odd its size.
func (b *backstage) fits() {
	b.t.Helper()
	for _, size := range [][2]int{{40, 12}, {41, 13}, {47, 15}, {63, 19}, {80, 20}, {99, 24}, {100, 25}, {121, 40}, {200, 60}} {
		b.size(size[0], size[1])
		ls := strings.Split(b.screen(), "\n")
		if len(ls) > size[1] {
			b.t.Errorf("%d lines in a window of %v", len(ls), size)
		}
		for _, l := range ls {
			if cells.Width(l) > size[0] {
				b.t.Errorf("%d cells in a window of %v: %q", cells.Width(l), size, l)
			}
		}
	}
}

// pressAdmin goes to the admins' place, which is the last, whatever its number.
func (b *backstage) pressAdmin() { b.press(strconv.Itoa(len(b.model.open()))) }
