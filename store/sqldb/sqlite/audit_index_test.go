package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// addLines adds lines to the audit, in one update.
func addLines(t testing.TB, db *DB, lines ...store.AuditLine) {
	t.Helper()
	err := db.Update(t.Context(), func(t store.Tx) error {
		for _, l := range lines {
			if err := t.AddAudit(context.Background(), l); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// someLines are made of a few names, actions and titles.
func someLines(r *rand.Rand, n int) (lines []store.AuditLine) {
	pick := func(of ...string) string { return of[r.IntN(len(of))] }
	for range n {
		lines = append(lines, store.AuditLine{
			At: time.Now(), Actor: pick("alice", "Alina", "bob", "王小明", "boss"), Role: store.RoleAdmin,
			Action: pick("lock", "publish", "bans lift", "codes mint"), Target: pick("流浪地球 2", "小城之春", "alice", "The General", "203.0.113.9", ""),
		})
	}
	return lines
}

// The audit is found whole, by whatever part of it is in the index, in parts of
// any size and from both ends.
func TestAudit_Found(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := rand.New(rand.NewPCG(1, 2))
	word := func(text string, actions ...string) store.AuditWord {
		return store.AuditWord{Text: text, Actions: actions}
	}
	questions := [][]store.AuditWord{
		{word("ali")}, {word("alice")}, {word("liulang")}, {word("流浪地球")}, {word("城")}, {word("bans")}, {word("nothing")}, {word("´")},
		{word("boss"), word("锁定", "lock")}, {word("锁定", "lock", "publish"), word("general")}, {word("203")}, {word("\x00\xff")},
	}
	for round := range 4 {
		addLines(t, db, someLines(r, 30+20*round)...) // some of them get in, the last ones wait
		err := db.View(t.Context(), func(v store.View) error {
			all, err := v.AuditLines(t.Context(), store.AuditQuery{}, store.Span{Limit: 1000})
			if err != nil {
				return err
			}
			for _, words := range questions {
				q := store.AuditQuery{Words: words}
				want := numbers(having(slices.Clone(all), q))
				for _, limit := range []int{1, 7, 500} {
					for _, reverse := range []bool{false, true} {
						got, err := walkAudit(t, v, q, store.Span{Limit: limit, Reverse: reverse})
						if err != nil {
							return err
						}
						if reverse {
							slices.Reverse(got)
						}
						if !slices.Equal(got, want) {
							t.Fatalf("round %d, %v by %d, reverse %v: %v, want %v", round, words, limit, reverse, got, want)
						}
					}
				}
				if n, err := v.CountAudit(t.Context(), q, 1000); err != nil || n != (store.Total{N: len(want)}) {
					t.Errorf("%v: counted %v, %v, want %d", words, n, err, len(want))
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Settled(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

func numbers(list []store.AuditLine) (all []int64) {
	for _, row := range list {
		all = append(all, row.ID)
	}
	return all
}

func walkAudit(t *testing.T, v store.View, q store.AuditQuery, s store.Span) (all []int64, err error) {
	for {
		lines, err := v.AuditLines(t.Context(), q, s)
		all = append(all, numbers(lines)...)
		if err != nil || len(lines) < s.Limit {
			return all, err
		}
		s.After = all[len(all)-1]
	}
}

// Lines get into the index in the quiet period after enough of them came, and what
// a run left does at the next opening.
func TestAudit_Indexed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "youku.db")
		upto := func(db *DB) (n int64) {
			if err := db.Settled(t.Context()); err != nil {
				t.Fatal(err)
			}
			n, err := over(db.read).auditIndexed(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		r := rand.New(rand.NewPCG(3, 4))
		db, err := Open(t.Context(), path)
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct{ lines, upto int }{{fewUnindexed - 1, 0}, {1, fewUnindexed}, {3*fewUnindexed + 1, 4 * fewUnindexed}} {
			addLines(t, db, someLines(r, step.lines)...)
			if got := upto(db); got != int64(step.upto) {
				t.Errorf("after %d lines more the index is made up to %d, want %d", step.lines, got, step.upto)
			}
		}
		if err := db.Reindex(t.Context()); err != nil {
			t.Fatal(err)
		}
		addLines(t, db, someLines(r, 3*fewUnindexed)...)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if db, err = Open(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if got := upto(db); got < 6*fewUnindexed {
			t.Errorf("opening made the index up to %d", got)
		}
	})
}

// No list that admins read is sorted or counted for a page of it, and a word is
// looked for in no line that lacks it.
func TestLists_Planned(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "youku.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	asked := &queries{}
	db.read = db.read.WithQueryHook(asked)
	plans := func(ask func(v store.View) error) (all []string) {
		asked.list = nil
		if err := db.View(t.Context(), ask); err != nil {
			t.Fatal(err)
		}
		for _, q := range slices.Clone(asked.list) {
			all = append(all, strings.Join(steppedThrough(t, db, q), "; "))
		}
		return all
	}
	for _, c := range []struct {
		sort  store.Sort
		index string
	}{
		{store.ByName, "sqlite_autoindex_users_1"}, {store.ByBalance, "users_by_balance"}, {store.ByBought, "users_by_bought"},
		{store.ByState, "users_by_state"}, {store.ByJoined, ""},
	} {
		for _, s := range []store.Span{{Limit: 5}, {Limit: 5, After: 3}, {Limit: 5, After: 3, Reverse: true}} {
			for _, search := range []string{"", "ali"} {
				plan := plans(func(v store.View) error {
					_, err := v.People(t.Context(), store.ListQuery{Search: search, Sort: c.sort}, s)
					return err
				})[0]
				first := strings.Split(plan, "; ")[0]
				if strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(first, c.index) || s.After > 0 && !strings.HasPrefix(first, "SEARCH") {
					t.Errorf("people by %s, %+v: %s", c.sort, s, plan)
				}
			}
		}
	}
	for sort, index := range map[store.Sort]string{store.ByNew: "", store.ByTitle: "notices_by_title", store.ByAuthor: "notices_by_author"} {
		for _, s := range []store.Span{{Limit: 5}, {Limit: 5, After: 3, Reverse: true}} {
			plan := plans(func(v store.View) error {
				_, err := v.Notices(t.Context(), 1, store.ListQuery{Sort: sort}, s)
				return err
			})[0]
			if strings.Contains(plan, "TEMP B-TREE") || !strings.Contains(plan, index) {
				t.Errorf("notices by %s, %+v: %s", sort, s, plan)
			}
		}
	}
	addLines(t, db, someLines(rand.New(rand.NewPCG(5, 6)), 2*fewUnindexed)...)
	if err := db.Settled(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, s := range []store.Span{{Limit: 5}, {Limit: 5, After: 3}, {Limit: 5, After: 3, Reverse: true}} {
		for _, plan := range plans(func(v store.View) error {
			q := store.AuditQuery{Words: []store.AuditWord{{Text: "ali"}}}
			_, err := v.AuditLines(t.Context(), q, s)
			if err == nil {
				_, err = v.CountAudit(t.Context(), q, 10)
			}
			return err
		}) {
			if strings.Contains(plan, "SCAN a;") || strings.HasSuffix(plan, "SCAN a") || strings.Contains(plan, "TEMP B-TREE") {
				t.Errorf("audit, %+v: %s", s, plan)
			}
		}
	}
}

// BenchmarkAudit_Search finds the first page and its count among a million lines.
func BenchmarkAudit_Search(b *testing.B) {
	db, err := Open(b.Context(), filepath.Join(b.TempDir(), "youku.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	begun := time.Now()
	for i := range 1000 {
		lines := make([]store.AuditLine, 1000)
		for j := range lines {
			n := i*1000 + j
			lines[j] = store.AuditLine{
				At: time.Now(), Actor: fmt.Sprintf("user%d", n*7919%50_000), Role: store.RoleUser, Action: []string{"buy", "redeem", "vip"}[n%3],
				Target: fmt.Sprintf("流浪地球 %d The Wandering Earth", n*104729%200_000), Addr: "10.1.2.3", Key: strings.Repeat("k", 50), Detail: "¥20.00",
			}
		}
		addLines(b, db, lines...)
	}
	if err := db.Settled(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Logf("a million lines came in %v", time.Since(begun).Round(time.Second))
	for _, words := range [][]store.AuditWord{{{Text: "user4711"}}, {{Text: "user"}}, {{Text: "流浪地球"}}, {{Text: "llddq"}}, {{Text: "购买", Actions: []string{"buy"}}, {Text: "user31"}}, {{Text: "nobody"}}} {
		b.Run(words[0].Text, func(b *testing.B) {
			for b.Loop() {
				err := db.View(b.Context(), func(v store.View) error {
					q := store.AuditQuery{Words: words}
					for _, reverse := range []bool{false, true} {
						if _, err := v.AuditLines(b.Context(), q, store.Span{Limit: 51, Reverse: reverse}); err != nil {
							return err
						}
					}
					_, err := v.CountAudit(b.Context(), q, 1000)
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
