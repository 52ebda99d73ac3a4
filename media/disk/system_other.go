//go:build !unix

package disk

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

const openFlags = 0

// links is how many names the bytes have; one, where it is not known.
func links(fs.FileInfo) uint64 { return 1 }

func isOurs(fs.FileInfo) bool { return false }

func space(string) (free, total uint64, err error) {
	return 0, 0, errors.ErrUnsupported
}

func linkBetween(*os.File, string, *os.File, string) error { return errors.ErrUnsupported }

func changedAt(*os.File) time.Time { return time.Time{} }

func isOtherDisk(error) bool { return false }

func onOneDisk(_, _ fs.FileInfo) bool { return false }
