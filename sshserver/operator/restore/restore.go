package restore

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"youku.example/keys/owner"
	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/problem"
	"youku.example/store"
	"youku.example/tui/words"
)

// restoring is one restore. The backup is copied into a folder of its own in
// the data folder, and everything that can fail is done to that copy: it is
// brought forward and checked, and what goes with it is laid out. The last step
// gives it the database's name. A crash before it leaves the database that was
// there, and one after it the restored one; the next try begins anew.
type restoring struct {
	c    *local.Call
	file string // the backup
	work string // the folder of the copy
	copy string

	rows   local.Rows
	kept   []store.KeptFile
	report restored
}

// restored is what the operator is told.
type restored struct {
	until    time.Time // when the newest entry of the audit was written
	aside    []string  // what the database that was there is called now
	putBack  []string  // files that were missing
	newMedia bool      // the movies' folder was missing

	subtitles, covers comeBack
	survey
}

// Run puts a backup in the place of the database.
func Run(ctx context.Context, c *local.Call) error {
	if len(c.Words) != 1 {
		return local.Usage(problem.New("请写明要恢复哪个备份文件", "the backup to restore is missing"))
	}
	if c.Settings.OnServer() {
		return problem.New("恢复数据库：请用 pg_restore", "restore the database: use pg_restore")
	}
	r := &restoring{c: c, file: c.Words[0], work: filepath.Join(c.Settings.Data, ".restore")}
	r.copy = filepath.Join(r.work, "youku.db")
	if info, err := os.Stat(r.file); err != nil || !info.Mode().IsRegular() {
		if err == nil {
			err = problem.New("它不是文件", "it is no file")
		}
		return problem.New("读取备份 %s：%s", "read the backup %s: %s", r.file, err)
	}
	if inside, err := sameFile(filepath.Dir(r.file), r.work); err != nil || inside {
		if err == nil {
			err = problem.New("恢复时会清空 %s：请先把备份移到别处", "restoring clears %s: move the backup to another place first", r.work)
		}
		return err
	}
	if err := c.Settings.MakeData(); err != nil {
		return err
	}
	unlock, err := notServed(c)
	if err != nil {
		return err
	}
	defer unlock()
	defer os.RemoveAll(r.work)
	if err := r.run(ctx); err != nil {
		return err
	}
	r.say()
	return nil
}

// notServed keeps servers out, and refuses while anybody has the database open.
func notServed(c *local.Call) (unlock func(), err error) {
	unlock, err = local.LockData(c.Settings.Lock())
	if err != nil {
		return nil, problem.New("%s：请先停止它，再恢复备份", "%s: stop it first, then restore", err)
	}
	used, err := c.Engines.InUse(c.Settings.Database())
	if err == nil && used {
		err = problem.New("另一个程序正打开着数据库 %s（例如 youku check）：请等它结束", "another program has the database %s open (youku check, perhaps): wait until it has ended", c.Settings.Database())
	}
	if err != nil {
		unlock()
		return nil, err
	}
	return unlock, nil
}

// run does one step after the other; the last one counts.
func (r *restoring) run(ctx context.Context) error {
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{
		{"copy", r.copyFiles}, {"open", r.open}, {"check", r.check}, {"survey", r.survey},
		{"close", r.close}, {"files", r.putBackFiles}, {"switch", r.switchOver},
	} {
		if err := step.do(ctx); err != nil {
			if r.rows != nil {
				r.rows.Close()
			}
			return err
		}
		r.c.At(step.name)
	}
	return nil
}

// copyFiles copies the backup, and a log beside it: what was saved by hand may
// need it. If the log is another's, opening the copy finds that out.
func (r *restoring) copyFiles(context.Context) error {
	if err := os.RemoveAll(r.work); err != nil {
		return problem.New("清理 %s：%s", "clear %s: %s", r.work, err)
	}
	if same, err := sameFile(r.file, r.c.Settings.Database()); err != nil {
		return err
	} else if same {
		return problem.New("%s 就是片库现在的数据库", "%s is the library's database itself", r.file)
	}
	if err := owner.MkdirAll(r.work, 0o700); err != nil {
		return problem.New("建立 %s：%s", "make %s: %s", r.work, err)
	}
	for _, ending := range []string{"", "-wal"} {
		err := copyFile(r.file+ending, r.copy+ending)
		if errors.Is(err, fs.ErrNotExist) && ending != "" {
			continue
		}
		if err != nil {
			return problem.New("把备份 %s 复制到 %s：%s", "copy the backup %s to %s: %s", r.file, r.work, err)
		}
	}
	return nil
}

