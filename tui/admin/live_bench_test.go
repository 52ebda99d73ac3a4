package admin

import (
	"fmt"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"
	"youku.example/tui/words"
)

// BenchmarkLive_Key is a key and the frame after it, with 2,000 sessions and 500
// transfers.
func BenchmarkLive_Key(b *testing.B) {
	d := screenOf(b, listed{}, words.En, theme.New(true, false, theme.Colourful))
	l := newLive(d).(*live)
	l.loader.Loaded = true
	var t traffic
	for i := range 500 {
		t.moves = append(t.moves, store.Progress{ID: int64(i), Account: int64(i), Name: fmt.Sprint("name", i), MovieID: 7, Title: "The Wandering Earth", Size: 1e9, Sent: 5e8, Rate: 1e6})
	}
	for i := range 2000 {
		t.visits = append(t.visits, store.Visit{ID: fmt.Sprint(i), Account: int64(i), Name: fmt.Sprint("name", i), Role: store.RoleUser, Protocol: store.ProtocolSFTP, Addr: "192.0.2.7", Since: time.Unix(1e9, 0)})
	}
	l.replace(t.rows())
	for b.Loop() {
		for _, k := range l.Keys() {
			if k.On == uitest.Press("down").String() {
				k.Do()
			}
		}
		d.BeginFrame()
		l.View(120, 36)
	}
}
