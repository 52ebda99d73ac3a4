package view

import (
	"testing"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

func TestPrice(t *testing.T) {
	x := &cli.Call{Lang: words.En}
	for want, l := range map[string]store.Listing{
		"free":            {Movie: store.Movie{Free: true}},
		"¥20.00":          {Movie: store.Movie{Price: 2000}, YourPrice: 2000},
		"¥10.00 (¥20.00)": {Movie: store.Movie{Price: 2000}, YourPrice: 1000},
	} {
		if got := Price(x, l); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
