package sqldb

import "time"

// stamp is a time as a column keeps it: microseconds UTC, 0 for none.
func stamp(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func unstamp(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}

// micros is a duration as a column keeps it.
func micros(d time.Duration) int64 { return d.Microseconds() }

func unmicros(us int64) time.Duration { return time.Duration(us) * time.Microsecond }
