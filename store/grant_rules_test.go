package store

import (
	"testing"
	"time"
)

var noon = time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)

func TestReadyAt(t *testing.T) {
	const wait = 30 * time.Second
	for _, c := range []struct {
		name string
		vip  bool
		last time.Duration // of the pending ones, from now; 0: none
		want time.Duration
	}{
		{"Alone", false, 0, wait},
		{"Behind", false, 20 * time.Second, 50 * time.Second},
		{"BehindOneThatIsReady", false, -time.Second, wait},
		{"VIP", true, 0, 0},
		{"VIPBehind", true, 20 * time.Second, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			var last time.Time
			if c.last != 0 {
				last = noon.Add(c.last)
			}
			if got := ReadyAt(c.vip, noon, last, wait).Sub(noon); got != c.want {
				t.Errorf("ready after %v, want %v", got, c.want)
			}
		})
	}
}

func TestClamp(t *testing.T) {
	const wait = 30 * time.Second
	type w struct{ asked, ready time.Duration } // from now
	for _, c := range []struct {
		name string
		in   []w
		want []time.Duration
	}{
		{"Untouched", []w{{-10 * time.Second, 20 * time.Second}, {-5 * time.Second, 50 * time.Second}}, []time.Duration{20 * time.Second, 50 * time.Second}},
		{"ClockSetBack", []w{{time.Hour, time.Hour + wait}, {time.Hour, time.Hour + 2*wait}}, []time.Duration{wait, 2 * wait}},
		{"ClockSetBackMidWait", []w{{time.Hour - 20*time.Second, time.Hour + 10*time.Second}, {time.Hour, time.Hour + 40*time.Second}}, []time.Duration{10 * time.Second, 40 * time.Second}},
		{"WasReadyBeforeTheClockWasSetBack", []w{{time.Hour, time.Hour + wait}, {2 * time.Hour, 2*time.Hour + wait}}, []time.Duration{0, wait}},
		{"FarFuture", []w{{-time.Second, 1000 * time.Hour}}, []time.Duration{wait}},
		{"GapClosed", []w{{-time.Second, 59 * time.Second}}, []time.Duration{wait}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var in []Grant
			for _, g := range c.in {
				in = append(in, Grant{RequestedAt: noon.Add(g.asked), ReadyAt: noon.Add(g.ready), Wait: wait})
			}
			out := Clamp(in, noon, time.Hour)
			prev := noon
			for i, g := range out {
				if got := g.ReadyAt.Sub(noon); got != c.want[i] {
					t.Errorf("wait %d: %v left, want %v", i, got, c.want[i])
				}
				if g.ReadyAt.Sub(prev) > wait || g.ReadyAt.Before(prev) || g.RequestedAt.After(noon) {
					t.Errorf("wait %d breaks the rule: %+v", i, g)
				}
				if g.ExpiresAt.Sub(g.ReadyAt) != time.Hour {
					t.Errorf("wait %d serves for %v", i, g.ExpiresAt.Sub(g.ReadyAt))
				}
				prev = g.ReadyAt
			}
			again := Clamp(out, noon, time.Hour)
			for i := range again {
				if !again[i].ReadyAt.Equal(out[i].ReadyAt) {
					t.Errorf("clamped again, wait %d is ready at %v, was %v", i, again[i].ReadyAt, out[i].ReadyAt)
				}
			}
		})
	}
}

func TestGrant_State(t *testing.T) {
	g := Granted{Grant: Grant{ReadyAt: noon, Wait: 30 * time.Second, ExpiresAt: noon.Add(time.Hour)}}
	for _, c := range []struct {
		name string
		at   time.Duration
		edit func(*Granted)
		want State
		live bool
	}{
		{"Queued", -31 * time.Second, nil, Queued, true},
		{"Waiting", -30 * time.Second, nil, Waiting, true},
		{"AlmostReady", -1, nil, Waiting, true},
		{"Ready", 0, nil, Ready, true},
		{"AlmostExpired", time.Hour - 1, nil, Ready, true},
		{"Expired", time.Hour, nil, Expired, false},
		{"NeverExpires", 9999 * time.Hour, func(g *Granted) { g.ExpiresAt = time.Time{} }, Ready, true},
		{"Complete", time.Minute, func(g *Granted) { g.Complete = true }, Complete, true},
		{"CompleteAndExpired", time.Hour, func(g *Granted) { g.Complete = true }, Complete, false},
		{"CompleteAndReplaced", time.Hour, func(g *Granted) { g.Complete, g.EndedAt, g.EndedBy = true, noon, EndExpired }, Complete, false},
		{"Replaced", time.Hour, func(g *Granted) { g.EndedAt, g.EndedBy = noon, EndExpired }, Expired, false},
		{"Refunded", time.Minute, func(g *Granted) { g.Complete, g.EndedAt, g.EndedBy = true, noon, endRefund }, Ended, false},
		{"TakenDown", time.Minute, func(g *Granted) { g.Complete, g.EndedAt, g.EndedBy = true, noon, endTakeDown }, Ended, false},
		{"CompleteAndDeleted", time.Minute, func(g *Granted) { g.Complete, g.EndedAt, g.EndedBy = true, noon, endDelete }, Complete, false},
		{"Deleted", time.Minute, func(g *Granted) { g.Movie.Shelf = Deleted }, Ended, false},
		{"DeletedAndExpired", time.Hour, func(g *Granted) { g.Movie.Shelf = Deleted }, Expired, false},
		{"DeletedAndComplete", time.Minute, func(g *Granted) { g.Movie.Shelf, g.Complete = Deleted, true }, Complete, false},
		{"DeletedAndBought", time.Minute, func(g *Granted) { g.Movie.Shelf, g.Sale = Deleted, 7 }, Ready, true},
		{"Purged", time.Minute, func(g *Granted) { g.EndedAt, g.EndedBy = noon, endPurge }, Ended, false},
		{"EndedWhileWaiting", -time.Second, func(g *Granted) { g.EndedAt, g.EndedBy = noon, endDelete }, Ended, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := g
			if c.edit != nil {
				c.edit(&g)
			}
			now := noon.Add(c.at)
			if got := g.state(now); got != c.want {
				t.Errorf("state %s, want %s", got, c.want)
			}
			if g.live(now) != c.live {
				t.Errorf("live: %v", !c.live)
			}
			d := g.download(now, 0)
			if fetch := c.live && (c.want == Ready || c.want == Complete); d.CanFetch() != fetch {
				t.Errorf("may be fetched: %v", !fetch)
			}
		})
	}
}

func TestTakenAway(t *testing.T) {
	now := time.Now()
	ended := func(by string) Grant { return Grant{EndedAt: now, EndedBy: by} }
	for name, c := range map[string]struct {
		g     Grant
		shelf Shelf
		want  bool
	}{
		"ready":                                {Grant{}, OnShelf, false},
		"ran out":                              {Grant{ExpiresAt: now.Add(-time.Hour)}, OnShelf, false},
		"replaced":                             {ended(EndExpired), OnShelf, false},
		"suspended":                            {Grant{}, Deleted, false},
		"bought, hidden":                       {Grant{Sale: 1}, Deleted, false},
		"refunded":                             {ended(endRefund), OnShelf, true},
		"taken down":                           {ended(endTakeDown), TakenDown, true},
		"taken down, the grant's end not read": {Grant{}, TakenDown, true},
		"purged":                               {Grant{}, Purged, true},
	} {
		if got := (Granted{Grant: c.g, Movie: Movie{Shelf: c.shelf}}).takenAway(); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
