package command

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Lists whose pages follow each other by --after are walked from both ends.
func TestPages_FromBothEnds(t *testing.T) {
	withServer(t, func(h *testServer) {
		for i := range 7 {
			h.rowEverywhere(i)
		}
		for _, line := range []string{"movies --sort new", "movies --sort title", "movies --sort price", "movies --search 城南 --sort title", "audit", "audit --search boss", "users", "users --sort balance", "users --sort bought", "users --sort state", "users --sort joined", "users --search page", "notices", "notices --sort title", "notices --sort author", "notices --search PAGE", "downloads", "wallet"} {
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

// rowEverywhere adds a row to each list.
func (h *testServer) rowEverywhere(i int) {
	h.t.Helper()
	m := h.movie(fmt.Sprintf("城南旧事 %d", i), 0)
	h.person(fmt.Sprintf("page%d", i))
	for _, line := range []string{"post Page", "credit boss 1", fmt.Sprint("request ", m.ID)} {
		if got := h.askWith(call{who: "boss", line: line, stdin: "text"}); got.exit != 0 {
			h.t.Fatalf("%s: %+v", line, got)
		}
	}
}

// pages asks for three rows a time.
func pages(h *testServer, line string) (ids []int64) {
	h.t.Helper()
	after := ""
	for {
		got := h.ask("boss", line+" --limit 3 --json"+after)
		rows, err := rowsOf(got.out)
		if err != nil || got.exit != 0 {
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

type rowID struct{ ID int64 }

// rowsOf are the rows of an answer: a list, or an object that has one.
func rowsOf(answer string) (rows []rowID, err error) {
	var wallet struct{ Entries []rowID }
	if json.Unmarshal([]byte(answer), &wallet) == nil {
		return wallet.Entries, nil
	}
	err = json.Unmarshal([]byte(answer), &rows)
	return rows, err
}

// TestPages_SayThatThereIsMore: no list ends at its limit in silence.
func TestPages_SayThatThereIsMore(t *testing.T) {
	withServer(t, func(h *testServer) {
		h.rowEverywhere(1)
		h.rowEverywhere(2)
		for _, line := range []string{"movies", "audit", "users", "notices", "downloads", "wallet"} {
			if got := h.ask("boss", line+" --limit 1"); !strings.Contains(got.out, "next page: --after ") {
				t.Errorf("%s: %+v", line, got)
			}
			if got := h.ask("boss", line); strings.Contains(got.out, "--after") {
				t.Errorf("%s, whole: %+v", line, got)
			}
		}
	})
}
