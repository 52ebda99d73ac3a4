package wire

import (
	"io"
	"net"
	"testing"
	"time"
)

// TestConn_Greeting: what is not SSH is cut at its first byte that shows it.
func TestConn_Greeting(t *testing.T) {
	for sent, want := range map[string]string{
		"SSH-2.0-x\r\n":                "SSH-2.0-x\r\n",
		"SSH-":                         "SSH-",
		"SS":                           "SS",
		"":                             "",
		"GET / HTTP/1.1\r\n":           "refused",
		"\x16\x03\x01":                 "refused",
		"PROXY TCP4 192.0.2.1\r\nSSH-": "refused",
		"\r\nSSH-2.0-x\r\n":            "refused",
		"SSX":                          "refused",
	} {
		for _, one := range []bool{false, true} {
			ours, theirs := net.Pipe()
			go func() {
				rest := sent
				for len(rest) > 0 && one {
					_, _ = theirs.Write([]byte(rest[:1]))
					rest = rest[1:]
				}
				_, _ = theirs.Write([]byte(rest))
				_ = theirs.Close()
			}()
			got, err := io.ReadAll(NewConn(ours, &net.TCPAddr{}, &net.TCPAddr{}, 30*time.Second))
			switch {
			case want == "refused" && err != ErrNotSSH:
				t.Errorf("%q: %q, %v", sent, got, err)
			case want != "refused" && (err != nil || string(got) != want):
				t.Errorf("%q came as %q, %v", want, got, err)
			}
			_ = ours.Close()
		}
	}
}
