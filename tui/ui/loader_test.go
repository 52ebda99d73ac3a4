package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// shelf is a list behind a loader: numbers, the greatest first. A question waits
// until it is answered.
type shelf struct {
	rows   []int64
	asked  func() tea.Cmd
	number int // of questions
}

func newShelf(n int) *shelf {
	s := &shelf{}
	for i := range n {
		s.rows = append(s.rows, int64(n-i))
	}
	return s
}

func (s *shelf) loader() *Loader[int64] {
	l := NewLoader(&Display{}, func(error) tea.Cmd { return nil }, func(n int64) int64 { return n }, func(q Span, then func(Batch[int64], error) tea.Cmd) tea.Cmd {
		s.number++
		s.asked = func() tea.Cmd { return then(s.answer(q), nil) }
		return nil
	})
	l.H = 20
	return &l
}

func (s *shelf) answer(q Span) Batch[int64] {
	var rows []int64
	for _, n := range s.seen(q.Reverse) {
		if q.After == 0 || n != q.After && (n > q.After) == q.Reverse {
			rows = append(rows, n)
		}
	}
	b := Batch[int64]{Rows: rows[:min(len(rows), q.Limit)], Total: -1}
	if q.Total {
		b.Total = len(s.rows)
	}
	return b
}

func (s *shelf) seen(reverse bool) []int64 {
	rows := slices.Clone(s.rows)
	if reverse {
		slices.Reverse(rows)
	}
	return rows
}

// settle answers until nothing is asked any more.
func (s *shelf) settle(t *testing.T) {
	t.Helper()
	for n := 0; s.asked != nil; n++ {
		if n > 10 {
			t.Fatal("it never stops asking")
		}
		answer := s.asked
		s.asked = nil
		answer()
	}
}

// holds checks that the window is a part of the list and knows where it lies.
func (s *shelf) holds(t *testing.T, l *Loader[int64], exact bool) {
	t.Helper()
	all := s.seen(l.Reversed)
	if len(all) == 0 || len(l.Rows) == 0 {
		if len(all) != len(l.Rows) {
			t.Fatalf("%d rows of %d", len(l.Rows), len(all))
		}
		return
	}
	from := slices.Index(all, l.Rows[0])
	if from < 0 || !slices.Equal(all[from:min(len(all), from+len(l.Rows))], l.Rows) {
		t.Fatalf("the window %v is no part of the list", l.Rows)
	}
	if l.whole != (from+len(l.Rows) == len(all)) && exact {
		t.Fatalf("window %d+%d of %d: whole %v", from, len(l.Rows), len(all), l.whole)
	}
	if above := int64(0); exact {
		if from > 0 {
			above = all[from-1]
		}
		if l.above != above || l.first != from {
			t.Fatalf("window from %d: above %d, want %d; first %d", from, l.above, above, l.first)
		}
	} else if l.first >= 0 && l.first != from && l.total == len(all) {
		t.Fatalf("window from %d: first %d", from, l.first)
	}
	if len(l.Rows) > mostRows+2*pageSize {
		t.Fatalf("%d rows are kept", len(l.Rows))
	}
}

// press does what a key does.
func pressIn(l *Loader[int64], on string) {
	if k, ok := FindKey(l.Keys(), on); ok {
		k.Do()
	}
}

// TestLoader_End holds what it is for: one key and one question to either end.
func TestLoader_End(t *testing.T) {
	s := newShelf(5000)
	l := s.loader()
	l.Load()
	s.settle(t)
	for _, step := range []struct {
		on   string
		row  int64
		says string
	}{
		{"G", 1, "5,000 / 5,000"}, {"up", 2, "4,999 / 5,000"}, {"end", 1, "5,000 / 5,000"}, {"g", 5000, "1 / 5,000"},
		{"S", 1, "1 / 5,000"}, {"G", 5000, "5,000 / 5,000"}, {"home", 1, "1 / 5,000"}, {"down", 2, "2 / 5,000"},
		{"G", 5000, "5,000 / 5,000"}, {"up", 4999, "4,999 / 5,000"}, {"S", 5000, "1 / 5,000"},
	} {
		before := s.number
		pressIn(l, step.on)
		s.settle(t)
		if row, _ := l.Selected(); row != step.row || l.Position() != step.says || s.number-before > 1 {
			t.Errorf("%s: at %d, %q, %d questions; want %d, %q", step.on, row, l.Position(), s.number-before, step.row, step.says)
		}
		s.holds(t, l, true)
	}
}

// TestLoader_WhileAsked holds that a key pressed before the answer is not lost.
func TestLoader_WhileAsked(t *testing.T) {
	s := newShelf(1000)
	l := s.loader()
	l.Load()
	pressIn(l, "G")
	s.settle(t)
	if row, _ := l.Selected(); row != 1 {
		t.Errorf("at %d after G", row)
	}
}

