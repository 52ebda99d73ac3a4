package canvas

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// need returns the path of a program that a test can't do without.
func need(t *testing.T, name string) string {
	t.Helper()
	p, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("YOUKU_TEST_REQUIRE") == "all" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	return p
}

// noise is a picture that nothing makes smaller.
func noise(w, h int) image.Image {
	img, r := image.NewRGBA(image.Rect(0, 0, w, h)), rand.New(rand.NewPCG(1, 2))
	for i := range img.Pix {
		img.Pix[i] = uint8(r.Uint32()) | uint8(i%4/3*255)
	}
	return img
}

// same fails where two pictures differ by more than few colours explain.
func same(t *testing.T, got, want image.Image) {
	t.Helper()
	if got.Bounds() != want.Bounds() {
		t.Fatalf("it is %v, want %v", got.Bounds(), want.Bounds())
	}
	off, b := 0, want.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			g, w := color.RGBAModel.Convert(got.At(x, y)).(color.RGBA), color.RGBAModel.Convert(want.At(x, y)).(color.RGBA)
			for _, d := range [3]int{int(g.R) - int(w.R), int(g.G) - int(w.G), int(g.B) - int(w.B)} {
				off += max(d, -d)
			}
		}
	}
	if mean := float64(off) / float64(3*b.Dx()*b.Dy()); mean > 8 {
		t.Errorf("the colours are off by %.1f of 255", mean)
	}
}

// sent puts together what was sent in chunks, as a terminal would.
func sent(t *testing.T, send string) (opts kitty.Options, img image.Image) {
	t.Helper()
	var data strings.Builder
	chunks := regexp.MustCompile(`\x1b_G([^;]*);([^\x1b]*)\x1b\\`).FindAllStringSubmatch(send, -1)
	all := ""
	for i, c := range chunks {
		all += c[0]
		if len(c[2]) > kitty.MaxChunkSize || i < len(chunks)-1 && len(c[2])%4 != 0 {
			t.Errorf("chunk %d has %d bytes", i, len(c[2]))
		}
		if more := strings.Contains(c[1], "m=1"); more != (i < len(chunks)-1) || !strings.Contains(c[1], "q=2") {
			t.Errorf("chunk %d of %d says %s", i, len(chunks), c[1])
		}
		data.WriteString(c[2])
	}
	if all != send {
		t.Fatalf("more than chunks is sent: %q", send)
	}
	if err := opts.UnmarshalText([]byte(chunks[0][1])); err != nil {
		t.Fatal(err)
	}
	file, err := base64.StdEncoding.DecodeString(data.String())
	if err == nil {
		img, err = png.Decode(bytes.NewReader(file))
	}
	if err != nil {
		t.Fatal(err)
	}
	return opts, img
}

// What kitty is sent is the picture, and the placeholders say which piece of it
// each cell shows.
func TestKitty(t *testing.T) {
	p := sky(320, 180)
	send, lines := Kitty(p, 42, 56, 17, DefaultCell)
	opts, img := sent(t, send)
	if opts.Action != kitty.TransmitAndPut || opts.ID != 42 || !opts.VirtualPlacement || opts.Columns != 56 || opts.Rows != 17 {
		t.Errorf("%+v", opts)
	}
	cut := Fit(p.Bounds(), 56, 17, DefaultCell)
	same(t, img, scale(p, cut.Shown, cut.Shown.Dx(), cut.Shown.Dy()))
	if len(lines) != 17 {
		t.Fatalf("%d rows", len(lines))
	}
	for y, l := range lines {
		if ansi.StringWidth(l) != 56 || ansi.StringWidthWc(l) != 56 || !strings.HasPrefix(l, "\x1b[38;5;42m") {
			t.Errorf("row %d is %d or %d cells wide: %q", y, ansi.StringWidth(l), ansi.StringWidthWc(l), l)
		}
		third := []rune(ansi.Strip(l))[6:9]
		if third[0] != kitty.Placeholder || third[1] != kitty.Diacritic(y) || third[2] != kitty.Diacritic(2) {
			t.Errorf("row %d has %q", y, third)
		}
	}
}

// sixel2png, which knows nothing of us, sees the picture.
func TestSixel(t *testing.T) {
	decode := need(t, "sixel2png")
	p := sky(320, 180)
	seq, cells := Sixel(p, 40, 12, 256, image.Pt(9, 20))
	if cells != image.Rect(0, 0, 40, 12) {
		t.Fatalf("it covers %v", cells)
	}
	file := filepath.Join(t.TempDir(), "a.png")
	cmd := exec.CommandContext(t.Context(), decode, "-o", file)
	cmd.Stdin = strings.NewReader(seq)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	same(t, img, scale(p, Fit(p.Bounds(), 40, 12, image.Pt(9, 20)).Shown, 360, 240))
	colours := regexp.MustCompile(`#\d+;2;`).FindAllString(seq, -1)
	if few, _ := Sixel(p, 40, 12, 16, image.Pt(9, 20)); len(regexp.MustCompile(`#\d+;2;`).FindAllString(few, -1)) > 16 || len(colours) > 64 {
		t.Errorf("more colours than registers")
	}
}

// No picture is more than its bound, and what is too large is none.
func TestGraphics_Bounds(t *testing.T) {
	send, _ := Kitty(noise(480, 300), 42, 60, 17, DefaultCell)
	seq, _ := Sixel(noise(320, 180), 40, 12, 256, DefaultCell)
	if len(send) > maxBytes || len(seq) > maxBytes+20 {
		t.Errorf("kitty %d, sixel %d bytes", len(send), len(seq))
	}
	if seq, _ := Sixel(sky(320, 180), 120, 40, 256, image.Pt(30, 60)); seq != "" {
		t.Errorf("a picture of a wall has %d bytes", len(seq))
	}
	for _, size := range []image.Point{{1, 1}, {8, 640}, {320, 8}} {
		if send, lines := Kitty(sky(size.X, size.Y), 42, 30, 9, DefaultCell); send == "" || len(lines) != 9 {
			t.Errorf("%v by kitty: %d bytes, %d rows", size, len(send), len(lines))
		}
		if seq, cells := Sixel(sky(size.X, size.Y), 30, 9, 256, DefaultCell); seq == "" || cells.Empty() {
			t.Errorf("%v in sixels: %d bytes in %v", size, len(seq), cells)
		}
	}
}

// The same picture is always the same colours, and never more than asked for.
func TestPalette(t *testing.T) {
	p := sky(60, 40)
	a, b := palette(p, 32), palette(p, 32)
	if len(a) != 32 {
		t.Errorf("%d colours", len(a))
	}
	for i := range a {
		if a[i] != b[i] {
			t.Fatal("two palettes of one picture")
		}
	}
	flat := image.NewRGBA(image.Rect(0, 0, 9, 9))
	if n := len(palette(flat, 32)); n != 1 {
		t.Errorf("%d colours of a picture that has one", n)
	}
}
