package ui

import (
	"testing"

	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// A bar is drawn five times a second for everybody who watches a download.
func BenchmarkBar(b *testing.B) {
	h := &Display{Lang: words.En, Styles: theme.New(true, false, theme.Colourful)}
	b.ReportAllocs()
	done := int64(0)
	for b.Loop() {
		done = (done + 4099) % (1 << 20)
		if h.Bar(done, 1<<20, 80) == "" {
			b.Fatal("no bar")
		}
	}
}

func BenchmarkBigText(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		bigText("12:34", 1, "█")
	}
}
