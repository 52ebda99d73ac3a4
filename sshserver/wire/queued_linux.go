package wire

import "golang.org/x/sys/unix"

// queuedOf returns how many bytes of a socket were sent or are to be, and not
// acknowledged.
func queuedOf(fd uintptr) int {
	n, err := unix.IoctlGetInt(int(fd), unix.SIOCOUTQ)
	if err != nil {
		return 0
	}
	return n
}
