package servers

import (
	"fmt"
	"strings"
)

// acknowledged is what people were told is done, and what they asked for without an
// answer, which may be done or not.
type acknowledged struct {
	accounts  map[string]*account
	published map[string]string // titles, with the SHA-256 of what was sent
}

// account is what someone was told of their wallet.
type account struct {
	tries  int64          // how often a credit was asked for
	bought map[int64]bool // what was asked for, and whether it was acknowledged
}

func newAcknowledged() acknowledged {
	return acknowledged{accounts: map[string]*account{}, published: map[string]string{}}
}

// wallet is what `wallet --json` says.
type wallet struct {
	Balance int64 `json:"balance_fen"`
	Entries []struct {
		Kind   string
		Amount int64  `json:"amount_fen"`
		Movie  *int64 `json:"movie_id"`
	}
}

// holds compares a wallet with what its owner was told.
func (a *account) holds(w wallet) (faults []string) {
	sum, credits, bought := int64(0), int64(0), map[int64]int{}
	for _, e := range w.Entries {
		sum += e.Amount
		switch {
		case e.Kind == "buy" && e.Movie != nil:
			bought[*e.Movie]++
		case e.Kind == "credit":
			credits++
		default:
			faults = append(faults, fmt.Sprintf("an entry %s of %d that was not asked for", e.Kind, e.Amount))
		}
	}
	if sum != w.Balance {
		faults = append(faults, fmt.Sprintf("the balance is %d and its entries sum up to %d", w.Balance, sum))
	}
	if credits < 1 || credits > a.tries {
		faults = append(faults, fmt.Sprintf("%d credits after %d tries", credits, a.tries))
	}
	for movie, acked := range a.bought {
		if n := bought[movie]; n > 1 || acked && n == 0 {
			faults = append(faults, fmt.Sprintf("movie %d was bought %d times (acknowledged: %v)", movie, n, acked))
		}
		delete(bought, movie)
	}
	if len(bought) > 0 {
		faults = append(faults, fmt.Sprintf("movies were bought that were not asked for: %v", bought))
	}
	return faults
}

// verify looks that everything that was acknowledged is there, once, on each server in
// turn.
func (w *crowd) verify() {
	t := w.c.t
	t.Helper()
	purchases := 0
	i := 0
	for name, a := range w.acked.accounts {
		p := w.c.person(name, i, w.c.each[i%len(w.c.each)].port)
		i++
		var got wallet
		if err := p.ask("wallet", &got); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p.leave()
		for _, fault := range a.holds(got) {
			t.Errorf("%s: %s", name, fault)
		}
		purchases += len(a.bought)
	}
	boss := w.c.person("boss", 0, w.c.port)
	defer boss.leave()
	for title, sum := range w.acked.published {
		var found []struct{ Title, SHA256 string }
		if err := boss.ask("movies --search "+title, &found); err != nil {
			t.Errorf("%s: %v", title, err)
			continue
		}
		n := 0
		for _, m := range found {
			if m.Title == title && strings.EqualFold(m.SHA256, sum) {
				n++
			}
		}
		if n != 1 || len(found) != 1 {
			t.Errorf("%s was published once and is there %d times: %+v", title, n, found)
		}
	}
	t.Logf("%d accounts, %d purchases and %d movies are there once each; done: %s", len(w.acked.accounts), purchases, len(w.acked.published), counted(w.did))
}
