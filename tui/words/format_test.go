package words

import (
	"math"
	"testing"
	"time"
	_ "time/tzdata"

	"youku.example/store"
)

func TestSize(t *testing.T) {
	for n, want := range map[int64]string{
		0: "0 B", 999: "999 B", 1000: "1.0 KB", 9_940: "9.9 KB", 9_960: "10 KB", 61_400: "61 KB",
		999_499: "999 KB", 999_500: "1.0 MB", 850e6: "850 MB", 4_100e6: "4.1 GB", 61e9: "61 GB",
		999_949e6: "1.0 TB", 2e12: "2.0 TB", math.MaxInt64: "9223372 TB",
	} {
		if got := Size(n); got != want {
			t.Errorf("Size(%d) = %q, want %q", n, got, want)
		}
	}
	if got := SizeOf(1_234e6, 2e9); got != "1.2 / 2.0 GB" {
		t.Errorf("SizeOf = %q", got)
	}
	if got := SizeOf(5e9, 2e9); got != "2.0 / 2.0 GB" {
		t.Errorf("SizeOf = %q", got)
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 4998: "4,998", 1234567: "1,234,567", -100: "-100", -1000: "-1,000"} {
		if got := Count(n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

func TestRate(t *testing.T) {
	for r, want := range map[float64]string{88e6: "88 MB/s", 0: "0 B/s", -1: "0 B/s", math.NaN(): "0 B/s", 1.25e6: "1.2 MB/s"} {
		if got := Rate(r); got != want {
			t.Errorf("Rate(%v) = %q, want %q", r, got, want)
		}
	}
	Rate(math.Inf(1))
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		done, whole int64
		want        string
	}{
		{0, 100, "0 %"}, {61, 100, "61 %"}, {999, 1000, "99 %"}, {math.MaxInt64 - 1, math.MaxInt64, "99 %"},
		{1000, 1000, "100 %"}, {0, 0, "100 %"}, {-1, 5, "0 %"}, {7, 5, "100 %"},
	} {
		if got := Percent(c.done, c.whole); got != c.want {
			t.Errorf("Percent(%d, %d) = %q, want %q", c.done, c.whole, got, c.want)
		}
	}
}

func TestDuration(t *testing.T) {
	for _, c := range []struct {
		d      time.Duration
		zh, en string
	}{
		{-time.Second, "0 秒", "0 s"},
		{9 * time.Second, "9 秒", "9 s"},
		{59*time.Second + 400*time.Millisecond, "59 秒", "59 s"},
		{59*time.Second + 600*time.Millisecond, "1 分钟", "1 min"},
		{90 * time.Second, "1 分 30 秒", "1 min 30 s"},
		{53*time.Minute + 29*time.Second, "53 分钟", "53 min"},
		{59*time.Minute + 40*time.Second, "1 小时", "1 h"},
		{2*time.Hour + 53*time.Minute, "2 小时 53 分", "2 h 53 min"},
		{24 * time.Hour, "24 小时", "24 h"},
	} {
		if zh, en := Duration(c.d, Zh), Duration(c.d, En); zh != c.zh || en != c.en {
			t.Errorf("Duration(%v) = %q, %q", c.d, zh, en)
		}
	}
	if got := Left(8*time.Second+time.Millisecond, En); got != "9 s" {
		t.Errorf("Left = %q", got)
	}
}

func TestLength(t *testing.T) {
	for _, c := range []struct {
		d      time.Duration
		zh, en string
	}{
		{-time.Hour, "0秒", "0s"}, {0, "0秒", "0s"}, {9 * time.Second, "9秒", "9s"}, {59*time.Second + 600*time.Millisecond, "1分", "1m"},
		{200 * time.Second, "3分20秒", "3m20s"}, {185 * time.Second, "3分05秒", "3m05s"},
		{10*time.Minute - 400*time.Millisecond, "10分", "10m"}, {45 * time.Minute, "45分", "45m"}, {42*time.Minute + 31*time.Second, "43分", "43m"},
		{59*time.Minute + 40*time.Second, "1时00分", "1h00"}, {91 * time.Minute, "1时31分", "1h31"},
		{2*time.Hour + 6*time.Minute, "2时06分", "2h06"}, {99*time.Hour + 59*time.Minute, "99时59分", "99h59"},
	} {
		if zh, en := Length(c.d, Zh), Length(c.d, En); zh != c.zh || en != c.en {
			t.Errorf("Length(%v) = %q, %q, want %q, %q", c.d, zh, en, c.zh, c.en)
		}
	}
	Length(math.MaxInt64, En)
}

// What is left is never said to be less than it is.
func TestLeftBrief(t *testing.T) {
	for d, want := range map[time.Duration]string{
		-1: "0s", 0: "0s", 1: "1s", 29*time.Second + 1: "30s", 60 * time.Second: "1m", 90 * time.Second: "1m30s",
		10*time.Minute - 1: "10m", 10*time.Minute + 1: "11m", 2*time.Hour + 5*time.Minute + 1: "2h06",
	} {
		if got := LeftBrief(d, En); got != want {
			t.Errorf("LeftBrief(%v) = %q, want %q", d, got, want)
		}
	}
	LeftBrief(math.MaxInt64, En)
}

// The clock shows 0:00 exactly when nothing is left.
func TestCountdown(t *testing.T) {
	for d, want := range map[time.Duration]string{
		30 * time.Second: "0:30", 29*time.Second + 1: "0:30", 29 * time.Second: "0:29", 1: "0:01", 0: "0:00", -5: "0:00",
		time.Hour + 2*time.Minute + 3*time.Second: "1:02:03", 10 * time.Minute: "10:00",
	} {
		if got := Countdown(d); got != want {
			t.Errorf("Countdown(%v) = %q, want %q", d, got, want)
		}
	}
	Countdown(math.MaxInt64)
}

func TestDateTime(t *testing.T) {
	zone := time.FixedZone("CST", 8*3600)
	now := time.Date(2026, 12, 20, 23, 30, 0, 0, zone)
	for _, c := range []struct {
		at     time.Time
		zh, en string
	}{
		{now.Add(10 * time.Minute), "今天 23:40", "today 23:40"},
		{now.Add(40 * time.Minute).UTC(), "明天 00:10", "tomorrow 00:10"},
		{now.Add(-24 * time.Hour), "昨天 23:30", "yesterday 23:30"},
		{time.Date(2026, 12, 24, 14, 3, 27, 0, zone), "12-24 14:03", "24 Dec 14:03"},
		{time.Date(2027, 1, 4, 14, 3, 27, 0, zone), "2027-01-04 14:03", "4 Jan 2027 14:03"},
	} {
		if zh, en := DateTime(c.at, now, zone, Zh), DateTime(c.at, now, zone, En); zh != c.zh || en != c.en {
			t.Errorf("DateTime(%v) = %q, %q", c.at, zh, en)
		}
	}
	if got := Time(now.UTC(), zone); got != "23:30:00" {
		t.Errorf("Time = %q", got)
	}
}

// The day after a night of 25 hours is tomorrow.
func TestDate_SummerTimeEnds(t *testing.T) {
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 10, 24, 23, 59, 0, 0, zone)
	if got := Date(time.Date(2026, 10, 25, 23, 59, 0, 0, zone), now, zone, En); got != "tomorrow" {
		t.Errorf("Date = %q", got)
	}
}

func TestMoney(t *testing.T) {
	if got := Price(0, Zh) + Price(0, En) + Price(2000, Zh); got != "免费free¥20.00" {
		t.Errorf("Price = %q", got)
	}
	if got := Signed(10000) + Signed(-1500) + Signed(store.Fen(0)); got != "+¥100.00-¥15.00¥0.00" {
		t.Errorf("Signed = %q", got)
	}
}
