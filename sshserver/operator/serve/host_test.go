package serve

import (
	"bytes"
	"net"
	"strings"
	"testing"

	"youku.example/sshserver/operator/local"
	"youku.example/sshserver/operator/setting"
)

func TestAddress(t *testing.T) {
	for v, want := range map[string]struct {
		host string
		port int
		line string // as it is copied, listening on 2222
	}{
		"":                       {"", 0, "ssh -p 2222 guest@localhost"},
		"movies.example.org":     {"movies.example.org", 0, "ssh -p 2222 guest@movies.example.org"},
		"movies.example.org:22":  {"movies.example.org", 22, "ssh guest@movies.example.org"},
		"movies.example.org:443": {"movies.example.org", 443, "ssh -p 443 guest@movies.example.org"},
		"影片.example:22":          {"影片.example", 22, "ssh guest@影片.example"},
		"10.0.0.7:22":            {"10.0.0.7", 22, "ssh guest@10.0.0.7"},
		"2001:db8::1":            {"2001:db8::1", 0, "ssh -p 2222 guest@2001:db8::1"},
		"[2001:db8::1]":          {"2001:db8::1", 0, "ssh -p 2222 guest@2001:db8::1"},
		"[2001:db8::1]:22":       {"2001:db8::1", 22, "ssh guest@2001:db8::1"},
		"[fe80::1%eth0]:2200":    {"fe80::1%eth0", 2200, "ssh -p 2200 guest@fe80::1%eth0"},
		"fe80::1%eth0":           {"fe80::1%eth0", 0, "ssh -p 2222 guest@fe80::1%eth0"},
	} {
		s, err := setting.Read(map[string]string{"host": v}, nil, "")
		if err != nil || s.Server.Host != want.host || s.Server.Port != want.port {
			t.Errorf("host %q: %q, %d, %v; want %q, %d", v, s.Server.Host, s.Server.Port, err, want.host, want.port)
			continue
		}
		if c := s.Server; c.Host != want.host || c.Port != want.port {
			t.Errorf("host %q: the server shows %q, %d", v, c.Host, c.Port)
		}
		var out bytes.Buffer
		c := local.Call{Process: local.Process{Stdout: &out}, Lang: "en", Settings: s}
		greet(&c, &net.TCPAddr{IP: net.IPv6unspecified, Port: 2222}, nil, "")
		if !strings.Contains(out.String(), ": "+want.line+"\n") {
			t.Errorf("host %q: it greets with\n%swant %s", v, out.String(), want.line)
		}
	}
	for _, v := range []string{
		"name:", "name:0", "name:65536", "name:ssh", "name:22:23", ":22", "[name]:22", "[::1", "[::1]22", "[]:22", "[10.0.0.7]:22",
		"2001:db8::1]:22", "a b", "a;b", "$(reboot)", "-oProxyCommand=x", "name@other", "ssh://name", "name/", "fe80::1%a;b", "a\x1b[2J",
	} {
		if s, err := setting.Read(map[string]string{"host": v}, nil, ""); err == nil || !strings.Contains(err.Error(), "host") {
			t.Errorf("host %q: %q, %d, %v; want an error", v, s.Server.Host, s.Server.Port, err)
		}
	}
}
