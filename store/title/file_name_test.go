package title

import (
	"math"
	"strings"
	"testing"
)

func TestFileName(t *testing.T) {
	for _, c := range []struct {
		id   int64
		want string
	}{{42, "0042-title.mp4"}, {1, "0001-title.mp4"}, {12345, "12345-title.mp4"}, {math.MaxInt64, "9223372036854775807-title.mp4"}} {
		got := FileName(c.id, "title", ".mp4")
		if got != c.want {
			t.Errorf("FileName(%d) = %q", c.id, got)
		}
		if id, ok := ParseFileName(got); !ok || id != c.id {
			t.Errorf("ParseFileName(%q) = %d, %v", got, id, ok)
		}
	}
	for _, s := range []string{"", "0042", "0042-", "42-title.mp4", "00042-title.mp4", "0000-title.mp4", "-1-x", "title", "００４２-t.mp4", " 0042-t", "0x42-t", "+042-t", "9223372036854775808-t", "99999999999999999999999-t"} {
		if id, ok := ParseFileName(s); ok {
			t.Errorf("ParseFileName(%q) = %d", s, id)
		}
	}
}

func FuzzParseFileName(f *testing.F) {
	f.Add("0042-title.mp4")
	f.Add("0042-")
	f.Fuzz(func(t *testing.T, name string) {
		id, ok := ParseFileName(name)
		if !ok {
			return
		}
		_, rest, _ := strings.Cut(name, "-")
		if id < 1 || FileName(id, rest, "") != name {
			t.Errorf("ParseFileName(%q) = %d", name, id)
		}
	})
}
