package imports

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/progress"
	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/tui/words"
)

const (
	lookEvery = 100 * time.Millisecond
	// hearEvery is how often the job's row says that somebody waits for it.
	hearEvery = 5 * time.Second
	// goneAfter is how long no server may run before its job is left alone.
	goneAfter = 30 * time.Second
	page      = 500
)

// follower reads from the rows how a job goes, and prints it.
type follower struct {
	call *local.Call
	cli  *cli.Call
	rows store.DB
	job  jobs.Import

	last                  int64 // the file that was printed last
	taken, here, refused  int
	answers               []any // for --json
	bar                   progress.Bar
	heard, served, begun  time.Time
	cancelled, itsOwnWork bool
}

func newFollower(c *local.Call, rows store.DB, job jobs.Import) *follower {
	f := &follower{call: c, cli: answer(c), rows: rows, job: job, served: time.Now(), heard: time.Now(), begun: time.Now()}
	f.bar.W = progress.OnTerminal(c.Stderr)
	return f
}

// follow prints until the job is over; where ctx ends it is cancelled first.
// ended is the work of this process itself, nil where a server does it.
func (f *follower) follow(ctx context.Context, ended <-chan error) error {
	f.itsOwnWork = ended != nil
	asked := ctx.Done()
	again := make(chan os.Signal, 1) // a second Ctrl-C does not wait
	defer signal.Stop(again)
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	ctx = context.WithoutCancel(ctx)
	for {
		select {
		case <-tick.C:
		case <-asked:
			asked, f.cancelled = nil, true
			signal.Notify(again, syscall.SIGINT, syscall.SIGTERM)
			if err := f.hear(ctx); err != nil {
				return err
			}
		case <-again:
			return problem.New("没有等它停下", "it was not waited for")
		case err := <-ended:
			if err != nil {
				return err
			}
			ended = nil
		}
		over, err := f.look(ctx)
		if err != nil {
			return err
		}
		if over {
			return f.end()
		}
	}
}

// look prints what is new, and reports whether the job is over.
func (f *follower) look(ctx context.Context) (over bool, err error) {
	err = f.rows.View(ctx, func(v store.View) (err error) {
		f.job, err = v.ImportByID(ctx, f.job.ID)
		return err
	})
	if err != nil {
		return false, err
	}
	if err := f.printFiles(ctx); err != nil {
		return false, err
	}
	if f.job.State.Over() {
		f.bar.Clear()
		return true, nil
	}
	f.bar.Show(f.progress())
	if time.Since(f.heard) > hearEvery {
		if err := f.hear(ctx); err != nil {
			return false, err
		}
	}
	return false, f.stillServed()
}

// hear says in the row that somebody waits for the job, or wants no more.
func (f *follower) hear(ctx context.Context) error {
	f.heard = time.Now()
	return f.rows.Update(ctx, func(tx store.Tx) error { return tx.HearImport(ctx, f.job.ID, f.cancelled, f.heard.UTC()) })
}

func (f *follower) stillServed() error {
	if f.itsOwnWork {
		return nil
	}
	if is, err := local.IsServed(f.call.Settings.Lock()); is || err != nil {
		f.served = time.Now()
	}
	if time.Since(f.served) < goneAfter {
		return nil
	}
	f.bar.Clear()
	return problem.New("服务器停了；它再启动时会接着导入", "the server has stopped; it goes on with the import when it starts again")
}

// printFiles prints the files that have come to an end, in their order.
func (f *follower) printFiles(ctx context.Context) error {
	for {
		var list []jobs.File
		err := f.rows.View(ctx, func(v store.View) (err error) {
			list, err = v.ImportFiles(ctx, f.job.ID, f.last, page)
			return err
		})
		if err != nil {
			return err
		}
		for _, file := range list {
			if !file.State.Over() && !f.job.State.Over() {
				return nil
			}
			f.last = file.ID
			if err := f.print(file); err != nil {
				return err
			}
		}
		if len(list) < page {
			return nil
		}
	}
}

// fileJSON is a file of an import, for scripts.
type fileJSON struct {
	Path    string `json:"path"`
	MovieID int64  `json:"movie_id,omitempty"`
	Code    string `json:"code,omitempty"`
	Msg     string `json:"msg,omitempty"`
}

func (f *follower) print(file jobs.File) error {
	out := fileJSON{Path: file.Path, MovieID: file.Movie}
	var says words.T
	if file.Refusal != "" {
		out.Code, says = words.Refusal(store.RefusalOf(file.Refusal))
		out.Msg = says.In(f.call.Lang)
	}
	line := ""
	switch file.State {
	case jobs.Taken, jobs.Published:
		f.taken++
		line = "✓ " + cli.Fill(words.Say("%[1]s → 影片 %[2]d《%[3]s》", "%[1]s → movie %[2]d, “%[3]s”"), file.Path, file.Movie, file.Title).In(f.call.Lang)
	case jobs.Here:
		f.here++
		line = "= " + store.Clean(file.Path) + ": " + out.Msg
	case jobs.Refused:
		f.refused++
		line = "✗ " + store.Clean(file.Path) + ": " + out.Msg
	default:
		return nil // undone
	}
	if !f.cli.JSON {
		f.bar.Clear()
		_, err := fmt.Fprintln(f.call.Stdout, line)
		return err
	}
	if !f.job.Watch {
		f.answers = append(f.answers, out)
		return nil
	}
	return f.cli.Answer(out, nil) // a line each, for there is no end to wait for
}

var saySummary = words.Say("导入 %s 部，已有 %s 部，不能导入 %s 项。", "Imported: %s. Here already: %s. Refused: %s.")

// end says what came of the job, and is its error.
func (f *follower) end() error {
	if f.cli.JSON && !f.job.Watch {
		if err := f.cli.Answer(f.answers, nil); err != nil && !errors.Is(err, cli.ErrHungUp) {
			return err
		}
	}
	if !f.cli.JSON {
		fmt.Fprintln(f.call.Stdout, cli.Fill(saySummary, words.Count(f.taken), words.Count(f.here), words.Count(f.refused)).In(f.call.Lang))
	}
	switch {
	case f.job.State == jobs.Failed && f.job.Problem != "":
		return store.RefusalOf(f.job.Problem)
	case f.job.State == jobs.Failed:
		return problem.New("导入中断了：请看服务器的日志，再执行一次会接着做", "the import broke off: look at the server's log; the same line again goes on")
	case f.job.State == jobs.Cancelled && !f.job.Watch:
		return problem.New("已取消；再执行一次会接着做", "cancelled; the same line again goes on")
	case f.refused > 0:
		return someRefused(f.refused)
	}
	return nil
}

// progress is the line of the bar.
func (f *follower) progress() string {
	j := f.job
	if j.Files == 0 {
		return words.Say("正在查看文件夹…", "looking through the folder …").In(f.call.Lang)
	}
	rate := ""
	if past := time.Since(f.begun).Seconds(); past > 1 && j.BytesDone > 0 && j.BytesDone < j.Bytes {
		rate = words.Rate(float64(j.BytesDone) / past)
	}
	return strings.TrimRight(fmt.Sprintf("%s %s  %s / %s  %s  %s", progress.Cells(j.BytesDone, j.Bytes), words.Percent(j.BytesDone, j.Bytes),
		words.Count(j.FilesDone), words.Count(j.Files), words.SizeOf(j.BytesDone, j.Bytes), rate), " ")
}
