package command

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

// Lists whose pages follow each other by --after are walked from both ends.
func TestPages_FromBothEnds(t *testing.T) {
	inHouse(t, func(h *house) {
		for i := range 7 {
			h.movie(fmt.Sprintf("城南旧事 %d", i), 0)
		}
		for _, line := range []string{"movies --sort new", "movies --sort title", "movies --sort price", "movies --search 城南 --sort title", "audit"} {
			whole, back := pages(h, line), pages(h, line+" --reverse")
			if len(whole) < 7 {
				t.Errorf("%s: %v", line, whole)
			}
			if slices.Reverse(back); !slices.Equal(back, whole) {
				t.Errorf("%s: %v, from the end %v", line, whole, back)
			}
		}
	})
}

// pages asks for three rows a time.
func pages(h *house, line string) (ids []int64) {
	h.t.Helper()
	after := ""
	for {
		got := h.ask("boss", line+" --limit 3 --json"+after)
		var rows []struct{ ID int64 }
		if err := json.Unmarshal([]byte(got.out), &rows); err != nil || got.exit != 0 {
			h.t.Fatalf("%s%s: %+v: %v", line, after, got, err)
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		if len(rows) < 3 || len(ids) > 100 {
			return ids
		}
		after = fmt.Sprint(" --after ", ids[len(ids)-1])
	}
}
