package keyboard

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain holds every test to this: nothing waits on behind it.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }
