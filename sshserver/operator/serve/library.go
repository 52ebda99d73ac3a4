package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/keys"
	"youku.example/sshserver"
	"youku.example/sshserver/build"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/imports"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/store/names"
)

// openedLibrary is what serving needs, open.
type openedLibrary struct {
	log      *slog.Logger
	level    slog.LevelVar // of the log
	hostKeys []gossh.Signer
	admins   *keys.Admins
	rows     store.DB
	shop     *store.Shop
	movies   local.Movies
	posters  *posters
	intake   *intake.Intake
	server   *sshserver.Server
	closers  []func()
}

// close undoes what was opened, the last first.
func (lib *openedLibrary) close() {
	for i := len(lib.closers) - 1; i >= 0; i-- {
		lib.closers[i]()
	}
}

func (lib *openedLibrary) onClose(f func()) { lib.closers = append(lib.closers, f) }

// openLibrary opens the parts in the order in which they need each other; what
// was opened is closed again when a later one fails.
func openLibrary(ctx context.Context, c *local.Call) (*openedLibrary, error) {
	lib := &openedLibrary{}
	lib.level.Set(logLevel(c.Settings.Log, c.Stderr))
	lib.log = slog.New(slog.NewTextHandler(c.Stderr, &slog.HandlerOptions{Level: &lib.level}))
	lib.log.Info("youku starts", "version", build.Read().String(), "data", c.Settings.Data)
	for _, open := range []func(context.Context, *local.Call) error{lib.lockData, lib.openKeys, lib.openShop, lib.openMovies, lib.openServer} {
		if err := open(ctx, c); err != nil {
			lib.close()
			return nil, err
		}
	}
	lib.watch(ctx)
	lib.carryOutImports(ctx, c)
	return lib, nil
}

func (lib *openedLibrary) lockData(ctx context.Context, c *local.Call) error {
	if err := c.Settings.MakeData(); err != nil {
		return err
	}
	unlock, err := local.LockData(c.Settings.Lock())
	if err != nil {
		return err
	}
	lib.onClose(unlock)
	return c.NothingLost(ctx)
}

// openKeys opens the host's keys and the admins'. A host key that was gone and
// is new is said so.
func (lib *openedLibrary) openKeys(_ context.Context, c *local.Call) (err error) {
	lost := c.LostHostKeys()
	if lib.hostKeys, err = keys.HostKeys(c.Settings.Data, c.Settings.ECDSA); err != nil {
		return problem.Opening(local.SayHostKeys, c.Settings.Data, err)
	}
	for _, file := range lost {
		fmt.Fprintf(c.Stderr, local.SayNewHostKey.In(c.Lang), file)
	}
	if lib.admins, err = keys.OpenAdmins(c.Settings.AdminKeys(), lib.log); err != nil {
		return problem.Opening(local.SayAdminKeys, c.Settings.AdminKeys(), err)
	}
	return nil
}

// openShop opens the shop over its rows. The ledger is checked while it serves.
func (lib *openedLibrary) openShop(ctx context.Context, c *local.Call) error {
	if err := c.OwnLog(); err != nil {
		return err
	}
	rows, err := c.Engines.Rows(ctx, c.Settings.Database())
	if err != nil {
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	if lib.shop, err = store.Open(ctx, rows, c.Settings.Rules); err != nil {
		closed(lib.log, "database", rows.Close())
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	lib.rows = rows
	lib.onClose(func() { closed(lib.log, "shop", lib.shop.Close()) })
	go func() {
		if err := lib.shop.Reconciled(ctx); err != nil && !errors.Is(err, context.Canceled) {
			lib.log.Error("the ledger was not checked; each balance is before it is used", "err", err)
		}
	}()
	return nil
}

// openMovies opens the movie files, their posters, and the intake of new ones.
func (lib *openedLibrary) openMovies(ctx context.Context, c *local.Call) (err error) {
	if lib.movies, err = c.OpenMovies(ctx, lib.shop); err != nil {
		return err
	}
	lib.onClose(func() { closed(lib.log, "library", lib.movies.Close()) })
	if lib.posters, err = openPosters(c, lib.shop, lib.movies, lib.log); err != nil {
		return err
	}
	lib.onClose(func() { closed(lib.log, "posters", lib.posters.Close()) })
	lib.intake = intake.New(lib.shop, lib.posters.library(lib.movies), lib.log)
	if err := lib.intake.Start(ctx); err != nil {
		return err
	}
	lib.onClose(func() { closed(lib.log, "intake", lib.intake.Close()) })
	return nil
}

// openServer makes the server, and lets the shop ask for the names and keys that
// the operator vouched for.
func (lib *openedLibrary) openServer(_ context.Context, c *local.Call) (err error) {
	lib.server, err = sshserver.New(c.Settings.Server, sshserver.Deps{
		Shop: lib.posters.shop(), Intake: lib.intake, Movies: lib.movies, Admins: lib.admins, HostKeys: lib.hostKeys,
		Posters: lib.posters.forScreens(), Log: lib.log,
	})
	if err != nil {
		return err
	}
	lib.shop.ReserveNames(func(folded string, use func(kept bool) error) error {
		return lib.admins.HoldName(names.Fold, folded, use)
	})
	lib.shop.Vouch(func(fingerprint, folded string) bool {
		return slices.ContainsFunc(lib.admins.List(), func(l keys.Line) bool {
			return l.Fingerprint == fingerprint && names.Fold(l.Comment) == folded
		})
	})
	return nil
}

// watch follows what changes outside of the server: movie files, passwords that
// the operator sets, and admins' keys. Each ends before the shop closes.
func (lib *openedLibrary) watch(ctx context.Context) {
	lib.onClose(watchFiles(ctx, lib.shop, lib.movies, lib.log))
	watching, stop := context.WithCancel(ctx)
	followed, noted := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(followed)
		lib.shop.FollowPasswords(watching, reread, func(err error) { lib.log.Error("look for new passwords", "err", err) })
	}()
	lib.noteAdmins(ctx)
	go func() {
		defer close(noted)
		lib.admins.Watch(watching, reread, func(removed []keys.Line) {
			for _, line := range removed {
				lib.shop.EndKey(line.Fingerprint)
			}
			lib.noteAdmins(watching)
		})
	}()
	lib.onClose(func() { stop(); <-followed; <-noted })
}

// carryOutImports does what the import command leaves in the rows.
func (lib *openedLibrary) carryOutImports(ctx context.Context, c *local.Call) {
	im := imports.New(lib.rows, lib.shop, lib.intake, lib.movies, imports.OwnFolders(c.Settings), lib.log)
	im.Step = c.Step
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		im.Serve(ctx)
	}()
	lib.onClose(func() { stop(); <-ended })
}

// noteAdmins puts into the audit what the operator changed in the file of
// admins' keys, by whatever means, and also while no server ran.
func (lib *openedLibrary) noteAdmins(ctx context.Context) {
	var now []store.Vouching
	for _, l := range lib.admins.List() {
		now = append(now, store.Vouching{Fingerprint: l.Fingerprint, Name: l.Comment})
	}
	if err := lib.shop.NoteAdmins(ctx, now); err != nil && ctx.Err() == nil {
		lib.log.Error("note the admins' keys", "err", err)
	}
}
