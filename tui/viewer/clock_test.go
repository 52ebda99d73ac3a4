package viewer

import (
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// A VIP ends by the library's calendar, whatever this machine's clock shows.
func TestVIPByTheLibrarysCalendar(t *testing.T) {
	until := time.Date(2031, 5, 17, 9, 0, 0, 0, time.UTC)
	screens := screensOf(t, listed{}, store.Actor{Account: 1, Name: "alice", Role: store.RoleUser}, words.En, theme.New(true, false, theme.Colourful))
	screens.Account = store.Account{ID: 1, Name: "alice", VIPUntil: until}
	for _, c := range []struct {
		now  time.Time
		says string
	}{
		{until.Add(-time.Hour), "until today"},
		{until.Add(-24 * time.Hour), "until tomorrow"},
		{until, "not a VIP yet"},
	} {
		screens.Clock = func() time.Time { return c.now }
		s := &account{Screens: screens}
		if got := strings.Join(s.facts(80), "\n"); !strings.Contains(got, c.says) {
			t.Errorf("%v before the end of VIP:\n%s\nwant %q", until.Sub(c.now), got, c.says)
		}
	}
}
