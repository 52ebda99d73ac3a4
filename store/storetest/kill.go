package storetest

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"youku.example/store"
)

// testKill runs a shop in another process, kills it in the middle of its
// work, and checks that everything that it acknowledged is there, and nothing
// half done.
func testKill(t *testing.T, open Opener) {
	t.Run("Working", func(t *testing.T) { killWorking(t, open) })
	t.Run("Migrate", func(t *testing.T) { killMigrate(t, open) })
}

func killWorking(t *testing.T, open Opener) {
	rounds := Kills()
	dir := t.TempDir()
	h := newTestShopIn(t, open, dir)
	h.must(h.shop.Close())
	acked := map[string]step{}
	for range rounds {
		killChild(t, dir, 1+rand.IntN(40), 3000*time.Microsecond, acked)
		h.start(store.DefaultRules())
		h.clean()
		for name, told := range acked {
			if is := h.stepOf(name); is != told && is != told+1 { // one step may be done and not yet said
				t.Errorf("%s was told of step %d, and stands at %d", name, told, is)
			}
		}
		h.must(h.shop.Close())
	}
	h.start(store.DefaultRules())
	if len(acked) < rounds {
		t.Errorf("only %d people were acknowledged in %d rounds", len(acked), rounds)
	}
}

// killMigrate kills a process that makes a new database. Whatever it left
// opens, and nothing is missing in it.
func killMigrate(t *testing.T, open Opener) {
	for i := range Kills() {
		dir := filepath.Join(t.TempDir(), fmt.Sprint(i))
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		killChild(t, dir, 0, 15*time.Millisecond, map[string]step{})
		h := newTestShopIn(t, open, dir)
		h.clean()
		h.must(h.shop.Close())
	}
}

// Kills is how often a kill test kills.
func Kills() int {
	if testing.Short() {
		return min(kills, 3)
	}
	return kills
}

// killChild lets a child work until it has said so many lines, kills it
// without a warning in the moment after, and reads what it acknowledged.
func killChild(t *testing.T, dir string, lines int, within time.Duration, acked map[string]step) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), ChildDir+"="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := bufio.NewScanner(out)
	for n := 0; said.Scan(); n++ { // and read on, for what it says meanwhile
		var name string
		var told step
		if _, err := fmt.Sscanf(said.Text(), "%s stands at %d.", &name, &told); err != nil {
			t.Errorf("the child said %q", said.Text())
			break
		}
		if told > opening {
			acked[name] = told
		}
		if n == lines {
			go func() {
				time.Sleep(rand.N(within))
				cmd.Process.Kill()
			}()
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
}

// stepOf is how far a person's life in the child has come,
// by the rows alone, and that each was done whole or not at all.
func (h *testShop) stepOf(name string) step {
	h.t.Helper()
	acc, err := h.shop.AccountByName(h.ctx, name)
	if err != nil {
		h.t.Errorf("%s was acknowledged and is missing: %v", name, err)
		return opening
	}
	a := store.Actor{Account: acc.ID, Name: name, Role: store.RoleUser}
	w, err := h.shop.Wallet(h.ctx, a)
	h.must(err)
	movie, published := h.publishedWhole(name)
	owned := false
	shelf := store.Shelf("")
	if published {
		m, err := h.shop.Movie(h.ctx, h.boss, movie)
		h.must(err)
		shelf = m.Shelf
		h.must(h.db.View(h.ctx, func(v store.View) error {
			sales, err := v.SalesOf(h.ctx, movie)
			owned = len(sales) == 1 && sales[0].Account == acc.ID
			return err
		}))
	}
	lives := []struct { // by how many lines the wallet has
		step
		balance store.Fen
		owned   bool
		shelf   store.Shelf
	}{
		{registered, 0, false, ""}, {redeemed, 500, false, ""},
		{bought, 400, true, store.OnShelf}, {refunded, 500, false, store.OnShelf},
		{again, 400, true, store.OnShelf}, {down, 500, false, store.TakenDown},
	}
	if len(w.Entries) >= len(lives) {
		h.t.Errorf("%s has %d lines in the wallet", name, len(w.Entries))
		return opening
	}
	life := lives[len(w.Entries)]
	if life.step == redeemed && published {
		life.step, life.shelf = put, store.OnShelf
	}
	if w.Balance != life.balance || owned != life.owned || shelf != life.shelf {
		h.t.Errorf("%s at step %d has %v, owned %v, the movie %q", name, life.step, w.Balance, owned, shelf)
	}
	return life.step
}

// publishedWhole finds a person's movie: it is in the catalogue with its upload
// given up, or in neither state.
func (h *testShop) publishedWhole(name string) (id int64, published bool) {
	h.t.Helper()
	match, err := h.shop.Match(h.ctx, sumOf(name))
	h.must(err)
	in, err := h.shop.IncomingByName(h.ctx, name+".mp4")
	if given := err == nil && in.State == store.Removing; given != (match.Movie != 0) {
		h.t.Errorf("the movie of %s is %+v, its upload %+v (%v)", name, match, in, err)
	}
	return match.Movie, match.Movie != 0
}
