package disk

import (
	"os"

	"golang.org/x/sys/unix"
)

// clone makes dst share the bytes of src, where the file system can (a reflink):
// what is written to one of them later changes only that one.
func clone(dst, src *os.File) error { return unix.IoctlFileClone(int(dst.Fd()), int(src.Fd())) }
