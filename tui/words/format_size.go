package words

import (
	"math"
	"strconv"
)

// Sizes are decimal, as disks are sold: 1 GB is 10⁹ bytes.
var units = []struct {
	name  string
	bytes float64
}{{"TB", 1e12}, {"GB", 1e9}, {"MB", 1e6}, {"KB", 1e3}}

// Size is a number of bytes for people: "4.1 GB", "61 GB", "850 MB", "12 B".
func Size(n int64) string {
	unit := unitOf(float64(n))
	return inUnit(float64(n), unit) + " " + nameOf(unit)
}

// SizeOf is how much of a whole is there, both in the unit of the whole:
// "1.2 / 2.0 GB".
func SizeOf(done, whole int64) string {
	unit := unitOf(float64(whole))
	return inUnit(float64(min(done, whole)), unit) + " / " + inUnit(float64(whole), unit) + " " + nameOf(unit)
}

// Rate is a speed: "88 MB/s".
func Rate(bytesPerSecond float64) string {
	if !(bytesPerSecond > 0) { // not a number, too
		bytesPerSecond = 0
	}
	return Size(int64(min(bytesPerSecond, math.MaxInt64/2))) + "/s"
}

// Count is a number of things, its thousands apart: 4,998.
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Percent is how much of a whole is done, rounded down: 100 % only when it is
// all there.
func Percent(done, whole int64) string {
	return strconv.Itoa(percent(done, whole)) + " %"
}

func percent(done, whole int64) int {
	switch {
	case done >= whole:
		return 100
	case done <= 0:
		return 0
	}
	return min(int(float64(done)/float64(whole)*100), 99)
}

// unitOf picks the unit in which n reads best: 999,950 bytes are 1.0 MB, for
// as KB they would round to 1000.
func unitOf(n float64) float64 {
	for _, u := range units {
		if n >= 0.9995*u.bytes {
			return u.bytes
		}
	}
	return 1
}

func nameOf(unit float64) string {
	for _, u := range units {
		if u.bytes == unit {
			return u.name
		}
	}
	return "B"
}

// inUnit writes n in a unit, with one decimal below ten.
func inUnit(n, unit float64) string {
	n /= unit
	if unit > 1 && n < 9.95 {
		return strconv.FormatFloat(n, 'f', 1, 64)
	}
	return strconv.FormatFloat(math.Round(n), 'f', 0, 64)
}
