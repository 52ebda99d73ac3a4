package svg

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// written has one of everything that the pictures can show.
const written = "\x1b[1m优酷\x1b[m  \x1b[38;2;90;184;255mLibrary & more <3\x1b[m   \x1b[2mfaint\x1b[m\r\n" +
	"\x1b[4munder 线\x1b[m \x1b[7m reversed \x1b[m \x1b[38;5;114m✓ → …\x1b[m\r\n" +
	"\x1b[48;2;35;48;61;38;2;90;184;255m██▌   \x1b[m 61 %  ░▒▓ ▁▇▐▛\r\n" +
	"─━│┼╭╮╰╯ ┌┐ \x1b[38;2;1;2;3;48;2;4;5;6m▀▀\x1b[38;2;4;5;6m▄\x1b[m"

func TestDraw_Golden(t *testing.T) {
	const file = "testdata/grid.svg"
	got := Draw("one of everything & more", shows(t, 40, 4, written))
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("draw (-golden +now; -update writes it anew):\n%s", d)
	}
}

// What is read out of a picture is what stood on the screen, each letter in its
// place, without blocks and lines.
func TestTextOf_ReadsWhatWasDrawn(t *testing.T) {
	got, err := TextOf(Draw("", shows(t, 40, 4, written)))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"优酷  Library & more <3   faint",
		"under 线  reversed  ✓ → …",
		"       61 %",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("text (-want +got):\n%s", d)
	}
}

// A sign of several code points stays in its one cell.
func TestTextOf_Combining(t *testing.T) {
	g := Grid{{{Text: "e\u0301"}, {Text: "e\u0301"}, {Text: "x"}, {Text: "一", Wide: true}, {}, {Text: "y"}}}
	got, err := TextOf(Draw("", g))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"e\u0301e\u0301x一y"}, got); d != "" {
		t.Errorf("text (-want +got):\n%s", d)
	}
}

func TestCells_StyleIsTold(t *testing.T) {
	g := shows(t, 8, 1, "\x1b[38;2;1;2;3;48;2;4;5;6;7ma\x1b[m\x1b[48;2;4;5;6m一\x1b[m\x1b[8ms\x1b[m\x1b[1;4mb")
	want := []Cell{
		{Text: "a", fg: "#040506", bg: "#010203"},
		{Text: "一", Wide: true, bg: "#040506"},
		{bg: "#040506"},
		{Text: " "},
		{Text: "b", bold: true, underline: true},
	}
	if d := cmp.Diff(want, g[0][:len(want)], cmp.AllowUnexported(Cell{})); d != "" {
		t.Errorf("cells (-want +got):\n%s", d)
	}
}
