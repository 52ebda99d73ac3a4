package postgres

import (
	"crypto/tls"
	"crypto/x509"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"youku.example/store"
)

// codeOf is PostgreSQL's code of an error, "" for any other.
func codeOf(err error) string {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// isTaken reports whether an error says that a row with the same unique key is there.
func isTaken(err error) bool { return codeOf(err) == "23505" }

// isConflict reports whether an error says that a transaction met another one, and must
// be run again.
func isConflict(err error) bool {
	switch codeOf(err) {
	case "40001", "40P01": // serialization, deadlock
		return true
	}
	return false
}

// isForgotten reports whether an error says that the server has no such statement, or
// that its table is another one since it was kept.
func isForgotten(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	return e.Code == "26000" || e.Code == "0A000" && strings.Contains(e.Routine, "RevalidateCachedQuery")
}

// refusalError returns the faults that a person can do something about as refusals;
// the engine's own words stay in the chain, for the log.
func refusalError(err error) error {
	if errors.Is(err, store.ErrRowsUnknown) {
		return err
	}
	if isAway(err) {
		return fmt.Errorf("%w: %w", store.ErrRowsAway, err)
	}
	switch codeOf(err) {
	case "53100": // disk full
		return fmt.Errorf("%w: %w", store.ErrRowsFull, err)
	case "53300", "57014", "55P03": // too many connections, too long
		return fmt.Errorf("%w: %w", store.ErrBusy, err)
	case "XX001", "XX002":
		return fmt.Errorf("%w: %w", store.ErrRowsDamaged, err)
	}
	return err
}

// isAway reports whether an error says that the server can't be reached.
func isAway(err error) bool {
	switch code := codeOf(err); {
	case strings.HasPrefix(code, "57P0"), strings.HasPrefix(code, "08"): // it restarts; a pooler has lost it
		return true
	case code == "25P03": // it ended what it thought had stood still for long, as when its clock was set
		return true
	}
	var refused *pgconn.ConnectError
	var broken *net.OpError
	return errors.As(err, &refused) || errors.As(err, &broken) ||
		errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, driver.ErrBadConn) ||
		errors.Is(err, pgconn.ErrConnClosed)
}

// openError turns PostgreSQL's words for what an operator can mend into ours.
func openError(err error) error {
	if why := whyNotOpen(err); why != nil {
		return fmt.Errorf("%w (%w)", why, err)
	}
	return err
}

// noTLS is what pgx says of a server that has no TLS; the error has no type.
const noTLS = "server refused TLS connection"

func whyNotOpen(err error) error {
	switch codeOf(err) {
	case "28P01", "28000":
		return store.ErrRowsLogin
	case "3D000":
		return store.ErrRowsMissing
	case "42501":
		return store.ErrRowsReadOnly
	case "53300", "57P03":
		return store.ErrRowsNoServer
	case "53100":
		return store.ErrRowsFull
	case "XX001", "XX002":
		return store.ErrRowsDamaged
	case "":
	default:
		return nil
	}
	var certificate *tls.CertificateVerificationError
	var name x509.HostnameError
	var record tls.RecordHeaderError
	var away *net.OpError
	var refused *pgconn.ConnectError
	switch {
	case errors.As(err, &certificate), errors.As(err, &name), errors.As(err, &record), strings.Contains(err.Error(), noTLS):
		return store.ErrRowsTLS
	case errors.As(err, &away), errors.As(err, &refused):
		return store.ErrRowsNoServer
	}
	return nil
}
