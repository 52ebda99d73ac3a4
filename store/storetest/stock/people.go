package stock

import (
	"context"
	"fmt"

	"youku.example/store"
	"youku.example/store/names"
)

// People adds that many accounts, each with two lines in the ledger.
func People(ctx context.Context, db store.DB, n int) error {
	for from := 0; from < n; from += batch {
		err := db.Update(ctx, func(tx store.Tx) error {
			for i := from; i < min(from+batch, n); i++ {
				if err := person(ctx, tx, i); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("fill the shop with people: %w", err)
		}
	}
	return nil
}

func person(ctx context.Context, tx store.Tx, i int) error {
	name := fmt.Sprintf("viewer%d", i)
	u := store.User{Account: store.Account{Name: name, CreatedAt: began}, Fold: names.Fold(name)}
	if err := tx.AddUser(ctx, &u); err != nil {
		return err
	}
	for _, amount := range []store.Fen{5000, -2000} {
		till := store.HouseAccountCredits
		if amount < 0 {
			till = store.HouseAccountMovies
		}
		err := tx.AddEntry(ctx, &store.LedgerEntry{Kind: store.EntryCredit, By: "boss", At: began, Postings: []store.Posting{
			{LedgerAccount: store.LedgerAccount{User: u.ID}, Amount: amount}, {LedgerAccount: store.LedgerAccount{HouseAccount: till}, Amount: -amount},
		}})
		if err != nil {
			return err
		}
	}
	return nil
}
