package serve

import (
	"context"
	"log/slog"
	"slices"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/keys"
	"youku.example/sshserver/auth"
	"youku.example/store"
	"youku.example/store/names"
)

// admins is the admins' keys as a server needs them, wherever they are.
type admins interface {
	auth.Admins
	// vouchIn lets the shop ask for the names and keys that are vouched for.
	vouchIn(*store.Shop)
	// watch follows what the operator changes, until ctx ends.
	watch(ctx context.Context, shop *store.Shop, log *slog.Logger)
}

// adminsFile is a file of them.
type adminsFile struct{ *keys.Admins }

func (a adminsFile) AdminOf(_ context.Context, key gossh.PublicKey) (string, error) {
	name, _ := a.Name(key)
	return name, nil
}

func (a adminsFile) vouchIn(shop *store.Shop) {
	shop.ReserveNames(func(folded string, use func(kept bool) error) error {
		return a.HoldName(names.Fold, folded, use)
	})
	shop.Vouch(func(fingerprint, folded string) bool {
		return slices.ContainsFunc(a.List(), func(l keys.Line) bool {
			return l.Fingerprint == fingerprint && names.Fold(l.Comment) == folded
		})
	})
}

func (a adminsFile) watch(ctx context.Context, shop *store.Shop, log *slog.Logger) {
	a.note(ctx, shop, log)
	a.Watch(ctx, reread, func(removed []keys.Line) {
		for _, line := range removed {
			shop.EndKey(line.Fingerprint)
		}
		a.note(ctx, shop, log)
	})
}

// note puts into the audit what the operator changed in the file, by whatever means,
// and also while no server ran.
func (a adminsFile) note(ctx context.Context, shop *store.Shop, log *slog.Logger) {
	var now []store.Vouching
	for _, l := range a.List() {
		now = append(now, store.Vouching{Fingerprint: l.Fingerprint, Name: l.Comment})
	}
	if err := shop.NoteAdmins(ctx, now); err != nil && ctx.Err() == nil {
		log.Error("note the admins' keys", "err", err)
	}
}

// adminsRows is the rows that several servers share. What changes there, events tell.
type adminsRows struct{ store.LibraryKeys }

func (a adminsRows) AdminOf(ctx context.Context, key gossh.PublicKey) (string, error) {
	return a.LibraryKeys.AdminOf(ctx, keys.Fingerprint(key))
}

func (adminsRows) vouchIn(shop *store.Shop) { shop.VouchByRows() }

func (adminsRows) watch(context.Context, *store.Shop, *slog.Logger) {}