// open refuses another library's backup, and brings the copy forward.
func (r *restoring) open(ctx context.Context) error {
	from, err := r.c.Engines.LibraryID(ctx, r.copy)
	if err != nil {
		return r.unusable(err)
	}
	here, err := r.libraryHere(ctx)
	if err != nil {
		return err
	}
	if from != "" && here != "" && from != here {
		return problem.New("备份 %s 属于另一个片库，%s 里已有别的片库：请用 --data 指明它自己的目录，或一个空目录",
			"the backup %s is of another library than the one in %s: name its own folder with --data, or an empty one", r.file, r.c.Settings.Data)
	}
	if r.rows, err = r.c.Engines.Rows(ctx, r.copy); err != nil {
		return r.unusable(err)
	}
	if from == "" && here != "" { // made before libraries had an ID
		return r.rows.SetLibraryID(ctx, here)
	}
	return nil
}

// libraryHere is the ID of the library in the folder. A database that can't be
// read, which is why there is a restore, has none.
func (r *restoring) libraryHere(ctx context.Context) (string, error) {
	if info, err := os.Stat(r.c.Settings.Database()); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return "", nil
	}
	if err := r.c.OwnLog(); err != nil {
		return "", err
	}
	id, err := r.c.Engines.LibraryID(ctx, r.c.Settings.Database())
	switch {
	case errors.Is(err, store.ErrRowsDamaged), errors.Is(err, store.ErrRowsForeign):
		return "", nil
	case err != nil:
		return "", problem.Opening(local.SayDatabase, r.c.Settings.Database(), err)
	}
	return id, nil
}

func (r *restoring) unusable(err error) error {
	switch {
	case errors.Is(err, store.ErrRowsDamaged):
		return problem.New("备份 %s 已损坏，或者根本不是数据库：请换一份备份，原来的数据没有动过",
			"the backup %s is damaged, or no database at all: take another one; nothing was changed", r.file)
	case errors.Is(err, store.ErrRowsForeign):
		return problem.New("%s 是别的程序的数据库：请换一份备份，原来的数据没有动过",
			"%s is a database of another program: take another file; nothing was changed", r.file)
	case errors.Is(err, store.ErrRowsNewer):
		return problem.New("备份 %s 是更新版本的 youku 写的：请用那个版本来恢复", "a newer youku wrote the backup %s: restore it with that one", r.file)
	}
	return problem.Opening(sayBackup, r.file, err)
}

// check proves what the rows promise before they count.
func (r *restoring) check(ctx context.Context) error {
	faults, err := store.Verify(ctx, r.rows)
	if err != nil {
		return r.unusable(err)
	}
	for _, fault := range faults {
		fmt.Fprintln(r.c.Stdout, store.Clean(fault))
	}
	if len(faults) > 0 {
		return problem.New("备份 %s 有 %d 个问题：请换一份备份，原来的数据没有动过", "the backup %s has %d faults: take another one; nothing was changed", r.file, len(faults))
	}
	lines, err := store.OpenReadOnly(r.rows).Audit(ctx, local.Operator, 1)
	if err == nil && len(lines) > 0 {
		r.report.until = lines[0].At
	}
	return err
}

// close ends the copy, which has no log then and is durable.
func (r *restoring) close(ctx context.Context) (err error) {
	if r.kept, err = r.rows.KeptFiles(ctx); err != nil {
		return err
	}
	if err := r.rows.DropKeptFiles(ctx); err != nil { // also what was not read of a file that is no backup
		return err
	}
	err = r.rows.Close()
	r.rows = nil
	if err != nil {
		return err
	}
	if info, err := os.Stat(r.copy + "-wal"); err == nil && info.Size() > 0 {
		return problem.New("另一个程序打开了 %s：请先关掉那个程序", "another program has opened %s: end that one first", r.copy)
	}
	f, err := os.Open(r.copy)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close(), local.SyncDir(r.work))
}

func (r *restoring) putBackFiles(context.Context) (err error) {
	r.report.putBack, err = putBack(r.c.Settings, r.kept, r.work)
	return err
}

func (r *restoring) switchOver(context.Context) (err error) {
	r.report.aside, err = replaceDatabase(r.copy, r.c.Settings.Database(), r.c.At)
	if err != nil {
		return problem.New("换上恢复的数据库 %s：%s", "put the restored database at %s: %s", r.c.Settings.Database(), err)
	}
	return nil
}

func sameFile(a, b string) (bool, error) {
	one, err := os.Stat(a)
	if err != nil {
		return false, err
	}
	two, err := os.Stat(b)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && os.SameFile(one, two), err
}

func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := owner.Open(to, os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

var sayBackup = words.Say("备份", "the backup")
