package migrate

import (
	"cmp"
	"context"
	"errors"

	"youku.example/media/filecopy"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store/sqldb/move"
)

// openTarget opens where the library goes: what is empty, or what a run before this one
// has begun.
func (j *job) openTarget(ctx context.Context) (err error) {
	if !j.to.OnServer() {
		if err := j.to.MakeData(); err != nil {
			return err
		}
		unlock, err := local.LockData(j.to.Lock())
		if err != nil {
			return problem.New("目标：%s", "the target: %s", err)
		}
		j.onClose(unlock)
	}
	if !j.shared {
		if j.theirs, err = j.call.Engines.Movies(ctx, local.MoviesAt{Place: j.to.Movies()}); err != nil {
			return problem.Opening(local.SayMovies, j.to.Movies(), err)
		}
		j.onClose(func() { _ = j.theirs.Close() })
	}
	if j.target, err = j.call.Engines.Target(ctx, j.to.Database()); err != nil {
		return problem.Opening(local.SayDatabase, j.name(j.to.Database()), err)
	}
	j.onClose(func() { _ = j.target.Close() })
	begun, err := j.target.Begun(ctx)
	if err != nil {
		return err
	}
	if !begun {
		if err := j.empty(ctx); err != nil {
			return errors.Join(err, j.target.Abandon(ctx))
		}
	}
	if j.run, err = j.target.Begin(ctx, j.library); err != nil {
		return err
	}
	j.result.Resumed = j.run > 1
	j.call.At("begun")
	return nil
}

// empty refuses a target that another library uses.
func (j *job) empty(ctx context.Context) error {
	served, err := j.target.Served(ctx)
	if err != nil {
		return err
	}
	if served {
		return problem.New("有服务器正在用目标：请先停掉它", "a server uses the target: stop it first")
	}
	if empty, err := move.IsEmpty(ctx, j.target); err != nil || !empty {
		return cmp.Or(err, move.WhyNot(ctx, j.target, j.library))
	}
	if err := j.keysFit(ctx); err != nil || j.shared {
		return err
	}
	keys, err := filecopy.KeysIn(ctx, j.theirs)
	if err == nil && !keys.Empty() {
		err = problem.New("目标的影片目录 %s 不是空的：请换一个空的目录或桶", "the place of movies %s is not empty: name an empty folder or bucket", j.to.Movies())
	}
	return err
}

// moveRows moves the rows, when all files are there.
func (j *job) moveRows(ctx context.Context) error {
	if j.filesOnly {
		return nil
	}
	m := move.Move{
		From: j.source, To: j.target, OwnBytes: !j.shared, At: j.call.At, Before: j.unserved,
		Progress: j.show.rows,
	}
	res, err := m.Rows(ctx)
	if res.Anew {
		j.show.line(sayAnew.In(j.call.Lang))
	}
	j.result.Tables, j.result.Anew = res.Tables, res.Anew
	for _, t := range res.Tables {
		j.result.Rows += t.Rows
	}
	return err
}
