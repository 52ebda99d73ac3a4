package sshserver

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"
	gossh "golang.org/x/crypto/ssh"

	"youku.example/store"
)

// film is what came to a terminal, and when.
type film struct {
	*screen
	from   int // where the last run began
	frames int
}

// runs lets time pass and counts the moments at which something was drawn.
func (f *film) runs(d time.Duration) {
	const step = 10 * time.Millisecond
	f.from, f.frames = len(f.shows()), 0
	for range d / step {
		before := len(f.shows())
		settle(step)
		if len(f.shows()) > before {
			f.frames++
		}
	}
}

// since is what was drawn in the last run.
func (f *film) since() string { return f.shows()[f.from:] }

// TestMotion holds what reaches a terminal while something moves, over a real
// connection: a few frames a second, the terminal's own progress and the
// window's title, and the end of each.
func TestMotion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.Sleep(9 * time.Hour)
		w := newMemNet()
		h := newTestServerOn(t, Config{Language: "en"}, w)
		keys := map[string]gossh.Signer{"alice": newKey(t), "boss": newKey(t)}
		h.stock(keys) // alice has just asked for 小城之春
		client := w.client(h, "alice", keys)
		f := &film{screen: open(t, client)}
		settle(time.Second)
		for _, key := range []string{"/", "小城", "\r", "\r", "d"} {
			f.press(key)
			settle(500 * time.Millisecond)
		}

		f.runs(10 * time.Second)
		if f.frames < 10 || f.frames > 50 {
			t.Errorf("%d frames in ten seconds of a wait", f.frames)
		}
		progress(t, f.since(), 0, 100)
		titles(t, f.since(), `^0:\d\d - Youku Download$`)

		f.runs(30 * time.Second) // the wait is over
		if !strings.Contains(f.since(), "mpv") || !strings.Contains(f.since(), ansi.ResetProgressBar) {
			t.Errorf("the wait's end left the progress: %q", f.since())
		}
		f.runs(time.Minute)
		if f.frames != 0 {
			t.Errorf("%d frames where nothing moves", f.frames)
		}

		alice := store.Actor{Account: 1, Name: "alice", Role: store.RoleUser}
		tr, err := h.shop.OpenDownload(t.Context(), alice, 1, store.ProtocolSFTP, "")
		if err != nil {
			t.Fatal(err)
		}
		const pieces = 1000
		one := tr.Download().Size / pieces
		go func() {
			for i := range int64(pieces) {
				tr.Sent(i*one, one)
				time.Sleep(10 * time.Millisecond)
			}
		}()
		f.runs(9 * time.Second)
		if f.frames < 9 || f.frames > 45 {
			t.Errorf("%d frames in nine seconds of a transfer", f.frames)
		}
		progress(t, f.since(), 0, 95)
		titles(t, f.since(), `^\d+ % - Youku Download$`)
		settle(2 * time.Second)
		from := strings.LastIndex(f.shows(), "\x1b]9;4;1;")
		if err := tr.Close(); err != nil {
			t.Fatal(err)
		}
		settle(time.Second)
		if !strings.Contains(f.shows()[from:], ansi.ResetProgressBar) {
			t.Error("the transfer's end left the progress")
		}
		settle(10 * time.Second) // what was said of it has gone
		f.runs(time.Minute)
		if f.frames != 0 {
			t.Errorf("%d frames after a transfer", f.frames)
		}

		f.press("\x1b")
		settle(time.Second)
		f.press("q")
		settle(time.Second)
		if all := f.shows(); lastTitle(all) != "" {
			t.Errorf("the window's title stays %q", lastTitle(all))
		}
		_ = client.Close()
		settle(time.Minute)
	})
}

var (
	progressed = regexp.MustCompile(`\x1b\]9;4;1;(\d+)(?:\x07|\x1b\\)`)
	titled     = regexp.MustCompile(`\x1b\]2;([^\x07\x1b]*)(?:\x07|\x1b\\)`)
)

// progress fails unless the terminal's progress grows, within these bounds.
func progress(t *testing.T, out string, from, to int) {
	t.Helper()
	last, all := from, progressed.FindAllStringSubmatch(out, -1)
	for _, m := range all {
		var n int
		_, _ = fmt.Sscan(m[1], &n)
		if n < last || n > to {
			t.Errorf("the progress goes from %d to %d", last, n)
		}
		last = n
	}
	if len(all) < 5 || last == from {
		t.Errorf("the terminal's progress: %q", all)
	}
}

// titles fails unless the window has several titles of this form.
func titles(t *testing.T, out, form string) {
	t.Helper()
	all := titled.FindAllStringSubmatch(out, -1)
	for _, m := range all {
		if !regexp.MustCompile(form).MatchString(m[1]) {
			t.Errorf("the window's title is %q", m[1])
		}
	}
	if len(all) < 5 {
		t.Errorf("the window's titles: %q", all)
	}
}

// lastTitle is the title that the window has in the end.
func lastTitle(out string) string {
	all := titled.FindAllStringSubmatch(out, -1)
	if len(all) == 0 {
		return "never told"
	}
	return all[len(all)-1][1]
}
