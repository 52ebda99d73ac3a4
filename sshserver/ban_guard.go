package sshserver

import (
	"context"
	"net/netip"

	"youku.example/sshserver/command/admin"
	"youku.example/store"
	"youku.example/tui"
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

func (g banGuard) Bans(ctx context.Context, a store.Actor) ([]tui.Ban, error) {
	if err := g.admin(ctx, a); err != nil {
		return nil, err
	}
	var list []tui.Ban
	for _, b := range g.bans.List() {
		list = append(list, tui.Ban{Source: b.Source, Until: b.Until, Times: b.Times, Noise: b.Why == admin.BanNoise})
	}
	return list, nil
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
