package viewer

import (
	"strings"
	"testing"
	"time"

	"youku.example/store"
	"youku.example/tui/ui/theme"
	"youku.example/tui/words"
)

// TestDownloads_WhyEnded says in a word or two why a download is over.
func TestDownloads_WhyEnded(t *testing.T) {
	now := time.Date(2031, 12, 24, 9, 0, 0, 0, time.UTC)
	d := &downloads{Screens: screensOf(t, listed{}, store.Actor{}, words.Zh, theme.New(true, false, theme.Colourless))}
	for by, want := range map[string]string{"refund": "已退款", "takedown": "影片已下架", "delete": "影片已删除", "purge": "影片已清除", "expired": "已过期"} {
		line := d.line(store.Download{Title: "城南旧事", State: store.Ended, EndedBy: by, RequestedAt: now}, 76)
		if !strings.Contains(line, want) {
			t.Errorf("%s: %q", by, line)
		}
	}
}
