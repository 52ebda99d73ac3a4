package postgres

import (
	"net"
	"time"
)

// A server whose machine or network is gone says nothing any more. Its connections end
// after silence, whatever is asked on them: a question has no bound of its own.
const (
	silence    = 20 * time.Second
	probeEvery = 5 * time.Second
)

// dialer opens connections that are found dead.
func dialer(timeout time.Duration) *net.Dialer {
	return &net.Dialer{
		Timeout:         timeout,
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: probeEvery, Interval: probeEvery, Count: int(silence/probeEvery) - 1},
		Control:         endSilent,
	}
}
