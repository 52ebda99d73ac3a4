package postgres

import (
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// endSilent ends a connection of which nothing that was sent is confirmed. The system
// would send it anew for a quarter of an hour.
func endSilent(network, _ string, c syscall.RawConn) (err error) {
	if !strings.HasPrefix(network, "tcp") {
		return nil
	}
	controlled := c.Control(func(fd uintptr) {
		err = unix.SetsockoptInt(int(fd), unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(silence.Milliseconds()))
	})
	if err == nil {
		err = controlled
	}
	return err
}
