package serve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/keys"
	"youku.example/sshserver"
	"youku.example/sshserver/build"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/imports"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// openedLibrary is what serving needs, open.
type openedLibrary struct {
	log      *slog.Logger
	level    slog.LevelVar // of the log
	hostKeys []gossh.Signer
	admins   admins
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
func (lib *openedLibrary) openKeys(ctx context.Context, c *local.Call) (err error) {
	if c.Settings.OnServer() {
		return lib.openSharedKeys(ctx, c)
	}
	lost := c.LostHostKeys()
	if lib.hostKeys, err = keys.HostKeys(c.Settings.Data, c.Settings.ECDSA); err != nil {
		return problem.Opening(local.SayHostKeys, c.Settings.Data, err)
	}
	for _, file := range lost {
		fmt.Fprintf(c.Stderr, local.SayNewHostKey.In(c.Lang), file)
	}
	file, err := keys.OpenAdmins(c.Settings.AdminKeys(), lib.log)
	if err != nil {
		return problem.Opening(local.SayAdminKeys, c.Settings.AdminKeys(), err)
	}
	lib.admins = adminsFile{file}
	return nil
}

// openRows opens the database, once. Until the shop has it, lib closes it.
func (lib *openedLibrary) openRows(ctx context.Context, c *local.Call) (err error) {
	if lib.rows != nil {
		return nil
	}
	if err := c.OwnLog(); err != nil {
		return err
	}
	if lib.rows, err = c.Engines.Rows(ctx, c.Settings.Database()); err != nil {
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	lib.onClose(func() {
		if lib.shop == nil {
			closed(lib.log, "database", lib.rows.Close())
		}
	})
	return nil
}

// openShop opens the shop over its rows. The ledger is checked while it serves.
func (lib *openedLibrary) openShop(ctx context.Context, c *local.Call) error {
	if err := lib.openRows(ctx, c); err != nil {
		return err
	}
	shop, err := store.Open(ctx, lib.rows, c.Settings.Rules)
	if err != nil {
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	lib.shop = shop
	inForce := c.Settings.With(shop.Rules())
	for _, row := range c.Settings.Differing(shop.Rules()) {
		lib.log.Warn("the other servers go by another setting, and so does this one: what is set here holds after a SIGHUP here",
			"setting", row.Name, "here", row.Shown(c.Settings), "in force", row.Shown(inForce))
	}
	lib.shop.OnFault(func(err error) {
		if err == nil {
			lib.log.Info("the database answers again")
		} else {
			lib.log.Error("the database that servers share does not answer", "err", err)
		}
	})
	lib.onClose(func() { closed(lib.log, "shop", lib.shop.Close()) })
	if err := lib.dropLastRun(ctx, c); err != nil {
		lib.log.Error("end the lease of the last run", "err", err) // the others do it in a while
	}
	go func() {
		if err := lib.shop.Reconciled(ctx); err != nil && !errors.Is(err, context.Canceled) {
			lib.log.Error("the ledger was not checked; each balance is before it is used", "err", err)
		}
	}()
	return nil
}

// openMovies opens the movie files, their posters, and the intake of new ones.
func (lib *openedLibrary) openMovies(ctx context.Context, c *local.Call) (err error) {
	if lib.movies, err = c.ServedMovies(ctx, lib.shop, lib.log); err != nil {
		return err
	}
	cache, cached := lib.movies.(caching)
	if c.Settings.InStore() {
		lib.movies = inStore(lib.movies, lib.log)
	}
	lib.onClose(func() { closed(lib.log, "library", lib.movies.Close()) })
	if cached {
		lib.onClose(forgetPurged(ctx, lib.shop, cache, lib.log))
	}
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
	lib.admins.vouchIn(lib.shop)
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
	go func() {
		defer close(noted)
		lib.admins.watch(watching, lib.shop, lib.log)
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
