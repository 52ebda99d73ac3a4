package sshserver

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/pires/go-proxyproto"
)

// welcome learns who a connection comes from: its peer, or whom a proxy that
// the operator trusts names in its PROXY header. Nobody else's header is read:
// it is no SSH, and ends the connection.
func (s *Server) welcome(nc net.Conn) (*conn, error) {
	peer := addrOf(nc.RemoteAddr())
	for _, p := range s.config.Proxies {
		if p.Contains(peer) {
			return proxied(nc, s.lobby)
		}
	}
	return newConn(nc, s.lobby, nc.RemoteAddr(), nc.LocalAddr()), nil
}

var errNotTCP = errors.New("the PROXY header names no TCP address")

// proxied takes a connection from a trusted proxy, which must send its header,
// and at once. The address in it counts in every limit and stands in every
// record; so does the one that they reached, in commands to copy.
func proxied(nc net.Conn, l *lobby) (*conn, error) {
	_ = nc.SetReadDeadline(time.Now().Add(l.limits.Grace)) // a closed one shows at the read
	in := bufio.NewReaderSize(nc, 256)
	header, err := proxyproto.Read(in)
	if err != nil {
		return nil, fmt.Errorf("read the PROXY header: %w", err)
	}
	_ = nc.SetReadDeadline(time.Time{})
	rest := readAhead{nc, in}
	if header.Command.IsLocal() { // the proxy asks for itself whether we are there
		c := newConn(rest, l, nc.RemoteAddr(), nc.LocalAddr())
		c.check = true
		return c, nil
	}
	from, to, ok := header.TCPAddrs()
	if !ok || !addrOf(from).IsValid() {
		return nil, errNotTCP
	}
	return newConn(rest, l, from, to), nil
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
