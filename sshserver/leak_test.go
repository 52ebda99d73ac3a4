package sshserver

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain holds every test to this: once the server is shut down, nothing of
// it runs on.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
