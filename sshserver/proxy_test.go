package sshserver

import (
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/pires/go-proxyproto"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/sshserver/limit"
	"youku.example/sshserver/wire"
	"youku.example/store"
)

var everyLoopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}

// header is a PROXY header as a proxy sends it.
func header(t *testing.T, version byte, from string) string {
	t.Helper()
	source, err := net.ResolveTCPAddr("tcp", from)
	if err != nil {
		t.Fatal(err)
	}
	to := &net.TCPAddr{IP: net.ParseIP("203.0.113.80"), Port: 22}
	if source.IP.To4() == nil {
		to.IP = net.ParseIP("2001:db8::80")
	}
	b, err := proxyproto.HeaderProxyFromAddrs(version, source, to).Format()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// withTLVs is a header of version 2 with so many bytes behind its addresses.
func withTLVs(header string, n int) string {
	length := binary.BigEndian.Uint16([]byte(header[14:])) + uint16(n)
	return header[:14] + string(binary.BigEndian.AppendUint16(nil, length)) + header[16:] + strings.Repeat("\xee", n)
}

// through logs in behind a header and answers who the server takes it for.
func (h *testServer) through(header string, c *gossh.ClientConfig) (store.Actor, error) {
	h.t.Helper()
	nc, err := net.Dial("tcp", h.addr)
	if err != nil {
		h.t.Fatal(err)
	}
	defer nc.Close()
	_ = nc.SetDeadline(time.Now().Add(10 * time.Second))
	if _, err := io.WriteString(nc, header); err != nil {
		return store.Actor{}, err
	}
	sc, chans, reqs, err := gossh.NewClientConn(nc, h.addr, c)
	if err != nil {
		return store.Actor{}, err
	}
	client := gossh.NewClient(sc, chans, reqs)
	defer client.Close()
	if out, err := runLine(client, "whoami --json"); err != nil {
		return store.Actor{}, &failedRun{err, out}
	}
	return h.shop.lastActor(), nil
}

func TestProxy(t *testing.T) {
	h := newTestServer(t, Config{Proxies: everyLoopback})
	h.user("alice", "correct horse", nil)
	guest := h.client("guest")

	t.Run("AddressInside", func(t *testing.T) {
		for name, c := range map[string]struct{ header, want string }{
			"V1":        {header(t, 1, "198.51.100.7:4000"), "198.51.100.7"},
			"V2":        {header(t, 2, "198.51.100.7:4000"), "198.51.100.7"},
			"V1IPv6":    {header(t, 1, "[2001:db8::7]:4000"), "2001:db8::7"},
			"V2IPv6":    {header(t, 2, "[2001:db8::7]:4000"), "2001:db8::7"},
			"V2TLVs":    {withTLVs(header(t, 2, "198.51.100.7:4000"), 5000), "198.51.100.7"},
			"V2Longest": {withTLVs(header(t, 2, "[2001:db8::7]:4000"), 1<<16-1-36), "2001:db8::7"},
			"LocalTLVs": {withTLVs("\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00", 1<<16-1), "127.0.0.1"},
			"Local":     {"\r\n\r\n\x00\r\nQUIT\n\x20\x00\x00\x00", "127.0.0.1"},
			"V1None":    {"PROXY UNKNOWN\r\n", "127.0.0.1"},
		} {
			if a, err := h.through(c.header, guest); err != nil || a.Addr != c.want {
				t.Errorf("%s: comes from %q, %v; want %q", name, a.Addr, err, c.want)
			}
		}
	})
	t.Run("Refused", func(t *testing.T) {
		for name, sent := range map[string]string{
			"NoHeader":   "",
			"Twice":      header(t, 1, "198.51.100.7:4000") + header(t, 1, "198.51.100.8:4000"),
			"Garbage":    "PROXY TCP4 nonsense\r\n",
			"TooLong":    "PROXY " + strings.Repeat("x", 4096),
			"UDP":        "\r\n\r\n\x00\r\nQUIT\n\x21\x12\x00\x0c\xc0\x00\x02\x01\xc0\x00\x02\x02\x00\x01\x00\x02",
			"Unix":       "\r\n\r\n\x00\r\nQUIT\n\x21\x31\x00\xd8" + strings.Repeat("\x00", 216),
			"WrongCount": "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x02\x00\x00",
		} {
			if a, err := h.through(sent, guest); err == nil {
				t.Errorf("%s: let in as %+v", name, a)
			}
		}
	})
	t.Run("BannedInside", func(t *testing.T) {
		wrong := h.client("alice", gossh.Password("battery staple"))
		for range 4 {
			_, _ = h.through(header(t, 2, "198.51.100.9:1"), wrong)
		}
		right := h.client("alice", gossh.Password("correct horse"))
		if _, err := h.through(header(t, 2, "198.51.100.9:1"), right); err == nil {
			t.Error("the address inside is not banned")
		}
		if a, err := h.through(header(t, 2, "198.51.100.10:1"), right); err != nil || a.Name != "alice" {
			t.Errorf("another address behind the proxy: %+v, %v", a, err)
		}
		b := h.server.logins.Bans()
		if list := b.List(); len(list) != 1 || list[0].Source.Addr().String() != "198.51.100.9" {
			t.Errorf("bans: %v", list)
		}
	})
	t.Run("ChecksCostNothing", func(t *testing.T) {
		for range 30 {
			nc, err := net.Dial("tcp", h.addr)
			if err != nil {
				t.Fatal(err)
			}
			_, _ = io.WriteString(nc, "PROXY UNKNOWN\r\n")
			_, _ = nc.Read(make([]byte, 4))
			_ = nc.Close()
		}
		eventually(t, 5*time.Second, "they are over", func() bool { return len(h.server.connections.All()) == 0 })
		if left := h.server.logins.Noise.Left(limit.SourceOf(wire.AddrOf(loopback))); left != 0 {
			t.Errorf("the proxy is held back for %v", left)
		}
	})
}

// TestProxy_Untrusted: anyone who is no proxy of ours can't say who they are.
func TestProxy_Untrusted(t *testing.T) {
	for name, proxies := range map[string][]netip.Prefix{"None": nil, "Others": {netip.MustParsePrefix("192.0.2.0/24")}} {
		h := newTestServer(t, Config{Proxies: proxies})
		for version := range byte(2) {
			if a, err := h.through(header(t, version+1, "198.51.100.7:4000"), h.client("guest")); err == nil {
				t.Errorf("%s: a header of version %d was taken: %+v", name, version+1, a)
			}
		}
		if a, err := h.through("", h.client("guest")); err != nil || a.Addr != "127.0.0.1" {
			t.Errorf("%s: without a header: %+v, %v", name, a, err)
		}
		if !strings.Contains(h.log.text(), wire.ErrNotSSH.Error()) {
			t.Errorf("%s: the log does not tell: %s", name, h.log.text())
		}
	}
}

// TestProxy_Slow: a header that does not come ends with the grace, and holds
// no one up meanwhile.
func TestProxy_Slow(t *testing.T) {
	h := newTestServer(t, Config{Proxies: everyLoopback, Limits: limit.Limits{Grace: 2 * time.Second}})
	var slow []net.Conn
	for _, sent := range []string{"", "P", "PROXY TCP4", "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c"} {
		for range 10 {
			nc, err := net.Dial("tcp", h.addr)
			if err != nil {
				t.Fatal(err)
			}
			defer nc.Close()
			_, _ = io.WriteString(nc, sent)
			slow = append(slow, nc)
		}
	}
	if _, err := h.through(header(t, 1, "198.51.100.7:4000"), h.client("guest")); err != nil {
		t.Errorf("somebody else meanwhile: %v", err)
	}
	for _, nc := range slow {
		_ = nc.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.ReadAll(nc); err != nil && strings.Contains(err.Error(), "timeout") {
			t.Error("open long after the grace")
		}
	}
}
