package paint

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// A line whose width terminals do not agree about is painted whole, may not run
// on into the next, and so is the line that takes its place.
func TestUpdate_Ambiguous(t *testing.T) {
	for _, c := range []struct{ old, line string }{{"aaa 👨‍👩‍👧 bbb", "aaa 👨‍👩‍👧 ccc"}, {"aaa 👨‍👩‍👧 bbb", "aaa xx ccc"}, {"aaa xx", "aaa 👨‍👩‍👧"}} {
		e := encoder{w: 20}
		e.update(3, c.old, c.line)
		out := string(e.finish())
		if !strings.HasPrefix(out, ansi.CursorPosition(1, 4)) || !strings.HasSuffix(out, ansi.EraseLineRight) || !strings.Contains(out, c.line) {
			t.Errorf("%q to %q: %q", c.old, c.line, out)
		}
		if odd := strings.Contains(c.line, "👨"); odd != strings.Contains(out, ansi.ResetModeAutoWrap) || odd != strings.Contains(out, ansi.SetModeAutoWrap) {
			t.Errorf("%q: wrapping in %q", c.line, out)
		}
	}
}

// What little has changed costs little, and what hangs between is not painted
// again.
func TestUpdate_FewBytes(t *testing.T) {
	for _, c := range []struct{ name, old, line, want string }{
		{"one letter", "the movie is here", "the novie is here", "\x1b[1;5Hn"},
		{"two, near", "the movie is here", "the novia is here", "\x1b[1;5Hnovia"},
		{"two, far", "the movie is here, or there", "the novie is here, or where", "\x1b[1;5Hn\x1b[1;23Hw"},
		{"the end is gone", "the movie is here", "the movie", "\x1b[1;11H\x1b[K"},
		{"half of a wide one", "电影 is", "电视 is", "\x1b[1;3H视"},
		{"wide for narrow", "ab cd", "影 cd", "\x1b[H影"},
		{"a mark between", "a\U0010EE01b", "x\U0010EE01y", "\x1b[Hx\x1b[1;3Hy"},
		{"style alone", "a b", "a \x1b[1mb\x1b[m", "\x1b[1;3H\x1b[1mb\x1b[m"},
	} {
		e := encoder{w: 30, profile: colorprofile.TrueColor}
		e.update(0, c.old, c.line)
		if out := string(e.finish()); out != c.want {
			t.Errorf("%s: %q, want %q", c.name, out, c.want)
		}
	}
}

// FuzzUpdate holds that updating any line to any other leaves what the other
// alone shows, or paints it whole.
func FuzzUpdate(f *testing.F) {
	f.Add("the movie is here", "the \x1b[1mnovie\x1b[m")
	for i := range pieces {
		f.Add(pieces[i]+"x"+pieces[(i+1)%len(pieces)], pieces[(i+3)%len(pieces)]+" x")
	}
	f.Fuzz(func(t *testing.T, old, line string) {
		const w = 20
		if !clean(old) || !clean(line) {
			return // every text on a screen is
		}
		was, is := readRow(old, w), readRow(line, w) // not freed: they are compared with what comes
		e := encoder{w: w, profile: colorprofile.TrueColor}
		e.update(0, old, line)
		out := e.finish()
		if was.ambiguous || is.ambiguous {
			whole := encoder{w: w, profile: colorprofile.TrueColor}
			whole.rewrite(0, line)
			if !bytes.Equal(out, whole.finish()) {
				t.Fatalf("%q to %q is %q", old, line, out)
			}
			return
		}
		got := make([]*uv.Cell, w)
		copy(got, was.cells)
		replay(t, got, out)
		for x := range got {
			if (got[x] == nil) != (is.cells[x] == nil) || got[x] != nil && !got[x].Equal(is.cells[x]) {
				t.Fatalf("%q to %q by %q: column %d is %+v, want %+v", old, line, out, x, got[x], is.cells[x])
			}
		}
	})
}

// sgr is a style as the screens write one: no sequence with half a colour.
var sgr = regexp.MustCompile(`\x1b\[(?:[0-79]?|2[1-9]|[34][0-79]|[34]8;5;\d{1,2}|[34]8;2(?:;\d{1,2}){3})m`)

// clean reports whether a line is letters and styles alone.
func clean(line string) bool {
	return utf8.ValidString(line) && !strings.ContainsFunc(sgr.ReplaceAllString(line, ""), unicode.IsControl)
}

// replay is the least of a terminal: one line, a cursor, a pen.
func replay(t *testing.T, cells []*uv.Cell, out []byte) {
	t.Helper()
	p := ansi.GetParser()
	defer ansi.PutParser(p)
	var state byte
	var style uv.Style
	var link uv.Link
	x := 0
	for s := string(out); s != ""; {
		seq, width, n, next := ansi.DecodeSequence(s, state, p)
		state, s = next, s[n:]
		switch {
		case width > 0:
			cells[x] = &uv.Cell{Content: seq, Width: width, Style: style, Link: link}
			for i := 1; i < width; i++ {
				cells[x+i] = nil
			}
			x += width
		case seq[0] >= 0xc0: // a mark on the letter before it
			last := x - 1
			for cells[last] == nil {
				last--
			}
			c := *cells[last]
			c.Content += seq
			cells[last] = &c
		case ansi.HasCsiPrefix(seq) && p.Command() == 'm':
			uv.ReadStyle(p.Params(), &style)
		case ansi.HasCsiPrefix(seq) && p.Command() == 'H':
			col, _ := p.Param(1, 1)
			x = max(col, 1) - 1
		case ansi.HasCsiPrefix(seq) && p.Command() == 'K':
			for i := x; i < len(cells); i++ {
				cells[i] = &blank
			}
		case ansi.HasOscPrefix(seq):
			uv.ReadLink(p.Data(), &link)
		default:
			t.Fatalf("%q in %q", seq, out)
		}
	}
}
