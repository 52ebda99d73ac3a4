package canvas

import (
	"bytes"
	"image"
	"strings"
	"testing"
)

// The marks become blanks, and the picture follows the frame that painted them,
// at its place, with the cursor back where the program left it.
func TestImageLayer_DrawsAfterTheFrame(t *testing.T) {
	var out bytes.Buffer
	l := NewImageLayer(&out)
	write := func(frame, want string) {
		t.Helper()
		out.Reset()
		if n, err := l.Write([]byte(frame)); n != len(frame) || err != nil {
			t.Fatalf("%d, %v, of %d", n, err, len(frame))
		}
		if out.String() != want {
			t.Errorf("%q, want %q", out.String(), want)
		}
	}
	write("plain 流水", "plain 流水")
	a := string(l.PlaceImage("<a>", image.Pt(4, 2)))
	b := string(l.PlaceImage("<b>", image.Pt(0, 0)))
	if a == b {
		t.Fatal("two places have one mark")
	}
	write("x"+a+a+"y"+a, "x  y \x1b7\x1b[3;5H<a>\x1b8")
	write("nothing painted", "nothing painted")
	write(a+"\x1b[20b", " \x1b[20b\x1b7\x1b[3;5H<a>\x1b8")
	write(b, " \x1b7\x1b[H<b>\x1b8")
	for range maxImages {
		l.PlaceImage("<other>", image.Pt(0, 0))
	}
	write(a+"z", " z") // long gone
	write("\xf4\x8e\xb8", "\xf4\x8e\xb8")
}

// What a terminal is to keep reaches it before the frame that shows it, and is
// taken back once.
func TestImageLayer_Keeps(t *testing.T) {
	var out bytes.Buffer
	l := NewImageLayer(&out)
	l.Send(17, "<17>")
	l.Send(18, "<18>")
	l.Free(99)
	_, _ = l.Write([]byte("frame"))
	l.Free(17)
	l.Free(17)
	_, _ = l.Write([]byte("frame"))
	_ = l.Close()
	_ = l.Close()
	want := "<17><18>frame" + Forget(17) + "frame" + Forget(18)
	if out.String() != want {
		t.Errorf("%q, want %q", out.String(), want)
	}
	if !strings.Contains(Forget(17), "a=d") || !strings.Contains(Forget(17), "d=I") || !strings.Contains(Forget(17), "i=17") {
		t.Errorf("%q", Forget(17))
	}
}

// A terminal that takes no frames for a while takes no memory for pictures that
// come and go meanwhile, and never hears of them.
func TestImageLayer_Stuck(t *testing.T) {
	var out bytes.Buffer
	l := NewImageLayer(&out)
	l.Send(16, "<16>")
	_, _ = l.Write([]byte("frame"))
	for i := range 1000 {
		id := FirstID + i%100
		l.Free(id)
		l.Send(id, "<"+strings.Repeat("x", 1000)+">")
		if i > 10 {
			l.Free(FirstID + (i-10)%100)
		}
	}
	l.Free(FirstID)
	_, _ = l.Write([]byte("frame"))
	if n := out.Len(); n > 11_000 || strings.Count(out.String(), "<x") != 10 || strings.Count(out.String(), Forget(16)) != 1 {
		t.Errorf("%d bytes: %.200q", n, out.String())
	}
}

// Marks survive being looked for, wherever in a line they stand.
func TestMarkedRow(t *testing.T) {
	ls := MarkRows(9, 4, image.Rect(2, 1, 7, 3))
	if ls[0] != "         " || ls[3] != ls[0] {
		t.Errorf("%q", ls)
	}
	for y, l := range ls[1:3] {
		row, cells, before, after, ok := MarkedRow("星│" + l + "│")
		if row != y || cells != 5 || before != "星│  " || after != "  │" || !ok {
			t.Errorf("row %d: %d, %d, %q, %q, %v", y, row, cells, before, after, ok)
		}
	}
	if _, _, _, _, ok := MarkedRow("plain 流水"); ok {
		t.Error("a mark in plain text")
	}
}
