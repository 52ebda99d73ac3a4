package sftp

import (
	"fmt"
	"time"
)

// longName returns a line as ls -l writes it, which is all that some clients show.
func longName(e Entry, now time.Time) string {
	links := 1
	if e.Mode.IsDir() {
		links = 2
	}
	return fmt.Sprintf("%s %4d youku    youku    %12d %s %s", modeString(e), links, e.Size, lsTime(e.MTime, now), e.Name)
}

func modeString(e Entry) string {
	m := []byte(e.Mode.Perm().String())
	if e.Mode.IsDir() {
		m[0] = 'd'
	}
	return string(m)
}

// lsTime has the hour for what is less than half a year old, else the year.
func lsTime(t, now time.Time) string {
	t = t.UTC()
	if age := now.Sub(t); age < 0 || age > 182*24*time.Hour {
		return t.Format("Jan _2  2006")
	}
	return t.Format("Jan _2 15:04")
}
