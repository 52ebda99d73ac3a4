package keys

import (
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"
)

// FuzzAdminsFile: whatever else stands in the file, a good line is found, its
// key vouches for its name alone, and what is left out is said by its number.
func FuzzAdminsFile(f *testing.F) {
	good := aKey(f) + " boss"
	key, _, _, _, err := ssh.ParseAuthorizedKey([]byte(good))
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "# a comment\n\n", "garbage", `from="10.0.0.1" ` + aKey(f) + " eve", aKey(f) + " eve\n" + aKey(f) + " mallory", "\xff\xfe", "\x00", strings.Repeat("x", 20_000), good} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, before, after string) {
		lines, byKey, faults := parse([]byte(before + "\n" + good + "\n" + after))
		found := 0
		for _, l := range lines {
			if l.Comment == "" || strings.ContainsFunc(l.Text, hidden) {
				t.Fatalf("a line %+v", l)
			}
			if string(l.Key.Marshal()) == string(key.Marshal()) && l.Comment == "boss" {
				found++
			}
		}
		if name := byKey[string(key.Marshal())]; found == 0 || name != "boss" && !strings.Contains(before+after, strings.Fields(good)[1]) {
			t.Fatalf("boss's line is not found between %q and %q: %v, %q", before, after, lines, name)
		}
		if len(byKey) > len(lines) {
			t.Fatalf("%d keys in %d lines", len(byKey), len(lines))
		}
		count := strings.Count(before+"\n"+good+"\n"+after, "\n") + 1
		for _, fault := range faults {
			if fault.line < 1 || fault.line > count || fault.why == nil {
				t.Fatalf("a fault %+v in %d lines", fault, count)
			}
		}
	})
}
