package operator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"youku.example/keys/owner"
	"youku.example/tui/words"
)

const (
	noLibraryZh = "%s 里还没有片库：先运行 youku serve，或用 --data 指明目录"
	noLibraryEn = "there is no library in %s yet: start youku serve first, or name the folder with --data"
)

// The data folder, as it lies on the disk.
func (s Settings) database() string  { return filepath.Join(s.Data, "youku.db") }
func (s Settings) movies() string    { return filepath.Join(s.Data, "media") }
func (s Settings) adminKeys() string { return filepath.Join(s.Data, "admin_keys") }
func (s Settings) lock() string      { return filepath.Join(s.Data, "lock") }
func (s Settings) demoBegun() string { return filepath.Join(s.Data, "demo.begun") }

// makeData creates the data folder, readable by its owner alone.
func (s Settings) makeData() error {
	if err := owner.MkdirAll(s.Data, 0o700); err != nil {
		return problemf("建立数据目录 %s：%s", "make the data folder %s: %s", s.Data, err)
	}
	return nil
}

var sayForeignLog = words.Say("%s 旁边的日志不属于这个数据库（多半是放回备份时留下的），没有使用，已改名为 %s。\n",
	"The log beside %s is not this database's (as after a copy was put in its place): nothing of it was used, and it is now called %s.\n")

// ownLog sees to it that the log beside the database is its own, and says so
// if it was not. It comes before each opening.
func (c *call) ownLog() error {
	aside, err := c.Engines.OwnLog(c.settings.database())
	if err != nil {
		return opening(sayDatabase, c.settings.database(), err)
	}
	if len(aside) > 0 {
		fmt.Fprintf(c.Stderr, sayForeignLog.In(c.lang), c.settings.database(), strings.Join(aside, ", "))
	}
	return nil
}

// readRows opens the database to look at it, beside the process that serves or
// without one. A folder without a library is an error and not a new library.
func (c *call) readRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Reader) }

// writeRows is readRows for a single change.
func (c *call) writeRows(ctx context.Context) (Rows, error) { return c.openRows(ctx, c.Engines.Writer) }

func (c *call) openRows(ctx context.Context, open func(ctx context.Context, file string) (Rows, error)) (Rows, error) {
	if _, err := os.Stat(c.settings.database()); errors.Is(err, fs.ErrNotExist) {
		return nil, problemf(noLibraryZh, noLibraryEn, c.settings.Data)
	}
	if err := c.ownLog(); err != nil {
		return nil, err
	}
	rows, err := open(ctx, c.settings.database())
	if err != nil {
		return nil, opening(sayDatabase, c.settings.database(), err)
	}
	return rows, nil
}
