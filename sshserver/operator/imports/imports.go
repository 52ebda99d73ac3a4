package imports

import (
	"context"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/importer"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/jobs"
)

// keepFor is how long the rows of an import are kept that is over.
const keepFor = 7 * 24 * time.Hour

// Flags adds the flags of the command. The price is also the name of a setting,
// and added as that.
func Flags(f *pflag.FlagSet) {
	f.Bool("copy", false, "copy the files (the default)")
	f.Bool("link", false, "give the files a second name in the library")
	f.Bool("move", false, "remove each file once it is a movie")
	f.Bool("free", false, "all are free")
	if f.Lookup("price") == nil {
		f.String("price", "", "what each costs, in yuan")
	}
	f.Bool("dry-run", false, "show what would be published, and change nothing")
	f.Bool("watch", false, "go on with what comes later, until Ctrl-C")
	f.Bool("json", false, "answer in JSON")
}

// Run takes a folder in.
func Run(ctx context.Context, c *local.Call) error {
	job, err := jobOf(c)
	if err != nil {
		return err
	}
	if err := importer.CheckFolder(job.Folder, OwnFolders(c.Settings)); err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if is(c, "dry-run") {
		return dryRun(ctx, c, job.Folder)
	}
	served, err := local.IsServed(c.Settings.Lock())
	if err != nil {
		return problem.New("看不出有没有服务器在运行：%s", "can't tell whether a server runs: %s", err)
	}
	if served {
		return leave(ctx, c, job)
	}
	return carryOut(ctx, c, job)
}

// jobOf reads the line.
func jobOf(c *local.Call) (job jobs.Import, err error) {
	if len(c.Words) != 1 {
		return job, local.Usage(problem.New("请写明一个文件夹", "name one folder"))
	}
	job = jobs.Import{State: jobs.Queued, Mode: jobs.Copy, Watch: is(c, "watch"), Free: is(c, "free")}
	chosen := 0
	for _, m := range []jobs.Mode{jobs.Copy, jobs.Link, jobs.Move} {
		if is(c, string(m)) {
			job.Mode = m
			chosen++
		}
	}
	if chosen > 1 {
		return job, local.Usage(problem.New("--copy、--link、--move 只能选一个", "choose one of --copy, --link and --move"))
	}
	if job.Free == c.Flags.Changed("price") && !(is(c, "dry-run") && !job.Free) {
		return job, local.Usage(problem.New("请选一个：--free 或 --price YUAN", "choose one: --free, or --price YUAN"))
	}
	if c.Flags.Changed("price") {
		price, err := store.ParseYuan(c.Flags.Lookup("price").Value.String())
		if err == nil && price == 0 {
			err = store.ErrNoFreeOrPrice
		}
		if err != nil {
			return job, err
		}
		job.Price = int64(price)
	}
	if is(c, "dry-run") && job.Watch {
		return job, local.Usage(problem.New("--dry-run 和 --watch 不能一起用", "--dry-run and --watch do not go together"))
	}
	// The job may outlive this process and what its paths are relative to.
	if job.Folder, err = filepath.Abs(c.Words[0]); err == nil {
		job.Folder, err = filepath.EvalSymlinks(job.Folder)
	}
	if err != nil {
		return job, &store.Refusal{Code: store.ErrNoFolder.Code, Name: store.Clean(c.Words[0])}
	}
	return job, nil
}

func is(c *local.Call, flag string) bool {
	on, _ := c.Flags.GetBool(flag)
	return on
}

// OwnFolders are those that the library itself lies in.
func OwnFolders(s setting.Settings) importer.Own {
	if s.InStore() {
		return importer.Own{Data: s.Data, Media: []string{s.CacheFolder()}}
	}
	own := importer.Own{Data: s.Data, Media: []string{s.Movies()}}
	for _, name := range []string{"incoming", "movies", "posters", "subtitles", "covers"} { // each may be a link to a disk of its own
		own.Media = append(own.Media, filepath.Join(s.Movies(), name))
	}
	return own
}

// addJob writes the job down, and forgets those that are long over.
func addJob(ctx context.Context, rows store.DB, job *jobs.Import) error {
	now := time.Now().UTC()
	job.CreatedAt, job.UpdatedAt, job.HeardAt = now, now, now
	return rows.Update(ctx, func(tx store.Tx) error {
		if err := tx.DropImports(ctx, now.Add(-keepFor)); err != nil {
			return err
		}
		return tx.AddImport(ctx, job)
	})
}

// answer is the call as commands over SSH have it.
func answer(c *local.Call) *cli.Call {
	return &cli.Call{Actor: local.Operator, Lang: c.Lang, Stdout: c.Stdout, Stderr: c.Stderr, JSON: is(c, "json")}
}
