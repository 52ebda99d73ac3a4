package storetest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"youku.example/store"
)

// testWaitSteps plays random evenings: a person asks for movies from this
// session and that, from here and there, the shop restarts in between, and
// the clock on its wall is set meanwhile, forth and back.
//
//   - No byte is sent before the moment that was promised, unless a clock set
//     forth at a restart says that it is over.
//   - What was promised is kept to the microsecond through any number of
//     restarts and questions, as long as the clock is not set.
//   - Whatever is done to the clock, what is left is never below nothing and
//     never more than the full waits of the queue.
func testWaitSteps(t *testing.T, open Opener) {
	for seed := range uint64(5) {
		for _, steps := range []bool{false, true} {
			name := fmt.Sprintf("%d/Steady", seed)
			if steps {
				name = fmt.Sprintf("%d/Set", seed)
			}
			t.Run(name, func(t *testing.T) {
				dir := t.TempDir()
				synctest.Test(t, func(t *testing.T) { waitEvening(newTestShopIn(t, open, dir), rand.New(rand.NewPCG(seed, 7)), steps) })
			})
		}
	}
}

func waitEvening(h *testShop, random *rand.Rand, steps bool) {
	alice := h.person("alice")
	var movies []store.Movie
	for i := range 4 {
		movies = append(movies, h.movie(fmt.Sprint("part ", i), 0))
	}
	promised := map[int64]time.Time{} // by the clock that never lies
	for range 40 {
		who := alice
		who.Session = fmt.Sprint("alice/", random.IntN(5))
		who.Addr = fmt.Sprintf("198.51.100.%d", random.IntN(5))
		m := movies[random.IntN(len(movies))].ID
		switch random.IntN(5) {
		case 0:
			d := h.request(who, m)
			if at, asked := promised[m]; !asked {
				promised[m] = time.Now().Add(d.Wait)
			} else if !steps && !at.Equal(time.Now().Add(d.Wait)) && d.Wait > 0 {
				h.t.Errorf("asked again, movie %d is ready %v later", m, time.Now().Add(d.Wait).Sub(at))
			}
		case 1:
			time.Sleep(time.Duration(random.IntN(20_000)) * time.Millisecond)
		case 2:
			h.must(h.shop.Close())
			if steps {
				h.setWall(time.Duration(random.IntN(240_000)-120_000) * time.Millisecond)
			}
			h.start(store.DefaultRules())
		case 3: // all try to open
			for id, at := range promised {
				err := h.tryOpen(who, id)
				if early := time.Until(at) > 0; !steps && early != (err != nil) {
					h.t.Errorf("%v before its time movie %d said %v", time.Until(at), id, err)
				}
			}
		}
		h.waitsBounded(alice, promised, steps)
	}
	time.Sleep(time.Duration(len(movies)) * wait) // the longest wait now
	for id := range promised {
		h.must(h.tryOpen(alice, id))
	}
}

// waitsBounded looks at what is left of everything.
func (h *testShop) waitsBounded(a store.Actor, promised map[int64]time.Time, steps bool) {
	h.t.Helper()
	list, err := h.downloads(a)
	h.must(err)
	for _, d := range list {
		if at := promised[d.MovieID]; !steps && d.Wait != max(time.Until(at), 0) {
			h.t.Errorf("movie %d has %v left, was promised for in %v", d.MovieID, d.Wait, time.Until(at))
		}
		if most := time.Duration(d.Place+1) * wait; d.Wait < 0 || d.Wait > most {
			h.t.Errorf("movie %d, behind %d others, has %v left", d.MovieID, d.Place, d.Wait)
		}
	}
}

// setWall sets the clock on the wall by so much while the shop is closed: to
// its rows it is the same whether the clock goes forth or they go back.
func (h *testShop) setWall(by time.Duration) {
	h.t.Helper()
	db, err := h.open(h.dir)
	h.must(err)
	h.must(db.Update(h.ctx, func(tx store.Tx) error {
		grants, err := tx.PendingGrants(h.ctx, 0, time.Time{})
		if err != nil {
			return err
		}
		for _, g := range grants {
			g.RequestedAt, g.ReadyAt = g.RequestedAt.Add(-by), g.ReadyAt.Add(-by)
			if !g.ExpiresAt.IsZero() {
				g.ExpiresAt = g.ExpiresAt.Add(-by)
			}
			if err := tx.SetGrant(h.ctx, g); err != nil {
				return err
			}
		}
		return nil
	}))
	h.must(db.Close())
}
