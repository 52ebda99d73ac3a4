package clock

import (
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := New()
		if !c.Now().Equal(time.Now()) {
			t.Errorf("begins at %v", c.Now())
		}
		time.Sleep(time.Minute)
		noon := time.Date(2030, 1, 2, 12, 0, 0, 0, time.UTC)
		c.Set(noon, time.Now().Add(-time.Second))
		time.Sleep(time.Minute)
		if got := c.Now().Sub(noon); got != 61*time.Second || c.Elapsed() != 2*time.Minute {
			t.Errorf("%v after it was set, elapsed %v", got, c.Elapsed())
		}
	})
}

func TestReading_Judge(t *testing.T) {
	const hour = time.Hour
	now := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
	list := func(d ...time.Duration) []time.Duration { return d }
	for _, c := range []struct {
		name   string
		db     time.Duration // the database's clock, from what it would be
		offset time.Duration
		took   time.Duration
		others []time.Duration
		held   int
		want   Verdict
	}{
		{"as expected", 0, 0, 0, nil, 0, Adopt},
		{"as expected, by an offset", -hour, hour, 0, list(hour), 0, Adopt},
		{"a little off", time.Second, 0, 0, nil, 0, Adopt},
		{"a little off, backwards", -time.Second, 0, 0, nil, 0, Adopt},
		{"a slow answer", 0, 0, 3 * time.Second, nil, 0, Hold},
		{"nothing but slow answers", 0, 0, 3 * time.Second, nil, mostHeld, Adopt},
		{"off by less than a slow answer is unsure", 2 * time.Second, 0, 2 * time.Second, nil, 0, Hold},
		{"set forward, alone", hour, 0, 0, nil, 0, Step},
		{"set back, alone", -hour, 0, 0, nil, 0, Step},
		{"just above what is tolerated", time.Second + time.Millisecond, 0, 0, nil, 0, Step},
		{"set, and the others have not looked yet", hour, 0, 0, list(0, 0), 1, Hold},
		{"set, and the other has seen it", hour, 0, 0, list(-hour), 1, Step},
		{"set, and one of two others has seen it", hour, 0, 0, list(0, -hour), 1, Step},
		{"set once more, over an offset", 2 * hour, -hour, 0, list(-2 * hour), 1, Step},
		{"stood still, one of two", hour, 0, 0, list(0), 1, Hold},
		{"stood still, one of two, for good", hour, 0, 0, list(0), mostHeld, Adopt},
		{"stood still, one of three", hour, 0, 0, list(0, 0), mostHeld, Adopt},
		{"all expect something else", hour, 0, 0, list(hour, 3*hour), 0, Hold},
		{"one half against the other", hour, 0, 0, list(-hour, 0, 0), 0, Hold},
	} {
		r := Reading{Now: now.Add(c.db), Offset: c.offset, Took: c.took}
		if got := r.Judge(now, c.others, c.held); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// TestReading_Steps lets the database's clock be set again and again while servers beat
// in any order, and one of them stand still: the library's time goes on as the true
// one, within the tolerance of each step.
func TestReading_Steps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type server struct {
			lag      time.Duration // of its own clock behind the true time
			expected time.Duration
			held     int
		}
		servers := make([]*server, rapid.IntRange(1, 5).Draw(t, "servers"))
		for i := range servers {
			servers[i] = &server{}
		}
		start := time.Date(2026, 1, 2, 12, 0, 0, 0, time.UTC)
		var db, offset, elapsed time.Duration // db: of its clock before the true time
		steps := 0
		round := func() {
			for _, i := range rapid.Permutation(indexes(len(servers))).Draw(t, "order") {
				s := servers[i]
				elapsed += 100 * time.Millisecond
				truth := start.Add(elapsed)
				r := Reading{Now: truth.Add(db), Offset: offset}
				own := truth.Add(-s.lag)
				var others []time.Duration
				for _, o := range servers {
					if o != s {
						others = append(others, o.expected)
					}
				}
				s.expected = r.Expected(own)
				switch r.Judge(own, others, s.held) {
				case Adopt:
					s.lag, s.held = truth.Sub(r.Library()), 0
					s.expected = r.Offset
				case Step:
					offset, s.held = s.expected, 0
				case Hold:
					s.held++
				}
			}
		}
		for range rapid.IntRange(1, 8).Draw(t, "events") {
			if len(servers) > 1 && rapid.Bool().Draw(t, "stands still") {
				servers[0].lag += time.Duration(rapid.IntRange(0, 7200).Draw(t, "for")) * time.Second
			} else {
				db += time.Duration(rapid.IntRange(-7200, 7200).Draw(t, "set by")) * time.Second
			}
			steps++
			for range mostHeld + 2 {
				round()
			}
			for i, s := range servers {
				if s.lag.Abs() > time.Duration(steps)*tolerance {
					t.Fatalf("server %d of %d is %v behind after %d steps", i, len(servers), s.lag, steps)
				}
			}
			if off := (db + offset).Abs(); off > time.Duration(steps)*tolerance {
				t.Fatalf("the library's time is off by %v after %d steps", off, steps)
			}
		}
	})
}

func indexes(n int) (list []int) {
	for i := range n {
		list = append(list, i)
	}
	return list
}
