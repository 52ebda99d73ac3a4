package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"youku.example/sshserver/tools/program"
)

// asked is what the program in catalogue/ says of one kind of question, in
// milliseconds.
type asked struct {
	Name    string  `json:"name"`
	P50     float64 `json:"p50"`
	P99     float64 `json:"p99"`
	Slowest string  `json:"slowest"`
	Full    int     `json:"full"`     // questions of which the answer fills a page
	Full50  float64 `json:"full_p50"` // of those

	Rounds []float64 `json:"rounds"` // of what is a rate
}

// catalogue asks for the same pages in a small and in a large library. The
// libraries are kept for the next run, since a large one takes minutes.
//
// The same page is one that both libraries fill: what a thousand movies answer
// with three, a million answer with fifty, and fifty rows cost more than three
// in any library. All answers, full or not, are a row without a goal.
func catalogue(ctx context.Context, b *bench) ([]figure, error) {
	few, lots := pick(b.short, 200, 1_000), pick(b.short, 2_000, 1_000_000)
	small, err := b.askLibrary(ctx, few)
	if err != nil {
		return nil, err
	}
	large, err := b.askLibrary(ctx, lots)
	if err != nil {
		return nil, err
	}
	return compareCatalogues(small, large, few, lots, pick(b.short, 1, 20)), nil
}

// compareCatalogues makes the rows of a small and a large library, of so many
// movies; a kind of page counts as full when at least enough of it were.
func compareCatalogues(small, large []asked, few, lots, enough int) []figure {
	n := fmt.Sprintf(" %d movies", lots)
	atMost := func(ms, stretch float64) goal { return goal{Of: ours, AtMost: true, Value: ms, Stretch: stretch} }
	library := figure{What: "library page of" + n + ", half of them in series, p99 of the slowest order and filter", Unit: "ms", Goal: atMost(1, 0)}
	found := figure{What: "library search of" + n + ", p99 of the slowest kind", Unit: "ms", Goal: atMost(10, 0)}
	browse := figure{What: "browse page of" + n + ", p99 of the slowest order", Unit: "ms", Goal: atMost(1, 0)}
	search := figure{What: "search page of" + n + ", p99 of the slowest kind", Unit: "ms", Goal: atMost(10, 5)}
	full := figure{What: fmt.Sprintf("pages of %d movies ÷ of %d, full in both, p50, the most", lots, few), Goal: atMost(3, 1.5)}
	publish := figure{What: "publish into" + n + ", p99", Unit: "ms", Goal: atMost(5, 0)}
	start := figure{What: "start to listening with" + n, Unit: "ms", Goal: atMost(300, 0)}
	all := figure{What: fmt.Sprintf("answers of %d movies ÷ of %d, full or not, p50, the most", lots, few)}
	inRow := figure{What: "publish in a row into" + n + ", p99", Unit: "ms", Goal: atMost(5, 0)}
	write := figure{What: "write a row right after each of these, p99", Unit: "ms"}
	before := map[string]asked{}
	for _, a := range small {
		before[a.Name] = a
	}
	for _, a := range large {
		page := &search
		switch {
		case strings.HasPrefix(a.Name, "publish in a row"):
			inRow.worst(a.P99, a.Slowest)
			continue
		case strings.HasPrefix(a.Name, "publish"):
			publish.worst(a.P99, a.Slowest)
			continue
		case strings.HasPrefix(a.Name, "write"):
			write.worst(a.P99, "")
			continue
		case strings.HasPrefix(a.Name, "start"):
			start.worst(a.P50, "")
			continue
		case strings.HasPrefix(a.Name, "library search"), strings.HasPrefix(a.Name, "library number"):
			page = &found
		case strings.HasPrefix(a.Name, "library"):
			page = &library
		case strings.HasPrefix(a.Name, "browse"):
			page = &browse
		}
		page.worst(a.P99, a.Name+": "+a.Slowest)
		was := before[a.Name]
		if a.Full >= enough && was.Full >= enough {
			full.worst(a.Full50/was.Full50, a.Name)
		}
		all.worst(a.P50/was.P50, a.Name)
	}
	return []figure{library, found, browse, search, full, publish, start, all, inRow, write}
}

// worst keeps the largest value, and what it was.
func (f *figure) worst(v float64, note string) {
	if len(f.Ours) == 0 || v > f.Ours[0] {
		f.Ours, f.Note = []float64{v}, note
	}
}

// askLibrary runs the program that opens a library of n movies.
func (b *bench) askLibrary(ctx context.Context, n int) (list []asked, err error) {
	return b.ask(ctx, "-program", b.program, "-dir", os.TempDir(), "-movies", strconv.Itoa(n), "-rounds", strconv.Itoa(pick(b.short, 10, 300)))
}

// ask builds and runs the program in catalogue/.
func (b *bench) ask(ctx context.Context, args ...string) (list []asked, err error) {
	file := filepath.Join(b.dir, "catalogue")
	if err := program.Build(ctx, b.root, "./sshserver/tools/bench/catalogue", file); err != nil {
		return nil, err
	}
	ask := exec.CommandContext(ctx, file, append([]string{"-json"}, args...)...)
	ask.Stderr = b.log
	out, err := ask.Output()
	if err == nil {
		err = json.Unmarshal(out, &list)
	}
	return list, err
}
