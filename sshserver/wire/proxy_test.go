package wire

import (
	"testing"
)

func TestParseProxies(t *testing.T) {
	got, err := ParseProxies([]string{"10.0.0.7/8", "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.2"})
	if err != nil || len(got) != 4 || got[0].String() != "10.0.0.0/8" || got[1].Bits() != 32 || got[2].Bits() != 128 || got[3].Bits() != 32 {
		t.Errorf("%v, %v", got, err)
	}
	for _, bad := range []string{"", "everybody", "10.0.0.0/33", "fe80::1%eth0", "10.0.0.1:22", "::ffff:10.0.0.0/104"} {
		if got, err := ParseProxies([]string{bad}); err == nil {
			t.Errorf("%q is %v", bad, got)
		}
	}
}
