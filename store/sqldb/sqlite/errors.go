package sqlite

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"youku.example/store"
)

// isTaken reports whether an error of the driver says that a row with the same unique
// key is there.
func isTaken(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code() {
	case lib.SQLITE_CONSTRAINT_UNIQUE, lib.SQLITE_CONSTRAINT_PRIMARYKEY, lib.SQLITE_CONSTRAINT_ROWID:
		return true
	}
	return false
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

// isFull reports whether an error of the driver says that the disk is full.
func isFull(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_FULL
}
