package imports

import (
	"context"
	"errors"
	"log/slog"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/sshserver/importer"
	"youku.example/sshserver/intake"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/tui/words"
)

// leave gives the job to the server that runs, and waits for it.
func leave(ctx context.Context, c *local.Call, job jobs.Import) error {
	rows, err := c.WriteRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	if err := addJob(ctx, rows, &job); err != nil {
		return err
	}
	return newFollower(c, rows, job).follow(ctx, nil)
}

// carryOut does the job itself, as the only process on the data folder.
func carryOut(ctx context.Context, c *local.Call, job jobs.Import) error {
	if c.Settings.NoDatabase() {
		return local.NoLibrary(c.Settings)
	}
	unlock, err := local.LockData(c.Settings.Lock())
	if err != nil {
		return err
	}
	defer unlock()
	if err := c.OwnLog(); err != nil {
		return err
	}
	rows, err := c.Engines.Rows(ctx, c.Settings.Database())
	if err != nil {
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	shop, err := store.Open(ctx, rows, c.Settings.Rules)
	if err != nil {
		_ = rows.Close()
		return problem.Opening(local.SayDatabase, c.Settings.Database(), err)
	}
	defer shop.Close()
	library, err := c.OpenMovies(ctx, shop)
	if err != nil {
		return err
	}
	defer library.Close()
	log := slog.New(slog.NewTextHandler(c.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	in := intake.New(shop, library, log)
	defer in.Close()
	im := New(rows, shop, in, library, OwnFolders(c.Settings), log)
	im.Step = c.Step
	if err := im.Settle(ctx); err != nil {
		return err
	}
	if err := addJob(ctx, rows, &job); err != nil {
		return err
	}
	working, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended, gone := make(chan error, 1), make(chan struct{})
	go func() {
		defer close(gone)
		err := im.Run(working, job)
		if errors.Is(err, importer.ErrElsewhere) { // a server on another machine was first
			err = nil
		}
		ended <- err
	}()
	defer func() { stop(); <-gone }()
	return newFollower(c, rows, job).follow(ctx, ended)
}

// New makes an importer of a library that is open.
func New(rows store.DB, shop *store.Shop, in *intake.Intake, library importer.Library, own importer.Own, log *slog.Logger) *importer.Importer {
	return &importer.Importer{Rows: rows, Shop: shop, Intake: in, Library: library, Own: own, Log: log}
}

// dryRun prints the plan of a folder.
func dryRun(ctx context.Context, c *local.Call, dir string) error {
	rows, err := c.ReadRows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	im := importer.Importer{Shop: store.OpenReadOnly(rows), Own: OwnFolders(c.Settings), Log: slog.New(slog.DiscardHandler)}
	entries, why, err := im.DryRun(ctx, dir)
	if err != nil {
		return err
	}
	call := answer(c)
	err = call.Answer(view.PlanOf(c.Lang, entries, why), func(p *cli.Page) {
		view.PlanPage(p, c.Lang, entries, why, sayNothing, func(row store.Incoming) string { return stands(c.Lang, row) })
	})
	if errors.Is(err, cli.ErrHungUp) {
		return nil
	}
	if err == nil && len(why) > 0 {
		err = someRefused(len(why))
	}
	return err
}

var sayNothing = words.Say("这个文件夹里没有可以导入的影片。", "There is no movie to import in this folder.")

// stands is where a file stands.
func stands(lang words.Lang, row store.Incoming) string {
	says := words.Upload(row.State).In(lang)
	if row.State == store.Duplicate {
		says += cli.Fill(words.Say("：影片 %d", " of movie %d"), row.DuplicateOf).In(lang)
	}
	return says
}

func someRefused(n int) error {
	return problem.New("有 %d 项不能导入", "refused: %d", n)
}
