package wire

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain holds every test to this: once its connections are closed,
// nothing runs on.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
