package sshserver

import (
	"context"
	"net/netip"

	"youku.example/store"
)

// banGuard shows who is held back on the admins' screens, as the command of the
// bans does on a line.
type banGuard struct {
	bans   bans
	people People
	shop   Shop
}

func (g banGuard) admin(ctx context.Context, a store.Actor) error {
	if a.Role != store.RoleAdmin {
		return store.ErrNotAllowed
	}
	return g.people.CheckActive(ctx, a)
}

func (g banGuard) Bans(ctx context.Context, a store.Actor) ([]store.Ban, error) {
	if err := g.admin(ctx, a); err != nil {
		return nil, err
	}
	return g.bans.List(), nil
}

// Lift forgives a source; one whose ban has just run off is forgiven already.
func (g banGuard) Lift(ctx context.Context, a store.Actor, source netip.Prefix) error {
	if err := g.admin(ctx, a); err != nil {
		return err
	}
	if !g.bans.Lift(source.Addr()) {
		return nil
	}
	return g.shop.Note(ctx, a, "bans lift", source.Addr().String(), "")
}
