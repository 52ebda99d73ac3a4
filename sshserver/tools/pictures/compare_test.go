package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDifference(t *testing.T) {
	for _, c := range []struct {
		was, is string
		same    bool
	}{
		{"ready at 14:03:27; you may leave", "ready at 09:00:00; you may leave", true},
		{"61 %   124 / 202 MB  ·  24 MB/s  ·  4 s left", "7 %  9.1 / 202 MB  ·  9.8 MB/s  ·  1 min 2 s left", true},
		{"24 MB/s  ·  还剩 4 秒", "3.1 MB/s  ·  还剩 12 秒", true},
		{"alice · VIP 至 12-24 · ¥65.00", "alice · VIP 至 01-03 · ¥65.00", true},
		{"alice · ¥65.00", "alice · ¥80.00", false},
		{"d download", "d fetch", false},
		{"All 14   Free 7", "All 15   Free 8", false},
		{"14 min · 1080p", "98 min · 1080p", false},
		{"a  b", "a     b", true},
		{"line", "", false},
	} {
		if d := difference([]string{c.was}, []string{c.is}); (d == "") != c.same {
			t.Errorf("%q and %q: difference %q, want the same: %v", c.was, c.is, d, c.same)
		}
	}
}

func TestCompare(t *testing.T) {
	docs := t.TempDir()
	album := []picture{{name: "en-a", grid: shows(t, 20, 2, "library █ 12:00")}, {name: "en-b", grid: shows(t, 20, 2, "movie")}}
	if err := write(docs, album); err != nil {
		t.Fatal(err)
	}
	album[0].grid = shows(t, 20, 2, "\x1b[31mlibrary\x1b[m ▀ 13:30")
	if err := compare(docs, album); err != nil {
		t.Errorf("other colours, blocks and times: %v", err)
	}
	album[1].grid = shows(t, 20, 2, "film")
	if err := compare(docs, album); err == nil || !strings.Contains(err.Error(), "- movie") || !strings.Contains(err.Error(), "+ film") {
		t.Errorf("another word: %v", err)
	}
	if err := compare(docs, album[:1]); err == nil || !strings.Contains(err.Error(), "en-b.svg is none") {
		t.Errorf("a picture too many: %v", err)
	}
	if err := os.Remove(filepath.Join(docs, "en-a.svg")); err != nil {
		t.Fatal(err)
	}
	if err := compare(docs, album[:1]); err == nil {
		t.Error("a missing picture passes")
	}
}

func TestFixed(t *testing.T) {
	for was, want := range map[string]string{
		"scp -P 2231 boss@youku.example":  "scp -P 2222 boss@youku.example",
		"《月球》明天 07:59 前":                  "《月球》明天 20:14 前",
		"until tomorrow 07:59, ready":     "until tomorrow 20:14, ready",
		"ready at 07:59:01":               "ready at 20:14:23",
		"VIP 至 01-31 · 23 MB/s":           "VIP 至 12-24 · 24 MB/s",
		"1:38  0:14  port 2231  9.1 MB/s": "1:38  0:14  port 2231  9.1 MB/s",
	} {
		if got := strings.TrimSpace(fixed(shows(t, 60, 1, was)).String()); got != want {
			t.Errorf("%q became %q, want %q", was, got, want)
		}
	}
}
