package event

import (
	"maps"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// span is the numbers from one to another.
func span(from, to int64) (ids []int64) {
	for id := from; id <= to; id++ {
		ids = append(ids, id)
	}
	return ids
}

func TestWindow(t *testing.T) {
	type step struct {
		at    time.Duration
		own   []int64
		rows  []int64 // above After, and late ones
		fresh []int64
		after int64   // afterwards
		late  []int64 // afterwards
	}
	for name, steps := range map[string][]step{
		"nothing": {{0, nil, nil, nil, 0, nil}, {time.Hour, nil, nil, nil, 0, nil}},
		"each once": {
			{0, nil, []int64{1, 2}, []int64{1, 2}, 2, nil},
			{200 * time.Millisecond, nil, []int64{3}, []int64{3}, 3, nil},
		},
		"a lower number comes later": {
			{0, nil, []int64{1, 4}, []int64{1, 4}, 4, []int64{2, 3}},
			{time.Second, nil, []int64{3}, []int64{3}, 4, []int64{2}},
			{29 * time.Second, nil, []int64{2}, []int64{2}, 4, nil},
		},
		"one that comes too late": {
			{0, nil, []int64{1, 4}, []int64{1, 4}, 4, []int64{2, 3}},
			{29 * time.Second, nil, []int64{6}, []int64{6}, 6, []int64{2, 3, 5}},
			{30 * time.Second, nil, nil, nil, 6, []int64{5}},
			{time.Minute, nil, nil, nil, 6, nil},
		},
		"one's own": {
			{0, []int64{2}, []int64{1, 2}, []int64{1}, 2, nil},
			{time.Second, []int64{4, 6}, []int64{3}, []int64{3}, 3, nil},
			{2 * time.Second, nil, []int64{5}, []int64{5}, 5, nil},
			{3 * time.Second, nil, []int64{6, 9}, []int64{9}, 9, []int64{7, 8}},
			{4 * time.Second, []int64{8}, nil, nil, 9, []int64{7}},
		},
		"the first read begins anywhere": {
			{0, nil, []int64{1000, 1002}, []int64{1000, 1002}, 1002, append(span(1000-mostLate, 999)[1:], 1001)},
		},
		"after a long pause nothing is passed over": {
			{0, nil, []int64{1}, []int64{1}, 1, nil},
			{10 * time.Second, nil, []int64{5}, []int64{5}, 5, []int64{2, 3, 4}},
			{time.Hour, nil, []int64{4, 6}, []int64{4, 6}, 6, nil},
		},
		"many at once": {
			{0, nil, []int64{1}, []int64{1}, 1, nil},
			{0, nil, []int64{windowRows + 10}, []int64{windowRows + 10}, windowRows + 10, span(windowRows+10-mostLate, windowRows+9)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var w Window
			for i, s := range steps {
				w.Saw(s.own...)
				if got := w.Fresh(s.at, s.rows); !slices.Equal(got, s.fresh) || w.After() != s.after {
					t.Errorf("step %d: new are %v, then after %d; want %v, %d", i, got, w.After(), s.fresh, s.after)
				}
				if late := w.Late(); !slices.Equal(late, s.late) {
					t.Errorf("step %d: late are %v, want %v", i, late, s.late)
				}
			}
			if len(w.late) > windowRows || len(w.own) > 2 {
				t.Errorf("%d and %d numbers are remembered", len(w.late), len(w.own))
			}
		})
	}
}

// TestWindow_LateCommits holds that each row is new exactly once, and in the first
// read after its commit, whatever order the commits have and however many reads fail:
// as long as no commit takes windowTime, and nothing is bounded.
func TestWindow_LateCommits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w Window
		rows := map[int64]time.Duration{} // which number, committed when
		got := map[int64]int{}
		var last, now time.Duration
		next := int64(rapid.IntRange(1, 1000).Draw(t, "first"))
		for range rapid.IntRange(1, 60).Draw(t, "steps") {
			now += time.Duration(rapid.IntRange(0, 20_000).Draw(t, "pause")) * time.Millisecond
			for range rapid.IntRange(0, 5).Draw(t, "begun") {
				rows[next] = now + time.Duration(rapid.Int64Range(0, int64(windowTime)-1).Draw(t, "takes"))
				next += int64(rapid.IntRange(1, 3).Draw(t, "gap"))
			}
			if rapid.IntRange(0, 3).Draw(t, "fails") == 0 {
				continue
			}
			var visible []int64
			late := w.Late()
			for _, id := range slices.Sorted(maps.Keys(rows)) {
				if (id > w.After() || slices.Contains(late, id)) && rows[id] <= now {
					visible = append(visible, id)
				}
			}
			for _, id := range w.Fresh(now, visible) {
				got[id]++
			}
			last = now
			for id, at := range rows {
				want := 0
				if at <= last {
					want = 1
				}
				if got[id] != want {
					t.Fatalf("row %d, committed after %v, was new %d times after %v", id, at, got[id], last)
				}
			}
		}
	})
}
