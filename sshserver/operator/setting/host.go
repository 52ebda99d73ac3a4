package setting

import (
	"net/netip"
	"strconv"
	"strings"
	"unicode"

	"youku.example/sshserver/operator/problem"
)

// address takes name[:port] apart: where viewers connect to, as the commands to
// copy show it. An IPv6 address may stand in brackets, and must before a port.
// The port is 0 if none is named.
func address(host *string, port *int, v string) error {
	name, number, err := splitAddress(v)
	if err != nil || !isHostName(name) && v != "" {
		return problem.New("%q 不是 name 或 name:port，例如 movies.example.org:22 或 [2001:db8::1]:22", "%q is not name or name:port, such as movies.example.org:22 or [2001:db8::1]:22", v)
	}
	*host, *port = name, number
	return nil
}

func splitAddress(v string) (name string, port int, err error) {
	if ip, err := netip.ParseAddr(v); err == nil && ip.Is6() {
		return v, 0, nil
	}
	inner, bracketed := strings.CutPrefix(v, "[")
	name, rest, hasPort := strings.Cut(v, ":")
	if bracketed {
		closed := false
		if name, rest, closed = strings.Cut(inner, "]"); !closed {
			return "", 0, strconv.ErrSyntax
		}
		if ip, err := netip.ParseAddr(name); err != nil || !ip.Is6() {
			return "", 0, strconv.ErrSyntax
		}
		hasPort = rest != ""
		if hasPort && rest[0] != ':' {
			return "", 0, strconv.ErrSyntax
		}
		rest = strings.TrimPrefix(rest, ":")
	}
	if !hasPort {
		return name, 0, nil
	}
	number, err := strconv.ParseUint(rest, 10, 16)
	if err != nil || number == 0 {
		return "", 0, strconv.ErrSyntax
	}
	return name, int(number), nil
}

// isHostName reports whether a name can stand in a command that is copied to a
// shell: a name of the DNS, in any script, or an address.
func isHostName(name string) bool {
	if ip, err := netip.ParseAddr(name); err == nil {
		return isZone(ip.Zone())
	}
	if name == "" || len(name) > 253 || strings.HasPrefix(name, "-") {
		return false
	}
	return !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("-._", r)
	})
}

// isZone reports whether the zone of an IPv6 address is a plain word, or none.
func isZone(zone string) bool {
	return !strings.ContainsFunc(zone, func(r rune) bool {
		return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-._", r)
	})
}
