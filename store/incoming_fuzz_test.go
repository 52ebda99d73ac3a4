package store

import (
	"strings"
	"testing"
)

// FuzzCheckIncomingName: a path that is taken leads down alone, is not deep, each
// part one plain line that no system takes for a path, shown as it is, and is
// taken again unchanged.
func FuzzCheckIncomingName(f *testing.F) {
	for _, s := range []string{"a.mp4", " a ", "..", ".", "", "a/b", "a/../b", "a//b", "/a", "1/2/3/4/5", "1/2/3/4/5/6", `a\b`, "流浪地球.mkv", "a\x00b", "\u202egpm.exe", "e\u0301", strings.Repeat("长", 85), strings.Repeat("长", 86), "\xff", "．．"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		clean, err := CheckIncomingName(name)
		if err != nil {
			return
		}
		parts := strings.Split(clean, "/")
		for _, part := range parts {
			if part == "" || part == "." || part == ".." || len(part) > MaxIncomingName || strings.ContainsAny(part, "\\\x00\n\r\x1b") || Clean(part) != part {
				t.Fatalf("%q becomes %q", name, clean)
			}
		}
		if len(parts) > MaxIncomingDepth+1 {
			t.Fatalf("%q is taken and too deep", name)
		}
		if again, err := CheckIncomingName(clean); err != nil || again != clean {
			t.Fatalf("%q becomes %q, and then %q, %v", name, clean, again, err)
		}
	})
}
