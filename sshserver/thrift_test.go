package sshserver

import (
	"net/netip"
	"slices"
	"testing"

	"charm.land/ssh"
)

func TestThrift(t *testing.T) {
	var asked []int
	r := newRoom(10*thriftFrom, 10*thriftFrom)
	r.thrift = thrift{set: func(percent int) int { asked = append(asked, percent); return 100 }}
	half := ssh.Window{Width: thriftUntil - aScreen, Height: 1}
	src := netip.MustParsePrefix("192.0.2.1/32")
	first, second, third := r.seat(src, half), r.seat(src, half), r.seat(src, half)
	if !slices.Equal(asked, []int{thriftGrow}) {
		t.Errorf("with three screens: %v", asked)
	}
	first.leave()
	if len(asked) != 1 {
		t.Errorf("with two of them left: %v", asked)
	}
	second.leave()
	third.leave()
	if !slices.Equal(asked, []int{thriftGrow, 100}) {
		t.Errorf("when all have left: %v", asked)
	}
	r.thrift = thrift{} // the operator's own
	r.seat(src, ssh.Window{Width: 2 * thriftFrom, Height: 1})
	if len(asked) != 2 {
		t.Errorf("against the operator: %v", asked)
	}
}
