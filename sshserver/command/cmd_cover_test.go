package command

import (
	"strings"
	"testing"
)

// A cover is given by an admin to a movie or a series, named there, and taken away.
func TestCover(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.person("alice")
		h.movie("One", 0)
		h.ask("boss", "edit 1 --series Show --episode 1x01")
		for _, c := range []struct {
			who, line, stdin string
			exit             int
			out              string // or what went wrong
		}{
			{"boss", "cover 1", "picture", 0, "“One” has its cover."},
			{"boss", "cover 1 --json", "another", 0, `"cover":true`},
			{"boss", "cover --series 1", "picture", 0, "“Show” has its cover."},
			{"boss", "cover --series 1 --json", "another", 0, `"cover":true`},
			{"alice", "movie 1 --json", "", 0, `"cover":true`},
			{"alice", "series 1 --json", "", 0, `"cover":true`},
			{"boss", "cover 1 --remove", "", 0, "“One” has no cover of its own any more."},
			{"boss", "cover --series 1 --remove --json", "", 0, `"cover":false`},
			{"boss", "cover 1 --remove", "", 1, "“One” has no cover of its own: `cover` gives it one."},
			{"boss", "cover 1", "", 1, "jpg, png or webp"},
			{"boss", "cover 1", strings.Repeat("x", 5<<20+1), 1, "at most 5 MB"},
			{"boss", "cover 9", "picture", 1, "no such movie"},
			{"boss", "cover --series 9", "picture", 1, "no such series"},
			{"boss", "cover", "picture", 2, "--series ID"},
			{"boss", "cover 1 --series 1", "picture", 2, "--series ID"},
			{"alice", "cover 1", "picture", 1, ""},
		} {
			got := h.askWith(call{who: c.who, line: c.line, stdin: c.stdin})
			if got.exit != c.exit || !strings.Contains(got.out+got.err, c.out) {
				t.Errorf("%s: %s: exit %d, %s%s", c.who, c.line, got.exit, got.out, got.err)
			}
		}
	})
}
