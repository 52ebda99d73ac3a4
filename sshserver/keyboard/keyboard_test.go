package keyboard

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestPace: so many keys at once, and then one after the other, again
// after a pause.
func TestPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pace := newPace()
		press := func(n int) time.Duration {
			began := time.Now()
			for range n {
				time.Sleep(pace.Reserve().Delay())
			}
			return time.Since(began)
		}
		if d := press(keysAtOnce); d != 0 {
			t.Errorf("the first %d wait %v", keysAtOnce, d)
		}
		if d := press(10); d != 10*keyEvery {
			t.Errorf("10 more take %v, want %v", d, 10*keyEvery)
		}
		time.Sleep(time.Hour)
		if d := press(keysAtOnce + 1); d != keyEvery {
			t.Errorf("after an hour %d take %v, want %v", keysAtOnce+1, d, keyEvery)
		}
	})
}
