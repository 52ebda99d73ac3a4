package limit

import "net/netip"

// SourceOf returns what limits count as one source: an IPv4 address, or the /64
// that one IPv6 customer owns.
func SourceOf(a netip.Addr) netip.Prefix {
	a = a.Unmap().WithZone("")
	bits := 32
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
