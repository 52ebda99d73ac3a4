package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// LibraryID returns which library the database at that path is of, without
// bringing it forward. It is "" for one that was written before libraries had
// an ID, and in no other case: a file that is no database of this program, or
// is damaged, is an error.
func LibraryID(ctx context.Context, path string) (id string, err error) {
	db, err := openReadOnly(path)
	if err == nil {
		defer db.Close()
		id, err = libraryID(ctx, db.read)
	}
	if err != nil {
		return "", fmt.Errorf("open the database %s: %w", path, openError(err))
	}
	return id, nil
}

func libraryID(ctx context.Context, db bun.IDB) (id string, err error) {
	var has bool
	err = db.NewRaw("SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'library'").Scan(ctx, &has)
	if err != nil || !has {
		return "", err
	}
	err = db.NewRaw("SELECT id FROM library").Scan(ctx, &id)
	return id, err
}

// LibraryID returns which library this is.
func (db *DB) LibraryID(ctx context.Context) (string, error) { return libraryID(ctx, db.read) }

// SetLibraryID makes the rows those of that library: for a backup from before
// there were IDs.
func (db *DB) SetLibraryID(ctx context.Context, id string) error {
	return db.Update(ctx, func(t store.Tx) error {
		return t.(tx).OneRow(t.(tx).DB.NewRaw("UPDATE library SET id = ?", id).Exec(ctx))
	})
}

// What is read of a file that calls itself a backup.
const (
	maxKeptFiles = 64
	maxKeptFile  = 4 << 20 // bytes
)

// smallName is the name of a file of the media library among the kept ones; no file
// of the data folder is in a folder of it.
func smallName(f store.SmallFile) string {
	if f.Cover {
		return "covers/" + f.Key
	}
	return "subtitles/" + f.Key
}

// KeptFiles returns the files of the data folder that a backup took along, by
// name. Only a backup has any.
func (db *DB) KeptFiles(ctx context.Context) (files []store.KeptFile, err error) {
	found, err := db.read.QueryContext(ctx,
		"SELECT name, mode, content FROM kept_files WHERE instr(name, '/') = 0 AND length(content) <= ? ORDER BY name LIMIT ?", maxKeptFile, maxKeptFiles)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	for found.Next() {
		var f store.KeptFile
		var mode uint32
		if err := found.Scan(&f.Name, &mode, &f.Content); err != nil {
			return nil, err
		}
		f.Mode = fs.FileMode(mode).Perm()
		files = append(files, f)
	}
	return files, found.Err()
}

// KeptSmallFile returns the content of a file that a backup took along, nil if it
// took none of that size along.
func (db *DB) KeptSmallFile(ctx context.Context, f store.SmallFile) (content []byte, err error) {
	err = db.read.QueryRowContext(ctx,
		"SELECT content FROM kept_files WHERE name = ? AND length(content) = ?", smallName(f), f.Size).Scan(&content)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	return content, err
}

// DropKeptFiles removes these rows, and their bytes from the file.
func (db *DB) DropKeptFiles(ctx context.Context) error {
	return db.Update(ctx, func(t store.Tx) error {
		r := t.(tx).rows
		var was int // answers what it is then
		if err := r.DB.NewRaw("PRAGMA secure_delete = 1").Scan(ctx, &was); err != nil {
			return err
		}
		_, err := r.DB.NewRaw("DELETE FROM kept_files").Exec(ctx)
		return errors.Join(err, r.DB.NewRaw("PRAGMA secure_delete = 0").Scan(ctx, &was))
	})
}

// finishBackup makes a copy of the rows a backup: with the files that it takes
// along, and with a stamp that fits no log there ever was.
func finishBackup(ctx context.Context, part string, kept []store.KeptFile, content func(store.SmallFile) ([]byte, error)) error {
	c, err := pool(dsn(part, writePragmasOfCopy), 1)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.RunInTx(ctx, nil, func(ctx context.Context, t bun.Tx) error {
		if _, err := t.ExecContext(ctx, "DELETE FROM kept_files"); err != nil {
			return err
		}
		for _, f := range kept {
			if err := addKept(ctx, t.Tx, f); err != nil {
				return fmt.Errorf("take %s along: %w", f.Name, err)
			}
		}
		if err := keepSmallFiles(ctx, t, content); err != nil {
			return err
		}
		return renewStamp(ctx, t.Tx)
	})
}

// keepSmallFiles takes the subtitles and covers along that the copy has rows of.
func keepSmallFiles(ctx context.Context, t bun.Tx, content func(store.SmallFile) ([]byte, error)) error {
	if content == nil {
		return nil
	}
	for after := int64(0); ; {
		batch, err := over(t).SubtitlesFrom(ctx, after, 100)
		if err != nil {
			return err
		}
		for _, s := range batch {
			after = s.ID
			if err := keepSmallFile(ctx, t.Tx, s.SmallFile(), content); err != nil {
				return err
			}
		}
		if len(batch) == 0 {
			break
		}
	}
	for after := int64(0); ; {
		batch, _, err := over(t).Covers(ctx, after, 100)
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, c := range batch {
			after = c.ID
			if err := keepSmallFile(ctx, t.Tx, c.SmallFile(), content); err != nil {
				return err
			}
		}
	}
}

func keepSmallFile(ctx context.Context, t *sql.Tx, f store.SmallFile, content func(store.SmallFile) ([]byte, error)) error {
	p, err := content(f)
	if err == nil && p != nil {
		err = addKept(ctx, t, store.KeptFile{Name: smallName(f), Mode: 0o600, Content: p})
	}
	if err != nil {
		return fmt.Errorf("take %s along: %w", smallName(f), err)
	}
	return nil
}

func addKept(ctx context.Context, t *sql.Tx, f store.KeptFile) error {
	_, err := t.ExecContext(ctx, "INSERT INTO kept_files (name, mode, content) VALUES (?, ?, ?)", f.Name, int64(f.Mode.Perm()), f.Content)
	return err
}
