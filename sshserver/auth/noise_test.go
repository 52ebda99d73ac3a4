package auth

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/wire"
)

func TestPriceOf(t *testing.T) {
	for _, c := range []struct {
		name string
		err  error
		late bool
		want time.Duration
	}{
		{"Left", io.EOF, false, leftUnproven},
		{"LeftAtThePrompt", &gossh.ServerAuthError{Errors: []error{errNoNone}}, false, leftUnproven},
		{"Reset", &net.OpError{Op: "read", Err: os.NewSyscallError("read", syscall.ECONNRESET)}, false, leftUnproven},
		{"Grace", &net.OpError{Op: "read", Err: os.ErrDeadlineExceeded}, false, slowToLogIn},
		{"LeftLate", io.EOF, true, slowToLogIn},
		{"NoSSH", wire.ErrNotSSH, false, spokeNoSSH},
		{"NothingInCommon", fmt.Errorf("ssh: %w", &gossh.AlgorithmNegotiationError{}), false, spokeNoSSH},
		{"BrokenKeyExchange", errors.New("ssh: unexpected message type 99"), false, spokeNoSSH},
	} {
		if got := priceOf(c.err, c.late); got != c.want {
			t.Errorf("%s costs %v, want %v", c.name, got, c.want)
		}
	}
}

// TestNoise_OncePerSecond: what connects and leaves now and then is never held back.
func TestNoise_OncePerSecond(t *testing.T) {
	p := newPenalties(func(netip.Prefix, int) {})
	synctest.Test(t, func(t *testing.T) {
		for range 1000 {
			if p.Add(here, leftUnproven); p.Left(here) != 0 {
				t.Fatal("a check every second is held back")
			}
			time.Sleep(time.Second)
		}
	})
}
