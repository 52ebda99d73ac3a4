package view

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
)

// Shop is what the answers ask of the shop. *store.Shop is one.
type Shop interface {
	Movie(ctx context.Context, a store.Actor, id int64) (store.Listing, error)
}

// Changed is a movie that was just changed, as the actor sees it now. It fails
// never, since the change is done whether it can be read again or not.
func Changed(ctx context.Context, shop Shop, call *cli.Call, m store.Movie) store.Listing {
	if l, err := shop.Movie(ctx, call.Actor, m.ID); err == nil {
		return l
	}
	return store.Listing{Movie: m, YourPrice: m.Price}
}
