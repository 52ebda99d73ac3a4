package migrate

import (
	"context"
	"errors"
	"os/signal"
	"syscall"
	"time"

	"github.com/spf13/pflag"

	"youku.example/media/filecopy"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/setting"
	"youku.example/store"
	"youku.example/store/sqldb/move"
)

// Flags adds the flags of the command.
func Flags(f *pflag.FlagSet) {
	f.String("from", "", "the configuration of the library that is there")
	f.String("to", "", "the configuration of where it goes")
	f.Bool("files", false, "copy the files of movies first, while a server runs too")
	f.Bool("leave-missing", false, "go on without files that are missing or damaged")
	f.Bool("json", false, "answer in JSON")
}

// job is one run of the command.
type job struct {
	call      *local.Call
	from, to  setting.Settings
	configOf  string // of the target, as it was written
	filesOnly bool
	shared    bool // both configurations name the same place of movies, so the files stay
	show      *show
	began     time.Time

	source  local.Source
	target  move.Target
	shop    *store.Shop // over the source
	ours    local.Movies
	theirs  local.Movies
	library string
	run     int64
	result  result
	closers []func()
}

// Run moves a library.
func Run(ctx context.Context, c *local.Call) error {
	j, err := newJob(c)
	if err != nil {
		return err
	}
	ctx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	defer j.close()
	for _, step := range []func(context.Context) error{j.openSource, j.openTarget, j.copyFiles, j.moveKeys, j.moveRows} {
		if err := step(ctx); err != nil {
			j.show.clear()
			if ctx.Err() != nil {
				return problem.New("已中断；再运行同一行会接着做", "it was stopped; the same line again goes on")
			}
			return j.sentence(err)
		}
	}
	return j.report()
}

func newJob(c *local.Call) (*job, error) {
	j := &job{call: c, filesOnly: is(c, "files"), began: time.Now(), show: newShow(c)}
	if len(c.Words) != 0 {
		return nil, local.Usage(problem.New("migrate 不带参数", "migrate takes no arguments"))
	}
	set := ""
	for _, row := range setting.Rows {
		if name := setting.FlagName(row.Name); c.Flags.Changed(name) {
			set = name
		}
	}
	if c.Flags.Changed("config") {
		set = "config"
	}
	if set != "" {
		return nil, local.Usage(problem.New("--%s 在这里没有意义：请写进两份配置", "--%s means nothing here: say it in the two configurations", set))
	}
	for _, side := range []struct {
		flag string
		s    *setting.Settings
	}{{"from", &j.from}, {"to", &j.to}} {
		file, _ := c.Flags.GetString(side.flag)
		if file == "" {
			return nil, local.Usage(problem.New("请写明 --from 和 --to 两份配置", "name two configurations, by --from and --to"))
		}
		// The environment would say the same of both.
		var err error
		if *side.s, err = setting.Read(nil, nil, file); err != nil {
			return nil, err
		}
		j.configOf = file
	}
	j.shared = samePlace(j.from.Movies(), j.to.Movies())
	if samePlace(j.from.Database(), j.to.Database()) {
		return nil, problem.New("两份配置说的是同一个片库", "both configurations name the same library")
	}
	if j.filesOnly && j.shared {
		return nil, problem.New("两份配置的影片在同一处，没有文件要复制", "both configurations have the movies in one place: there is no file to copy")
	}
	return j, nil
}

func is(c *local.Call, flag string) bool {
	on, _ := c.Flags.GetBool(flag)
	return on
}

// close undoes what was opened, the last first.
func (j *job) close() {
	for i := len(j.closers) - 1; i >= 0; i-- {
		j.closers[i]()
	}
}

func (j *job) onClose(f func()) { j.closers = append(j.closers, f) }

// sentence says in words why a library can't be moved.
func (j *job) sentence(err error) error {
	for _, known := range []struct {
		is error
		p  problem.Problem
	}{
		{move.ErrNotEmpty, problem.New("目标 %s 不是空的：请换一个空的数据库、目录或桶", "the target %s is not empty: name an empty database, folder or bucket", j.targetName())},
		{move.ErrOther, problem.New("目标 %s 里有另一个片库没有迁完：请换一个，或者先清空它", "another library is being moved into %s and not all of it is there: name another target, or empty it", j.targetName())},
		{move.ErrDone, problem.New("目标 %s 里已经是这个片库了", "%s holds this library already", j.targetName())},
		{move.ErrRunning, problem.New("另一个 youku migrate 正在往 %s 里迁：请等它结束", "another youku migrate moves into %s: let it end first", j.targetName())},
		{move.ErrChanged, problem.New("迁移时来源被改动了：请停掉用着它的程序，再运行同一行", "the source was changed meanwhile: end what uses it, and run the same line again")},
		{filecopy.ErrDamaged, problem.New("有文件和记录不符", "a file is not what its row says")},
	} {
		if errors.Is(err, known.is) {
			return known.p
		}
	}
	return err
}
