package live

import "time"

// The meter's window: 12 slots of 250 ms.
const (
	meterSlot  = 250 * time.Millisecond
	meterSlots = 12
)

// meter measures bytes a second over the last three seconds. Times count from
// the start of the transfer.
type meter struct {
	slots [meterSlots]int64
	at    int64 // number of the newest slot
}

func (m *meter) add(at time.Duration, n int64) {
	m.turn(at)
	m.slots[m.at%meterSlots] += n
}

// turn empties the slots that have come around.
func (m *meter) turn(at time.Duration) {
	now := int64(at / meterSlot)
	if now-m.at >= meterSlots {
		m.slots = [meterSlots]int64{}
		m.at = now
	}
	for m.at < now {
		m.at++
		m.slots[m.at%meterSlots] = 0
	}
}

func (m *meter) rate(at time.Duration) float64 {
	m.turn(at)
	var sum int64
	for _, n := range m.slots {
		sum += n
	}
	// The oldest slot is whole, the newest only as old as this moment.
	window := min(at, (meterSlots-1)*meterSlot+at%meterSlot)
	return float64(sum) / max(window.Seconds(), meterSlot.Seconds())
}
