package operator

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"youku.example/media/demo"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite"
)

// A start with --demo that is killed between any two of its steps is gone on
// with by the next one: the library has the whole demo, each part once, and the
// operator its redeem code.
func TestDemo_Killed(t *testing.T) {
	steps := 1 + len(demo.Clips())*5 + 4 // begun; a clip's five; described, posted, minted, shown
	some := 8 + rand.IntN(steps-13)      // between the first clip and the end the same steps come again
	for n := 1; n <= steps; n++ {
		if n > 7 && n < steps-5 && n != some {
			continue
		}
		data := t.TempDir()
		args := []string{"serve", "--demo", "--data", data, "--listen", "127.0.0.1:0", "--ffmpeg", "no"}
		if killed, out := killedAt(t, n, "", args...); !killed {
			t.Fatalf("there is no step %d: %s", n, out)
		}
		if _, out := killedAt(t, 0, "shown", args...); strings.Count(out, "redeem code: ") != 1 {
			t.Errorf("killed at step %d, the next start says %s", n, out)
		}
		if _, out := killedAt(t, 0, "serving", args...); strings.Contains(out, "redeem code: ") {
			t.Errorf("killed at step %d, the start after the next says %s", n, out)
		}
		demoIsWhole(t, n, data)
	}
}

func demoIsWhole(t *testing.T, n int, data string) {
	t.Helper()
	rows, err := sqlite.OpenReader(t.Context(), setting.Settings{Data: data}.Database())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	shop := store.OpenReadOnly(rows)
	var movies, notices []string
	if err := shop.EachMovie(t.Context(), func(m store.Movie) error { movies = append(movies, m.Title); return nil }); err != nil {
		t.Fatal(err)
	}
	found, err := shop.Notices(t.Context(), store.Actor{Role: store.RoleGuest})
	if err != nil {
		t.Fatal(err)
	}
	for _, notice := range found {
		notices = append(notices, notice.Title)
	}
	incoming, err := shop.IncomingRows(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(movies) != len(demo.Clips()) || len(notices) != 1 || len(incoming) != 0 {
		t.Errorf("killed at step %d: movies %q, notices %q, uploads %v", n, movies, notices, incoming)
	}
	list, err := shop.SeriesList(t.Context(), store.Actor{Role: store.RoleGuest}, store.SeriesQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 {
		t.Fatalf("killed at step %d: series %v", n, list)
	}
	one, _, err := shop.Series(t.Context(), store.Actor{Role: store.RoleGuest}, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if one.About != demo.SeriesAbout || one.Year != demo.SeriesYear || !slices.Equal(one.Tags, demo.SeriesTags()) {
		t.Errorf("killed at step %d: the series is %d %q %q", n, one.Year, one.Tags, one.About)
	}
	if exit, out, errs := run(t, data, "check"); exit != 0 {
		t.Errorf("killed at step %d: check: %s%s", n, out, errs)
	}
	if left, err := filepath.Glob(filepath.Join(data, "demo*")); err != nil || len(left) > 0 {
		t.Errorf("killed at step %d: left behind %q", n, left)
	}
}
