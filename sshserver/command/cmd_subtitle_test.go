package command

import (
	"strings"
	"testing"
)

// Subtitles are given by an admin, named on the movie and fetched with a grant.
func TestSubtitle(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		if got := h.askWith(call{who: "boss", line: "subtitle add 1 --language zh --kind forced", stdin: "the text"}); got.exit != 0 || got.out != "0001-One.zh.forced.srt\n" {
			t.Errorf("add: %+v", got)
		}
		if got := h.ask("boss", "subtitle add 1"); got.exit != 2 {
			t.Errorf("without a language: %+v", got)
		}
		if got := h.askWith(call{who: "boss", line: "subtitle add 1 --language zh", stdin: strings.Repeat("x", 5<<20+1)}); got.exit != 1 || !strings.Contains(got.err, "at most 5 MB") {
			t.Errorf("too much: %d, %s", got.exit, got.err)
		}
		if got := h.ask("alice", "movie 1 --json"); !strings.Contains(got.out, `"subtitles":[{"language":"zh","kind":"forced","format":"srt","file":"0001-One.zh.forced.srt"}]`) {
			t.Errorf("movie: %+v", got)
		}
		if got := h.ask("alice", "get 1 --quiet --subtitle zh-CN"); got != (said{0, "the text", ""}) {
			t.Errorf("get: %+v", got)
		}
		if got := h.ask("alice", "get 1 --quiet --subtitle fr"); got.exit != 1 || got.out != "" {
			t.Errorf("one that is not there: %+v", got)
		}
		if got := h.ask("boss", "subtitle remove 1 zh"); got.exit != 0 || got.out != "zh.forced.srt\n" {
			t.Errorf("remove: %+v", got)
		}
	})
}
