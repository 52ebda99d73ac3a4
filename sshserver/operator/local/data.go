package local

import (
	"context"
	"fmt"
	"strings"

	"youku.example/sshserver/operator/problem"
	"youku.example/sshserver/operator/setting"
	"youku.example/tui/words"
)

// NoLibrary says that the data folder has none.
func NoLibrary(s setting.Settings) error {
	return problem.New("%s 里还没有片库：先运行 youku serve，或用 --data 指明目录", "there is no library in %s yet: start youku serve first, or name the folder with --data", s.Data)
}

var sayForeignLog = words.Say("%s 旁边的日志不属于这个数据库（多半是放回备份时留下的），没有使用，已改名为 %s。\n",
	"The log beside %s is not this database's (as after a copy was put in its place): nothing of it was used, and it is now called %s.\n")

// OwnLog sets a log aside that is not the database's own, and says so. It is
// called before each opening.
func (c *Call) OwnLog() error {
	if c.Settings.OnServer() {
		return nil
	}
	aside, err := c.Engines.OwnLog(c.Settings.Database())
	if err != nil {
		return problem.Opening(SayDatabase, c.Settings.Database(), err)
	}
	if len(aside) > 0 {
		fmt.Fprintf(c.Stderr, sayForeignLog.In(c.Lang), c.Settings.Database(), strings.Join(aside, ", "))
	}
	return nil
}

// ReadRows opens the database to read it, while a process serves or not. A
// folder without a library is an error and not a new library.
func (c *Call) ReadRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Reader) }

// WriteRows is ReadRows for a single change.
func (c *Call) WriteRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Writer) }

func (c *Call) openRows(ctx context.Context, open func(ctx context.Context, file string) (Rows, error)) (Rows, error) {
	if c.Settings.NoDatabase() {
		return nil, NoLibrary(c.Settings)
	}
	if err := c.OwnLog(); err != nil {
		return nil, err
	}
	rows, err := open(ctx, c.Settings.Database())
	if err != nil {
		return nil, problem.Opening(SayDatabase, c.Settings.Database(), err)
	}
	return rows, nil
}
