package operator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"youku.example/sshserver/operator/problem"
	"youku.example/tui/words"
)

const (
	noLibraryZh = "%s 里还没有片库：先运行 youku serve，或用 --data 指明目录"
	noLibraryEn = "there is no library in %s yet: start youku serve first, or name the folder with --data"
)

var sayForeignLog = words.Say("%s 旁边的日志不属于这个数据库（多半是放回备份时留下的），没有使用，已改名为 %s。\n",
	"The log beside %s is not this database's (as after a copy was put in its place): nothing of it was used, and it is now called %s.\n")

// ownLog sees to it that the log beside the database is its own, and says so
// if it was not. It comes before each opening.
func (c *call) ownLog() error {
	aside, err := c.Engines.OwnLog(c.settings.Database())
	if err != nil {
		return problem.Opening(sayDatabase, c.settings.Database(), err)
	}
	if len(aside) > 0 {
		fmt.Fprintf(c.Stderr, sayForeignLog.In(c.lang), c.settings.Database(), strings.Join(aside, ", "))
	}
	return nil
}

// readRows opens the database to look at it, beside the process that serves or
// without one. A folder without a library is an error and not a new library.
func (c *call) readRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Reader) }

// writeRows is readRows for a single change.
func (c *call) writeRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Writer) }

func (c *call) openRows(ctx context.Context, open func(ctx context.Context, file string) (Rows, error)) (Rows, error) {
	if _, err := os.Stat(c.settings.Database()); errors.Is(err, fs.ErrNotExist) {
		return nil, problem.New(noLibraryZh, noLibraryEn, c.settings.Data)
	}
	if err := c.ownLog(); err != nil {
		return nil, err
	}
	rows, err := open(ctx, c.settings.Database())
	if err != nil {
		return nil, problem.Opening(sayDatabase, c.settings.Database(), err)
	}
	return rows, nil
}
