package wire

import (
	"testing"
	"time"
)

// TestLiveness: when a client is asked, and when it is given up.
func TestLiveness(t *testing.T) {
	const within = 40 * time.Second
	for _, c := range []struct {
		name  string
		heard func(at time.Duration) time.Duration // when it was heard last
		sent  func(at time.Duration) trafficCounts
		asks  time.Duration // -1: never
		ends  time.Duration // -1: lives
	}{
		{"Busy", func(at time.Duration) time.Duration { return at }, nothingQueued, -1, -1},
		{"AnswersOnce", func(at time.Duration) time.Duration {
			if at >= 21*time.Second {
				return 21 * time.Second
			}
			return 0
		}, nothingQueued, 20 * time.Second, 65 * time.Second},
		{"Silent", never, nothingQueued, 20 * time.Second, 40 * time.Second},
		{"FrozenTransfer", never, func(at time.Duration) trafficCounts { return trafficCounts{5 << 20, 3 << 20} }, 20 * time.Second, 40 * time.Second},
		{"SlowTransfer", never, func(at time.Duration) trafficCounts {
			return trafficCounts{5 << 20, max(0, 3<<20-int(at.Seconds())<<10)}
		}, 20 * time.Second, -1},
		{"SlowAndEven", never, func(at time.Duration) trafficCounts { return trafficCounts{int64(at.Seconds()) << 10, 64 << 10} }, 20 * time.Second, -1},
		// A screen that counts down goes into the kernel of a frozen client.
		{"FrozenScreen", never, func(at time.Duration) trafficCounts {
			return trafficCounts{int64(at.Seconds()) * 90, int(at.Seconds()) % 2 * 90}
		}, 20 * time.Second, 40 * time.Second},
		{"LostNetwork", never, func(at time.Duration) trafficCounts {
			return trafficCounts{int64(at.Seconds()) * 90, int(at.Seconds()) * 90}
		}, 20 * time.Second, 40 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := &liveness{within: within}
			asked, ended := time.Duration(-1), time.Duration(-1)
			for at := within / 2; at < 10*time.Minute && ended < 0; {
				do, again := p.look(at, c.heard(at), c.sent(at))
				if again <= 0 && do != giveUpClient {
					t.Fatalf("at %v it does not look again", at)
				}
				switch do {
				case askClient:
					if asked < 0 {
						asked = at
					}
				case giveUpClient:
					ended = at
				}
				at += again
			}
			if asked != c.asks || (ended < 0) != (c.ends < 0) || ended > c.ends+within/8 || ended >= 0 && ended < c.ends-within/8 {
				t.Errorf("asked at %v, ended at %v; want %v, %v", asked, ended, c.asks, c.ends)
			}
		})
	}
}

func never(time.Duration) time.Duration { return 0 }

func nothingQueued(time.Duration) trafficCounts { return trafficCounts{} }
