package operator

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The data folder, as it lies on the disk.
func (s Settings) database() string  { return filepath.Join(s.Data, "youku.db") }
func (s Settings) movies() string    { return filepath.Join(s.Data, "media") }
func (s Settings) adminKeys() string { return filepath.Join(s.Data, "admin_keys") }
func (s Settings) lock() string      { return filepath.Join(s.Data, "lock") }

// makeData creates the data folder, readable by its owner alone.
func (s Settings) makeData() error {
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// openRows opens the database; with mustExist, a folder without one is an
// error instead of a new library.
func (c *call) openRows(ctx context.Context, mustExist bool) (Rows, error) {
	if mustExist {
		if _, err := os.Stat(c.settings.database()); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no library in %s yet: start youku serve first, or name the folder with --data", c.settings.Data)
		}
	}
	return c.Engines.Rows(ctx, c.settings.database())
}
