package command

import (
	"context"

	"youku.example/sshserver/command/account"
	"youku.example/sshserver/command/admin"
	"youku.example/sshserver/command/viewer"
	"youku.example/store"
)

// Services is what the commands of one session work on.
type Services struct {
	Shop      Shop
	Intake    admin.Intake
	Movies    viewer.Library
	Files     viewer.Files
	Bans      admin.BanList
	Registrar account.Registrar
}

// Shop is what the commands ask of the shop, each folder for its own.
// *store.Shop is one.
type Shop interface {
	viewer.Shop
	account.Shop
	admin.Shop
	UntoldChanges(ctx context.Context, a store.Actor) ([]store.AccountChange, error)
	MarkChangesTold(ctx context.Context, a store.Actor, upTo int64) error
}
