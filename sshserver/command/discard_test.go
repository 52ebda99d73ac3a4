package command

import (
	"slices"
	"strings"
	"testing"

	"youku.example/store"
)

func TestDiscard(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		h.must(h.shop.MakeIncomingFolder(h.ctx, h.people["boss"], "Tides (2021)/empty"))
		h.upload("coming.mp4", "half", store.Receiving)
		h.upload("stays.mp4", "stays", store.Arrived)
		got := h.ask("boss", "discard 'Tides (2021)' coming.mp4 nowhere --json")
		for _, part := range []string{`"path":"Tides (2021)/Tides S01E01.en.srt"`, `"path":"Tides (2021)"`, `"receiving"`, `"no_incoming"`} {
			if !strings.Contains(got.out, part) {
				t.Errorf("no %s in %+v", part, got)
			}
		}
		if got.exit != 1 {
			t.Errorf("exit %d", got.exit)
		}
		left, err := h.shop.IncomingIn(h.ctx, "")
		h.must(err)
		var names []string
		for _, in := range left {
			names = append(names, in.Name)
		}
		slices.Sort(names)
		if !slices.Equal(names, []string{"coming.mp4", "stays.mp4"}) {
			t.Errorf("left: %q", names)
		}
		// All of incoming is never one word.
		if got := h.ask("boss", "discard /"); got.exit != 2 {
			t.Errorf("%+v", got)
		}
	})
}

func TestSeriesEdit(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.folder()
		h.ask("boss", "publish 'Tides (2021)/Tides S01E01.mp4' --free")
		got := h.askWith(call{who: "boss", line: "series edit 1 --title Sea --year 2021 --tag +a --tag +b --about-stdin --json", stdin: "words\n"})
		for _, part := range []string{`"title":"Sea"`, `"year":2021`, `"about":"words"`, `"tags":["a","b"]`, `"movie_id":1`} {
			if !strings.Contains(got.out, part) {
				t.Errorf("no %s in %+v", part, got)
			}
		}
		if got := h.ask("boss", "series edit 1 --tag -a --json"); !strings.Contains(got.out, `"tags":["b"]`) {
			t.Errorf("%+v", got)
		}
		for line, exit := range map[string]int{"series edit 1": 2, "series edit 9 --year 2000": 1, "series edit 1 --year 12": 1} {
			if got := h.ask("boss", line); got.exit != exit {
				t.Errorf("%s: %+v", line, got)
			}
		}
		if got := h.ask("guest", "series edit 1 --year 2000"); got.exit == 0 {
			t.Errorf("%+v", got)
		}
	})
}
