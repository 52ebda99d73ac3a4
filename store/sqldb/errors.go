package sqldb

import (
	"database/sql"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"youku.example/store"
)

// rowError turns SQLite's errors about a row into those of package store.
func rowError(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return store.NoRow()
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() {
		case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
			return store.Taken()
		}
	}
	return err
}

// refusalError returns the faults that a person can do something about as refusals;
// the engine's own words stay in the chain, for the log.
func refusalError(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_FULL:
			return fmt.Errorf("%w: %w", store.ErrRowsFull, err)
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			return fmt.Errorf("%w: %w", store.ErrBusy, err)
		case lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT:
			return fmt.Errorf("%w: %w", store.ErrRowsDamaged, err)
		}
	}
	return err
}

// openError turns SQLite's words for what an operator can mend into ours.
func openError(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_NOTADB, lib.SQLITE_CORRUPT:
			return fmt.Errorf("%w (%w)", store.ErrRowsDamaged, err)
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			return fmt.Errorf("%w (%w)", store.ErrRowsLocked, err)
		case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN:
			return fmt.Errorf("%w (%w)", store.ErrRowsReadOnly, err)
		case lib.SQLITE_FULL:
			return fmt.Errorf("%w (%w)", store.ErrRowsFull, err)
		}
	}
	return err
}

// oneRow turns the result of a statement into NoRow unless it changed one row.
func oneRow(res sql.Result, err error) error {
	if err != nil {
		return rowError(err)
	}
	n, err := res.RowsAffected()
	if err == nil && n != 1 {
		err = store.NoRow()
	}
	return err
}

// isFull reports whether an error of the driver says that the disk is full.
func isFull(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_FULL
}
