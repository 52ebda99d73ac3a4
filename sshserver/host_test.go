package sshserver

import (
	"net"
	"testing"
)

func TestHostOf(t *testing.T) {
	for reached, want := range map[string]string{
		"127.0.0.1": "localhost", "::1": "localhost", "0.0.0.0": "localhost",
		"192.0.2.7": "192.0.2.7", "2001:db8::7": "2001:db8::7",
	} {
		if got := hostOf(&net.TCPAddr{IP: net.ParseIP(reached), Port: 2222}); got != want {
			t.Errorf("reached at %s: %q, want %q", reached, got, want)
		}
	}
	if got := hostOf(nil); got != "localhost" {
		t.Errorf("no address: %q", got)
	}
}
