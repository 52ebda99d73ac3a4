package sshserver

import (
	"net/netip"

	"youku.example/sshserver/command"
)

// bans shows the throttle to the command of that name.
type bans struct{ throttle *throttle }

// List is the sources whose passwords are refused now, the longest first.
func (b bans) List() []command.Ban { return b.throttle.bans() }

// Lift forgives the source of an address; false when it was not banned.
func (b bans) Lift(addr netip.Addr) bool { return b.throttle.lift(sourceOf(addr)) }
