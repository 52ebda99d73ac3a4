package sftp

import (
	"errors"
	"io"
)

// The codes of a status.
const (
	fxOK          = 0
	fxEOF         = 1
	fxNoSuchFile  = 2
	fxDenied      = 3
	fxFailure     = 4
	fxBadMessage  = 5
	fxUnsupported = 8
)

// statusWords is all that a client reads of an inner error.
var statusWords = map[uint32]string{
	fxOK:          "Success",
	fxEOF:         "End of file",
	fxNoSuchFile:  "No such file",
	fxDenied:      "Permission denied",
	fxFailure:     "Failure",
	fxBadMessage:  "Bad message",
	fxUnsupported: "Operation unsupported",
}

// statusOf finds the code of an error, and whether the code says it all.
func statusOf(err error) (code uint32, known bool) {
	switch {
	case err == nil:
		return fxOK, true
	case errors.Is(err, io.EOF):
		return fxEOF, true
	case errors.Is(err, ErrDenied): // before the next: what is denied may be known not to be there too
		return fxDenied, true
	case errors.Is(err, ErrNoSuchFile):
		return fxNoSuchFile, true
	case errors.Is(err, errMessage):
		return fxBadMessage, true
	case errors.Is(err, ErrUnsupported):
		return fxUnsupported, true
	}
	return fxFailure, errors.Is(err, ErrFailure)
}

// Words returns what a client may read of an error: the sentence of a
// ClientError, else the fixed words of its kind.
func Words(err error) string {
	var told ClientError
	if errors.As(err, &told) {
		return told.ClientText()
	}
	code, _ := statusOf(err)
	return statusWords[code]
}

// Inner reports whether an error is one for the log: neither told nor one of the
// kinds that clients know.
func Inner(err error) bool {
	var told ClientError
	_, known := statusOf(err)
	return !known && !errors.As(err, &told)
}
