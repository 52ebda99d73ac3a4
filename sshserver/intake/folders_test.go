package intake

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"youku.example/store"
)

// model is what the tree should be: each path, true for a folder.
type model map[string]bool

func parentOf(p string) string {
	if i := strings.LastIndex(p, "/"); i >= 0 {
		return p[:i]
	}
	return ""
}

// free reports whether a path can be made: it is not there and its folder is.
func (m model) free(p string) bool {
	_, there := m[p]
	return !there && (parentOf(p) == "" || m[parentOf(p)])
}

func (m model) mkdir(p string) bool {
	ok := m.free(p) && strings.Count(p, "/") < store.MaxIncomingDepth
	if ok {
		m[p] = true
	}
	return ok
}

func (m model) create(p string) bool {
	ok := m.free(p)
	if ok {
		m[p] = false
	}
	return ok
}

func (m model) remove(p string, folder bool) bool {
	is, there := m[p]
	for other := range m {
		there = there && !strings.HasPrefix(other, p+"/")
	}
	if ok := there && is == folder; ok {
		delete(m, p)
		return true
	}
	return false
}

func (m model) rename(from, to string) bool {
	folder, there := m[from]
	if from == to {
		return there
	}
	if !there || !m.free(to) || folder && strings.HasPrefix(to, from+"/") {
		return false
	}
	moved := model{}
	for p, is := range m {
		rest, below := strings.CutPrefix(p, from)
		if !below || rest != "" && rest[0] != '/' {
			continue
		}
		if depth := strings.Count(to+rest, "/"); depth > store.MaxIncomingDepth || is && depth == store.MaxIncomingDepth {
			return false
		}
		moved[to+rest] = is
	}
	for p := range moved {
		delete(m, from+strings.TrimPrefix(p, to))
	}
	maps.Copy(m, moved)
	return true
}

// list lists the whole tree, one folder after the other.
func (h *testIntake) list(t testing.TB, folder string, into model) {
	t.Helper()
	rows, err := h.intake.List(t.Context(), boss, folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if parentOf(r.Name) != folder {
			t.Fatalf("%q is listed in %q", r.Name, folder)
		}
		into[r.Name] = r.State == store.Folder
		if r.State == store.Folder {
			h.list(t, r.Name, into)
		}
	}
}

// treeSeeds is how many random histories of the tree are tried; each opens a
// database of its own, so this is no fuzz target.
const treeSeeds = 12

// Folders and files are made, renamed and removed at random, and the tree is held
// against a map.
func TestTree_Model(t *testing.T) {
	for range treeSeeds {
		treeHistory(t, rand.Uint64())
	}
}

func treeHistory(t *testing.T, seed uint64) {
	t.Run(fmt.Sprint(seed), func(t *testing.T) {
		h := newTestIntake(t, nil)
		random := rand.New(rand.NewPCG(seed, 1))
		names := []string{"a", "b", "a0", "剧%_", "a.b"}
		somewhere := func() string {
			parts := make([]string, 1+random.IntN(store.MaxIncomingDepth+1))
			for i := range parts {
				parts[i] = names[random.IntN(len(names))]
			}
			return strings.Join(parts, "/")
		}
		m := model{}
		known := func() string {
			if all := slices.Sorted(maps.Keys(m)); len(all) > 0 && random.IntN(4) > 0 {
				return all[random.IntN(len(all))]
			}
			return somewhere()
		}
		for range 150 {
			p, to := known(), known()
			if random.IntN(2) == 0 {
				to += "/" + names[random.IntN(len(names))]
			}
			var did string
			var want bool
			var err error
			switch random.IntN(6) {
			case 0, 1:
				did, want, err = "mkdir "+to, m.mkdir(to), h.intake.MakeFolder(t.Context(), boss, to)
			case 2:
				did, want = "create "+to, strings.Count(to, "/") <= store.MaxIncomingDepth && m.create(to)
				var u *Upload
				if u, err = h.intake.Write(t.Context(), boss, to, Mode{Create: true, Exclusive: true}); err == nil {
					err = u.Close(true)
				}
			case 3:
				did, want, err = "remove "+p, m.remove(p, false), h.intake.Discard(t.Context(), boss, p, nil)
			case 4:
				did, want, err = "rmdir "+p, m.remove(p, true), h.intake.RemoveFolder(t.Context(), boss, p)
			case 5:
				did = fmt.Sprintf("rename %s to %s", p, to)
				want = strings.Count(to, "/") <= store.MaxIncomingDepth && m.rename(p, to)
				err = h.intake.Rename(t.Context(), boss, p, to, false)
			}
			var r *store.Refusal
			if err != nil && !errors.As(err, &r) || (err == nil) != want {
				t.Fatalf("%s: %v, want %v", did, err, want)
			}
		}
		got := model{}
		h.list(t, "", got)
		if !maps.Equal(got, m) {
			t.Fatalf("the tree is\n%v, not\n%v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(m)))
		}
	})
}
