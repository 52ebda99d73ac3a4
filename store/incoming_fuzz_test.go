package store

import (
	"strings"
	"testing"
)

// FuzzCheckIncomingName: a name that is taken is one plain line that no system
// takes for a path, shown as it is, and taken again unchanged.
func FuzzCheckIncomingName(f *testing.F) {
	for _, s := range []string{"a.mp4", " a ", "..", ".", "", "a/b", `a\b`, "流浪地球.mkv", "a\x00b", "\u202egpm.exe", "e\u0301", strings.Repeat("长", 67), "\xff", "．．"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		clean, err := CheckIncomingName(name)
		if err != nil {
			return
		}
		if clean == "" || clean == "." || clean == ".." || len(clean) > 200 || strings.ContainsAny(clean, "/\\\x00\n\r\x1b") || Clean(clean) != clean {
			t.Fatalf("%q becomes %q", name, clean)
		}
		if again, err := CheckIncomingName(clean); err != nil || again != clean {
			t.Fatalf("%q becomes %q, and then %q, %v", name, clean, again, err)
		}
	})
}
