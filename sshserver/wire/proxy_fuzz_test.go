package wire

import (
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"
)

// wired is a connection that brings bytes and then ends.
type wired struct {
	net.Conn
	*bytes.Reader
}

func (w wired) Read(p []byte) (int, error)      { return w.Reader.Read(p) }
func (w wired) SetReadDeadline(time.Time) error { return nil }
func (w wired) RemoteAddr() net.Addr            { return &net.TCPAddr{IP: net.IPv4(10, 0, 0, 1), Port: 9} }
func (w wired) LocalAddr() net.Addr             { return &net.TCPAddr{IP: net.IPv4(10, 0, 0, 2), Port: 22} }

// FuzzProxied: whatever a proxy sends, a connection has an address that counts
// in the limits, or there is none; and not a byte after the header is lost.
func FuzzProxied(f *testing.F) {
	v2 := "\r\n\r\n\x00\r\nQUIT\n\x21\x11\x00\x0c\xc6\x33\x64\x07\x7f\x00\x00\x01\x10\x00\x08\xae"
	for _, s := range []string{
		"PROXY TCP4 198.51.100.7 127.0.0.1 4000 2222\r\n", "PROXY TCP6 2001:db8::1 ::1 1 2\r\n", "PROXY UNKNOWN\r\n", "PROXY TCP4 a b c d\r\n",
		v2, v2[:20], withTLVs(v2, 5000), withTLVs(v2, 5000)[:4000], strings.Replace(v2, "\x21", "\x20", 1), "SSH-2.0-x\r\n", "", "PROXY " + strings.Repeat("A", 300),
	} {
		f.Add([]byte(s), "SSH-2.0-test\r\n")
	}
	f.Fuzz(func(t *testing.T, head []byte, tail string) {
		c, err := proxied(wired{Reader: bytes.NewReader(append(bytes.Clone(head), tail...))}, 30*time.Second)
		if err != nil {
			if c != nil {
				t.Fatal("a connection with an error")
			}
			return
		}
		if !c.Addr.IsValid() || c.Addr.Is4In6() {
			t.Fatalf("it comes from %v", c.Addr)
		}
		rest, err := io.ReadAll(c.Conn)
		if whole := string(head) + tail; err != nil || !strings.HasSuffix(whole, string(rest)) || len(rest) == len(whole) {
			t.Fatalf("after the header of %q came %q, %v", whole, rest, err)
		}
	})
}

// FuzzParseProxies: what is trusted is a list of plain networks, which read the
// same when they are written down.
func FuzzParseProxies(f *testing.F) {
	for _, s := range []string{"10.0.0.0/8", "2001:db8::1", "::ffff:10.0.0.1", "10.0.0.1/33", "fe80::1%eth0", "0.0.0.0/0", "10.1.2.3/8"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		list, err := ParseProxies([]string{text})
		if err != nil {
			return
		}
		if len(list) != 1 || !list[0].IsValid() || list[0] != list[0].Masked() || list[0].Addr().Is4In6() || list[0].Addr().Zone() != "" {
			t.Fatalf("%q is %v", text, list)
		}
		if again, err := ParseProxies([]string{list[0].String()}); err != nil || again[0] != list[0] {
			t.Fatalf("%v reads as %v, %v", list[0], again, err)
		}
		if a, err := netip.ParseAddr(text); err == nil && !list[0].Contains(a.Unmap()) {
			t.Fatalf("%v does not hold %v", list[0], a)
		}
	})
}

// withTLVs is a header of version 2 with so many bytes behind its addresses.
func withTLVs(header string, n int) string {
	length := binary.BigEndian.Uint16([]byte(header[14:])) + uint16(n)
	return header[:14] + string(binary.BigEndian.AppendUint16(nil, length)) + header[16:] + strings.Repeat("\xee", n)
}
