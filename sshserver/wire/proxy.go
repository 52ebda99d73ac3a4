package wire

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"

	"github.com/pires/go-proxyproto"
)

// Accept wraps a new connection: its client is its peer, or the address that
// one of proxies, which the operator trusts, names in its PROXY header. No other
// peer's header is read: it is no SSH, and ends the connection. grace is how
// long a header, and a login, may take.
func Accept(nc net.Conn, proxies []netip.Prefix, grace time.Duration) (*Conn, error) {
	peer := AddrOf(nc.RemoteAddr())
	for _, p := range proxies {
		if p.Contains(peer) {
			return proxied(nc, grace)
		}
	}
	return NewConn(nc, nc.RemoteAddr(), nc.LocalAddr(), grace), nil
}

var errNotTCP = errors.New("the PROXY header names no TCP address")

// proxied takes a connection from a trusted proxy, which must send its header,
// and at once. The address in it counts in every limit and stands in every
// record; so does the one that they reached, in commands to copy.
func proxied(nc net.Conn, grace time.Duration) (*Conn, error) {
	_ = nc.SetReadDeadline(time.Now().Add(grace)) // a closed one shows at the read
	in := bufio.NewReaderSize(nc, 256)
	header, err := readHeader(in)
	if err != nil {
		return nil, fmt.Errorf("read the PROXY header: %w", err)
	}
	_ = nc.SetReadDeadline(time.Time{})
	rest := readAhead{nc, in}
	if header.Command.IsLocal() { // the proxy asks for itself whether we are there
		c := NewConn(rest, nc.RemoteAddr(), nc.LocalAddr(), grace)
		c.Check = true
		return c, nil
	}
	from, to, ok := header.TCPAddrs()
	if !ok || !AddrOf(from).IsValid() {
		return nil, errNotTCP
	}
	return NewConn(rest, from, to, grace), nil
}

// readHeader reads a PROXY header. One of version 2 may be as long as its
// length field says, 64 KiB: what stands behind its addresses (certificates,
// the names of a service) is of no use here, and is skipped without being kept.
func readHeader(in *bufio.Reader) (*proxyproto.Header, error) {
	if first, err := in.Peek(1); err != nil || first[0] != proxyproto.SIGV2[0] {
		return proxyproto.Read(in)
	}
	var head [16 + addressesUnix]byte
	if _, err := io.ReadFull(in, head[:16]); err != nil {
		return nil, fmt.Errorf("version 2: %w", err)
	}
	length := int(binary.BigEndian.Uint16(head[14:]))
	kept := min(length, addressesLen(head[13]))
	if _, err := io.ReadFull(in, head[16:16+kept]); err != nil {
		return nil, fmt.Errorf("its addresses: %w", err)
	}
	binary.BigEndian.PutUint16(head[14:], uint16(kept))
	header, err := proxyproto.Read(bufio.NewReader(bytes.NewReader(head[:16+kept])))
	if err != nil {
		return nil, err
	}
	_, err = in.Discard(length - kept)
	return header, err
}

// The lengths of a version 2 header's addresses, by the family that they are of.
const (
	addressesIPv4 = 12
	addressesIPv6 = 36
	addressesUnix = 216
)

func addressesLen(family byte) int {
	switch family >> 4 {
	case 1:
		return addressesIPv4
	case 2:
		return addressesIPv6
	case 3:
		return addressesUnix
	}
	return 0
}

// readAhead gives what came with the header before what comes after it.
type readAhead struct {
	net.Conn
	ahead *bufio.Reader
}

func (r readAhead) Read(p []byte) (int, error) {
	if n := r.ahead.Buffered(); n > 0 {
		return r.ahead.Read(p[:min(n, len(p))])
	}
	return r.Conn.Read(p)
}

// ParseProxies reads a list of addresses and networks, such as
// "10.0.0.0/8, 2001:db8::1".
func ParseProxies(list []string) ([]netip.Prefix, error) {
	var proxies []netip.Prefix
	for _, text := range list {
		if a, err := netip.ParseAddr(text); err == nil && a.Zone() == "" {
			a = a.Unmap()
			proxies = append(proxies, netip.PrefixFrom(a, a.BitLen()))
			continue
		}
		p, err := netip.ParsePrefix(text)
		if err != nil || p.Addr().Is4In6() {
			return nil, fmt.Errorf("%q is no address or network", text)
		}
		proxies = append(proxies, p.Masked())
	}
	return proxies, nil
}
