package keyboard

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	uv "github.com/charmbracelet/ultraviolet"
)

// chunk is what comes at once, and how long nothing comes after it.
type chunk struct {
	bytes string
	quiet time.Duration
}

// typed is what the keys, answers and clicks are that come in chunks; letters
// that follow each other are one text, for how many are a character depends on
// what comes together.
func typed(t *testing.T, chunks ...chunk) (out []string) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		from, to := io.Pipe()
		events := make(chan uv.Event)
		over := make(chan struct{})
		go func() {
			defer close(over)
			reader := uv.NewTerminalReader(newSequences(from, ctx.Done(), func() {}), "xterm-256color")
			reader.EscTimeout = decodeWait
			_ = reader.StreamEvents(ctx, events)
		}()
		go func() {
			for _, c := range chunks {
				_, _ = io.WriteString(to, c.bytes)
				time.Sleep(c.quiet)
			}
			time.Sleep(2 * sequenceWait)
			_ = to.Close()
		}()
		text := ""
		note := func(s string) {
			if text != "" {
				out, text = append(out, fmt.Sprintf("text %q", text)), ""
			}
			if s != "" {
				out = append(out, s)
			}
		}
		for {
			select {
			case e := <-events:
				if k, ok := e.(uv.KeyPressEvent); ok && k.Text != "" {
					text += k.Text
					continue
				}
				note(fmt.Sprintf("%T %+v", e, e))
			case <-over:
				note("")
				return
			}
		}
	})
	return out
}

// slow cuts a text at every byte; only a lone ESC and what rxvt's keys begin
// like have their rest in time.
func slow(s string, quiet time.Duration) (cs []chunk) {
	for i := range len(s) {
		wait := quiet
		if s[i] == esc || s[i] == '$' {
			wait = time.Millisecond
		}
		cs = append(cs, chunk{s[i : i+1], wait})
	}
	return cs
}

// TestSequences holds that what a terminal says in pieces is what it is whole.
func TestSequences(t *testing.T) {
	for name, s := range map[string]string{
		"Background":  "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
		"BackgroundB": "\x1b]11;rgb:0000/0000/0000\x07",
		"Version":     "\x1bP>|tmux 3.3a\x1b\\",
		"Attributes":  "\x1b[?62;4;22c",
		"Mode":        "\x1b[?2026;2$y",
		"Kitty":       "\x1b_Gi=255;OK\x1b\\",
		"Mouse":       "\x1b[<64;10;5M",
		"X10":         "\x1b[M !!",
		"Arrow":       "\x1b[1;5A",
		"Function":    "\x1bOP",
		"Han":         "流浪地球",
		"Alt":         "\x1bé",
		"Paste":       "\x1b[200~two\nlines 和\x1b[201~",
		"All":         "a\x1b[A\x1b]11;rgb:ffff/ffff/ffff\x1b\\和\x1b[<0;1;1Mz",
	} {
		t.Run(name, func(t *testing.T) {
			want := typed(t, chunk{bytes: s})
			if got := typed(t, slow(s, 1900*time.Millisecond)...); !slices.Equal(got, want) || len(want) == 0 {
				t.Errorf("in pieces it is %q, whole %q", got, want)
			}
		})
	}
}

// What never ends is keys after two seconds; a lone ESC is one after 50 ms.
func TestSequences_End(t *testing.T) {
	key := typed(t, chunk{"\x1b", escapeWait + 10*time.Millisecond}, chunk{bytes: "[A"})
	if len(key) != 2 || key[1] != `text "[A"` {
		t.Errorf("an ESC, and later keys: %q", key)
	}
	if got := typed(t, chunk{"\x1b]11;rgb", sequenceWait + 10*time.Millisecond}, chunk{bytes: "x"}); len(got) == 0 || got[len(got)-1] != `text "x"` {
		t.Errorf("an answer that breaks off: %q", got)
	}
	if got := typed(t, chunk{bytes: "\x1b]" + string(bytes.Repeat([]byte("a"), 3*longestSequence))}); len(got) == 0 {
		t.Error("an answer without end is kept for ever")
	}
}

// FuzzSequences cuts anything anywhere, with pauses below the longest wait.
func FuzzSequences(f *testing.F) {
	f.Add([]byte("a\x1b[A\x1b]11;rgb:ffff/ffff/ffff\x1b\\和\x1b[<0;1;1Mz"), []byte{3, 1, 200})
	f.Add([]byte("\x1b[M !!\x1bP1$r0m\x1b\\\x1bOP\x1b\x1b[B\xff"), []byte{1, 2})
	f.Fuzz(func(t *testing.T, s, cuts []byte) {
		if len(s) > 200 || len(cuts) == 0 {
			return
		}
		var cs []chunk
		for i, rest := 0, string(s); rest != ""; i++ {
			cut := cuts[i%len(cuts)]
			n := min(len(rest), 1+int(cut%16))
			quiet := time.Duration(cut) * 7 * time.Millisecond
			if rest[n-1] == esc || rest[n-1] == '$' {
				quiet = time.Millisecond
			}
			cs = append(cs, chunk{rest[:n], quiet})
			rest = rest[n:]
		}
		want := typed(t, chunk{bytes: string(s)})
		if got := typed(t, cs...); !slices.Equal(got, want) {
			t.Fatalf("%q in pieces is %q, whole %q", s, got, want)
		}
	})
}