// TestLoader_OtherList holds that the end is that of the list that was asked for
// and not of the one still seen, which may have been short.
func TestLoader_OtherList(t *testing.T) {
	s := newShelf(10)
	l := s.loader()
	l.Load()
	s.settle(t)
	s.rows = newShelf(5000).rows
	l.Reload()
	pressIn(l, "G")
	s.settle(t)
	if row, _ := l.Selected(); row != 1 || l.Position() != "5,000 / 5,000" {
		t.Errorf("at %d, %q after G", row, l.Position())
	}
}

// TestLoader_Walks walks through the whole list both ways, and looks at each row.
func TestLoader_Walks(t *testing.T) {
	s := newShelf(1234)
	l := s.loader()
	l.Load()
	s.settle(t)
	for _, on := range []string{"down", "up"} {
		for i := range 1233 {
			pressIn(l, on)
			s.settle(t)
			want := int64(1234 - i - 1)
			if on == "up" {
				want = int64(i + 2)
			}
			if row, _ := l.Selected(); row != want {
				t.Fatalf("%s %d: at %d, want %d", on, i, row, want)
			}
		}
		s.holds(t, l, true)
	}
}

// TestLoader_Law: whatever is pressed, in whatever order answers come, and
// whatever changes in the list, the window is a part of it.
func TestLoader_Law(t *testing.T) {
	keys := []string{"up", "down", "pgup", "pgdown", "g", "G", "S", "pgup", "pgdown", "pgdown"}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		s := newShelf(r.IntN(1500))
		changes := seed%2 == 1
		l := s.loader()
		l.Load()
		next := int64(len(s.rows))
		for range 300 {
			switch n := r.IntN(14); {
			case n < 10:
				pressIn(l, keys[n])
			case n < 12 && s.asked != nil:
				answer := s.asked
				s.asked = nil
				answer()
			case n == 12 && changes:
				next++
				s.rows = append([]int64{next}, s.rows...)
				if len(s.rows) > 3 {
					i := r.IntN(len(s.rows))
					s.rows = slices.Delete(s.rows, i, i+1)
				}
				l.Load()
			case n == 13:
				l.Load()
			}
			if at := l.At; len(l.Rows) > 0 && (at < 0 || at >= len(l.Rows)) {
				t.Fatalf("seed %d: the cursor is at %d of %d", seed, at, len(l.Rows))
			}
		}
		s.settle(t)
		l.Load()
		s.settle(t)
		s.holds(t, l, !changes)
	}
}

// TestLoader_Fails shows the list that is there, and asks again.
func TestLoader_Fails(t *testing.T) {
	fails := true
	l := NewLoader(&Display{}, func(error) tea.Cmd { return nil }, func(n int64) int64 { return n }, func(_ Span, then func(Batch[int64], error) tea.Cmd) tea.Cmd {
		if fails {
			return then(Batch[int64]{}, fmt.Errorf("no"))
		}
		return then(Batch[int64]{Rows: []int64{1}, Total: 1}, nil)
	})
	l.Load()
	if len(l.Retry("r", "")) != 1 || l.busy {
		t.Error("there is no way on")
	}
	fails = false
	l.Retry("r", "")[0].Do()
	if len(l.Rows) != 1 || l.err != nil {
		t.Errorf("%d rows, %v", len(l.Rows), l.err)
	}
}

// TestLoader_MarkAll marks what no page of the window holds, up to the most that can
// be at once, and nothing of a list that is not shown any more.
func TestLoader_MarkAll(t *testing.T) {
	said := ""
	mark := func(n int) (*shelf, *Loader[int64], *Marks[int64]) {
		s := newShelf(n)
		l := s.loader()
		l.fail = func(err error) tea.Cmd { said = err.Error(); return nil }
		l.Load()
		s.settle(t)
		m := NewMarks(func(n int64) int64 { return n })
		return s, l, &m
	}
	press := func(s *shelf, l *Loader[int64], m *Marks[int64], on string) {
		k, ok := FindKey(l.MarkKeys(m), on)
		if !ok {
			t.Fatalf("no %s", on)
		}
		k.Do()
	}
	for _, n := range []int{3, 500, 1234, MostMarked} {
		s, l, m := mark(n)
		press(s, l, m, "*")
		s.settleAll()
		if m.N() != n || !m.Has(1) || !m.Has(int64(n)) || said != "" {
			t.Errorf("%d of %d are marked: %s", m.N(), n, said)
		}
		press(s, l, m, "*")
		s.settleAll()
		if m.N() != 0 {
			t.Errorf("%d of %d are marked still", m.N(), n)
		}
	}
	s, l, m := mark(MostMarked + 1)
	press(s, l, m, "*")
	s.settleAll()
	if m.N() != MostMarked || m.Has(1) || said == "" {
		t.Errorf("%d are marked: %q", m.N(), said)
	}
	press(s, l, m, "esc")
	press(s, l, m, "*")
	late := s.asked
	l.Reload() // another search, while the first is read
	s.settleAll()
	late()
	s.settleAll()
	if m.N() != 0 {
		t.Errorf("%d are marked of a list that is gone", m.N())
	}
}

// settleAll answers until nothing is asked any more, however often.
func (s *shelf) settleAll() {
	for s.asked != nil {
		answer := s.asked
		s.asked = nil
		answer()
	}
}
