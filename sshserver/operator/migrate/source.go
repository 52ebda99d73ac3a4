package migrate

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
)

// samePlace reports whether two names lead to the same file, folder, database or bucket.
func samePlace(a, b string) bool {
	if strings.Contains(a, "://") || strings.Contains(b, "://") {
		return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
	}
	x, err := os.Stat(a)
	y, other := os.Stat(b)
	if err == nil && other == nil {
		return os.SameFile(x, y)
	}
	return absolute(a) == absolute(b)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}

// openSource opens the library that is there, to read it. No server may use it but
// while files alone are copied.
func (j *job) openSource(ctx context.Context) error {
	if j.from.NoDatabase() {
		return local.NoLibrary(j.from)
	}
	if !j.filesOnly {
		if err := j.holdSource(); err != nil {
			return err
		}
	}
	source, err := j.call.Engines.Source(ctx, j.from.Database(), !j.filesOnly)
	if err != nil {
		return problem.Opening(local.SayDatabase, j.name(j.from.Database()), err)
	}
	j.source, j.shop = source, store.OpenReadOnly(source)
	j.onClose(func() { _ = source.Close() })
	if err := j.unserved(ctx); err != nil {
		return err
	}
	if j.library, err = source.LibraryID(ctx); err != nil {
		return err
	}
	if !j.shared {
		if j.ours, err = j.call.Engines.Movies(ctx, local.MoviesAt{Place: j.from.Movies(), ReadOnly: true}); err != nil {
			return problem.Opening(local.SayMovies, j.from.Movies(), err)
		}
		j.onClose(func() { _ = j.ours.Close() })
	}
	if j.filesOnly {
		return nil
	}
	j.show.stage(saySound)
	faults, err := j.shop.Verify(ctx)
	if err == nil && len(faults) > 0 {
		err = problem.New("来源有问题（%s）：请先运行 youku check --repair", "the source has faults (%s): run youku check --repair there first", store.Clean(faults[0]))
	}
	return err
}

// holdSource keeps a server from starting over the source.
func (j *job) holdSource() error {
	release, served, err := local.HoldData(j.from.Lock())
	if err == nil && served {
		err = j.sayServed()
	}
	if err != nil {
		return err
	}
	j.onClose(release)
	if j.from.OnServer() {
		return nil
	}
	used, err := j.call.Engines.InUse(j.from.Database())
	if err == nil && used {
		err = problem.Opening(local.SayDatabase, j.from.Database(), store.ErrRowsLocked)
	}
	return err
}

// unserved refuses a source over which a server lives.
func (j *job) unserved(ctx context.Context) error {
	if j.filesOnly {
		return nil
	}
	served, err := j.source.Served(ctx)
	if err == nil && served {
		err = j.sayServed()
	}
	return err
}

func (j *job) sayServed() error {
	return problem.New("有服务器正在用来源：请先停掉它；想先复制文件，可以加 --files",
		"a server uses the source: stop it first; to copy the files before that, say --files")
}

// name is how a database is called: one on a server has what may be a secret in its URL.
func (j *job) name(database string) string {
	if strings.Contains(database, "://") {
		return "PostgreSQL"
	}
	return database
}

func (j *job) targetName() string {
	if j.to.OnServer() {
		return "PostgreSQL"
	}
	return j.to.Data
}
