package lists

import (
	"net/netip"
	"slices"
	"testing"
	"time"

	"youku.example/store"
)

// Each order that a command names sorts as a screen does, and a search looks at
// all that one sees of a row.
func TestPart(t *testing.T) {
	now := time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)
	visits := []store.Visit{
		{ID: "1", Name: "bob", Role: store.RoleUser, Protocol: store.ProtocolSFTP, Addr: "10.0.0.9", Since: now},
		{ID: "2", Name: "Alice", Role: store.RoleUser, Protocol: store.ProtocolTUI, Addr: "10.0.0.1", Since: now.Add(1)},
		{ID: "3", Name: "ｃid", Role: store.RoleAdmin, Protocol: store.ProtocolCommand, Addr: "192.0.2.1", Since: now.Add(2)},
	}
	for _, c := range []struct {
		search, by string
		reversed   bool
		want       string
	}{
		{"", "since", false, "123"}, {"", "since", true, "321"}, {"", "name", false, "213"}, {"", "name", true, "312"}, {"", "from", false, "213"},
		{"", "role", false, "312"}, {"", "nothing", false, "123"}, {"CID", "name", false, "3"}, {"10.0.0", "name", false, "21"}, {"sftp", "", false, "1"},
	} {
		got := ""
		for _, v := range Part(visits, VisitText, c.search, Named(Visits, c.by), c.reversed) {
			got += v.ID
		}
		if got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	bans := []store.Ban{
		{Source: netip.MustParsePrefix("203.0.113.9/32"), Until: now.Add(2), Times: 3, Why: store.BanNoise},
		{Source: netip.MustParsePrefix("9.0.0.1/32"), Until: now.Add(1), Times: 9, Why: store.BanGuesses},
	}
	for by, first := range map[string]int{"until": 0, "source": 1, "times": 1, "why": 0} {
		if got := Part(bans, BanText, "", Named(Bans, by), false); got[0] != bans[first] {
			t.Errorf("bans by %s: %v", by, got)
		}
	}
	if got := Part(bans, BanText, "203.", Named(Bans, "until"), false); len(got) != 1 {
		t.Error(got)
	}
	moves := []store.Progress{{Name: "bob", Title: "B", Rate: 1}, {Name: "ann", Title: "a", Rate: 2}}
	for _, by := range []string{"name", "what", "speed"} {
		if got := Part(moves, TransferText, "", Named(Transfers, by), false); got[0].Name != "ann" {
			t.Errorf("transfers by %s: %v", by, got)
		}
	}
	if !slices.Equal(Names(Bans), []string{"until", "source", "why", "times"}) {
		t.Error(Names(Bans))
	}
}
