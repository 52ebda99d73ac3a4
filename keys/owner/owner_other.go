//go:build !unix

package owner

import (
	"io/fs"
	"os"
)

// Give does nothing: this system has no owners of the kind.
func Give(*os.File, fs.FileInfo) error { return nil }

// GiveNew does nothing: this system has no owners of the kind.
func GiveNew(*os.File) error { return nil }

// Same reports true: this system has no owners of the kind.
func Same(_, _ fs.FileInfo) bool { return true }
