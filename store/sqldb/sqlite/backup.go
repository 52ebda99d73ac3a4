package sqlite

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"

	"youku.example/keys/owner"
	"youku.example/store"
	"youku.example/store/sqldb/sqlite/dbfile"
)

// Backup writes a copy of the database to a file that must not exist, while
// everything goes on; the kept files become rows of it, and so does what content,
// which may be nil, gives of each of the copy's subtitles and covers: nil where
// there is none. The file appears whole and checked, or not at all, and only its owner may
// read it.
func (db *DB) Backup(ctx context.Context, file string, kept []store.KeptFile, content func(store.SmallFile) ([]byte, error)) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("back up to %s: %w", file, err)
		}
	}()
	if _, err := os.Lstat(file); !errors.Is(err, os.ErrNotExist) {
		if err == nil {
			err = os.ErrExist
		}
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(file), ".backup-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "copy")
	if err := os.WriteFile(part, nil, 0o600); err != nil {
		return err
	}
	if err := db.give(part, filepath.Dir(file)); err != nil {
		return err
	}
	if err := copyInto(ctx, db.path, part); err != nil {
		return err
	}
	if err := finishBackup(ctx, part, kept, content); err != nil {
		return err
	}
	if err := quickCheck(ctx, part); err != nil {
		return err
	}
	if err := dbfile.Sync(part); err != nil {
		return err
	}
	if err := place(part, file, os.Link); err != nil {
		return err
	}
	return dbfile.Sync(filepath.Dir(file))
}

// give makes a copy that root writes into a folder of the database's owner
// theirs. In any other folder it stays root's, since everything is in it.
func (db *DB) give(part, folder string) error {
	ours, err := os.Stat(db.path)
	if err != nil {
		return err
	}
	theirs, err := os.Stat(folder)
	if err != nil || !owner.Same(ours, theirs) {
		return err
	}
	f, err := os.Open(part)
	if err != nil {
		return err
	}
	return errors.Join(owner.Give(f, ours), f.Close())
}

// place gives the finished copy its name. A link never replaces what is there,
// unlike Rename; but the disks that backups are carried away on (FAT) have none.
func place(part, file string, link func(from, to string) error) error {
	err := link(part, file)
	if err == nil || errors.Is(err, os.ErrExist) {
		return err
	}
	if _, err := os.Lstat(file); !errors.Is(err, os.ErrNotExist) {
		return os.ErrExist
	}
	return os.Rename(part, file)
}

// copyInto copies one snapshot, on a connection of its own: a query_only one
// may not write anything anywhere.
func copyInto(ctx context.Context, path, part string) error {
	c, err := pool(dsn(path, url.Values{"mode": {"ro"}, "_pragma": {"busy_timeout(5000)"}}), 1)
	if err != nil {
		return err
	}
	defer c.Close()
	_, err = c.ExecContext(ctx, "VACUUM INTO ?", part)
	return err
}

func quickCheck(ctx context.Context, path string) error {
	c, err := pool(dsn(path, url.Values{"mode": {"ro"}, "immutable": {"1"}}), 1)
	if err != nil {
		return err
	}
	defer c.Close()
	var said string
	if err := c.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return err
	}
	if said != "ok" {
		return errors.New("the copy is damaged: " + said)
	}
	return nil
}
