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
	before := map[string]asked{}
	for _, a := range small {
		before[a.Name] = a
	}
	n := fmt.Sprintf(" of %d movies", lots)
	figures := []figure{
		{What: "browse page" + n + ", p99 of the slowest order", Goal: goal{Of: ours, AtMost: true, Value: 1}},
		{What: "search page" + n + ", p99 of the slowest kind", Goal: goal{Of: ours, AtMost: true, Value: 10, Stretch: 5}},
		{What: fmt.Sprintf("pages of %d movies ÷ of %d, full in both, p50, the most", lots, few), Goal: goal{Of: ours, AtMost: true, Value: 3, Stretch: 1.5}},
		{What: "publish into" + n[3:] + ", p99", Goal: goal{Of: ours, AtMost: true, Value: 5}},
		{What: "start to listening with" + n[3:], Goal: goal{Of: ours, AtMost: true, Value: 300}},
		{What: fmt.Sprintf("answers of %d movies ÷ of %d, full or not, p50, the most", lots, few)},
		{What: "publish in a row into" + n[3:] + ", p99", Goal: goal{Of: ours, AtMost: true, Value: 5}},
		{What: "write a row right after each of these, p99"},
	}
	worst := func(i int, v float64, note string) {
		if f := &figures[i]; len(f.Ours) == 0 || v > f.Ours[0] {
			f.Ours, f.Note = []float64{v}, note
		}
	}
	for _, a := range large {
		switch note := a.Name + ": " + a.Slowest; {
		case strings.HasPrefix(a.Name, "publish in a row"):
			worst(6, a.P99, a.Slowest)
			continue
		case strings.HasPrefix(a.Name, "publish"):
			worst(3, a.P99, a.Slowest)
			continue
		case strings.HasPrefix(a.Name, "write"):
			worst(7, a.P99, "")
			continue
		case strings.HasPrefix(a.Name, "start"):
			worst(4, a.P50, "")
			continue
		case strings.HasPrefix(a.Name, "browse"):
			worst(0, a.P99, note)
		default:
			worst(1, a.P99, note)
		}
		was := before[a.Name]
		if enough := pick(b.short, 1, 20); a.Full >= enough && was.Full >= enough {
			worst(2, a.Full50/was.Full50, a.Name)
		}
		worst(5, a.P50/was.P50, a.Name)
	}
	for i := range figures {
		if i != 2 && i != 5 {
			figures[i].Unit = "ms"
		}
	}
	return figures, nil
}

// askLibrary runs the program that opens a library of n movies.
func (b *bench) askLibrary(ctx context.Context, n int) (list []asked, err error) {
	file := filepath.Join(b.dir, "catalogue")
	if err := program.Build(ctx, b.root, "./sshserver/tools/bench/catalogue", file); err != nil {
		return nil, err
	}
	ask := exec.CommandContext(ctx, file, "-json", "-program", b.program, "-dir", os.TempDir(),
		"-movies", strconv.Itoa(n), "-rounds", strconv.Itoa(pick(b.short, 10, 300)))
	ask.Stderr = b.log
	out, err := ask.Output()
	if err == nil {
		err = json.Unmarshal(out, &list)
	}
	return list, err
}
