package words

import (
	"fmt"
	"time"
)

// Duration is a length of time in words, as exact as it matters:
// "2 小时 53 分", "2 h 53 min", "1 min 30 s", "9 s".
func Duration(d time.Duration, l Lang) string {
	d = max(d, 0)
	switch {
	case d >= time.Hour-30*time.Second:
		d = d.Round(time.Minute)
		return twoUnits(int(d/time.Hour), Say("小时", "h"), int(d%time.Hour/time.Minute), Say("分", "min"), l)
	case d >= 10*time.Minute-500*time.Millisecond:
		return twoUnits(int(d.Round(time.Minute)/time.Minute), Say("分钟", "min"), 0, T{}, l)
	case d >= time.Minute-500*time.Millisecond:
		d = d.Round(time.Second)
		if d%time.Minute == 0 {
			return twoUnits(int(d/time.Minute), Say("分钟", "min"), 0, T{}, l)
		}
		return twoUnits(int(d/time.Minute), Say("分", "min"), int(d%time.Minute/time.Second), Say("秒", "s"), l)
	}
	return twoUnits(int(d.Round(time.Second)/time.Second), Say("秒", "s"), 0, T{}, l)
}

func twoUnits(a int, unitA T, b int, unitB T, l Lang) string {
	s := fmt.Sprintf("%d %s", a, unitA.In(l))
	if b != 0 {
		s += fmt.Sprintf(" %d %s", b, unitB.In(l))
	}
	return s
}

// Left is what is left of a wait in words, rounded up: it never says that
// less is left than there is.
func Left(d time.Duration, l Lang) string {
	return Duration(roundUp(d, time.Second), l)
}

// Length is how long a movie runs, for a narrow column: "2h06", "45m", and for
// clips below ten minutes "3m20s", "9s"; "2时06分", "45分", "3分20秒". Each number
// has its unit: with a colon between them, 0:45 would be forty-five minutes in
// one row and seconds in the next. It is at most 8 cells wide below 100 hours.
func Length(d time.Duration, l Lang) string {
	d = max(d, 0)
	if s := d.Round(time.Second); s < tenMinutes {
		return shortDuration(s, l)
	}
	return shortDuration(d.Round(time.Minute), l)
}

// LeftBrief is Left for a narrow column, as Length writes it.
func LeftBrief(d time.Duration, l Lang) string {
	d = roundUp(d, time.Second)
	if d >= tenMinutes {
		d = roundUp(d, time.Minute)
	}
	return shortDuration(d, l)
}

const tenMinutes = 10 * time.Minute

// shortDuration writes whole seconds, below ten minutes, or whole minutes.
func shortDuration(d time.Duration, l Lang) string {
	hours, minutes, seconds := int(d/time.Hour), int(d%time.Hour/time.Minute), int(d%time.Minute/time.Second)
	switch {
	case hours > 0:
		return fmt.Sprintf(Say("%d时%02d分", "%dh%02d").In(l), hours, minutes)
	case minutes > 0 && seconds > 0:
		return fmt.Sprintf(Say("%d分%02d秒", "%dm%02ds").In(l), minutes, seconds)
	case minutes > 0:
		return fmt.Sprintf(Say("%d分", "%dm").In(l), minutes)
	}
	return fmt.Sprintf(Say("%d秒", "%ds").In(l), seconds)
}

// Countdown is what is left on the face of a clock that ticks, rounded up, so
// that it shows 0:00 when the wait is over and not before: "0:28", "1:02:03".
// What stands still is written by Left or LeftBrief.
func Countdown(d time.Duration) string {
	s := int(roundUp(d, time.Second) / time.Second)
	if s >= 3600 {
		return fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// roundUp rounds up to whole units, and nothing below zero.
func roundUp(d, unit time.Duration) time.Duration {
	d = max(d, 0)
	if d > time.Duration(1<<63-1)-unit {
		return d
	}
	return (d + unit - 1).Truncate(unit)
}

// DateTime is a moment in the person's own words and zone: "明天 14:03",
// "tomorrow 14:03", "24 Dec 14:03", "2031-12-24 14:03" (24 Dec 2031).
func DateTime(t, now time.Time, zone *time.Location, l Lang) string {
	return Date(t, now, zone, l) + " " + t.In(zone).Format("15:04")
}

// Date is the day of DateTime: "今天", "yesterday", "12-24", "24 Dec 2031".
func Date(t, now time.Time, zone *time.Location, l Lang) string {
	t, now = t.In(zone), now.In(zone)
	switch days(now, t) {
	case -1:
		return Say("昨天", "yesterday").In(l)
	case 0:
		return Say("今天", "today").In(l)
	case 1:
		return Say("明天", "tomorrow").In(l)
	}
	if t.Year() == now.Year() {
		return t.Format(Say("01-02", "2 Jan").In(l))
	}
	return t.Format(Say("2006-01-02", "2 Jan 2006").In(l))
}

// Time is a moment of today to the second: "14:03:27".
func Time(t time.Time, zone *time.Location) string { return t.In(zone).Format(time.TimeOnly) }

// days counts the midnights between two moments of one zone. It asks the
// calendar, for a day is not always 24 hours long.
func days(from, to time.Time) int {
	day := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}
