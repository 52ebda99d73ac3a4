package canvas

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// FirstID and LastID bound the numbers of pictures in a terminal: each is also
// one of the 256 colours that no palette or profile changes, for the colour of
// a placeholder is the number of its picture.
const FirstID, LastID = 16, 255

// maxBytes bounds a picture in the terminal's own graphics, as it is sent;
// maxPoints its points in either direction, which the terminal makes larger.
const (
	maxBytes  = 96 << 10
	maxPoints = 480
)

// Kitty is a picture in the graphics protocol of kitty: what is sent once, and
// the cells that then show it. To the program they are text like any other, so
// that what is drawn over them is gone, and nothing lingers.
//
// send is "" where the picture would be too many bytes.
func Kitty(img image.Image, id, cols, rows int, cell image.Point) (send string, lines []string) {
	cut := Fit(img.Bounds(), cols, rows, cell)
	w, h := cut.Cells.Dx(), cut.Cells.Dy()
	if cut.Cells.Empty() || w > 255 || h > 255 {
		return "", nil
	}
	size := fitWithin(cut.Shown.Size(), maxPoints)
	var file bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&file, quantize(scale(img, cut.Shown, size.X, size.Y), 256)); err != nil {
		return "", nil
	}
	if send = transmit(file.Bytes(), id, w, h); len(send) > maxBytes {
		return "", nil
	}
	lines = make([]string, rows)
	empty := strings.Repeat(" ", cols)
	for y := range rows {
		if y < cut.Cells.Min.Y || y >= cut.Cells.Max.Y {
			lines[y] = empty
			continue
		}
		var b strings.Builder
		fmt.Fprintf(&b, "%s\x1b[38;5;%dm", empty[:cut.Cells.Min.X], id)
		for x := range w {
			b.WriteRune(kitty.Placeholder)
			b.WriteRune(kitty.Diacritic(y - cut.Cells.Min.Y))
			b.WriteRune(kitty.Diacritic(x))
		}
		lines[y] = b.String() + "\x1b[m" + empty[:cols-cut.Cells.Max.X]
	}
	return send, lines
}

// fitWithin returns a size made no larger than that.
func fitWithin(size image.Point, most int) image.Point {
	if m := max(size.X, size.Y); m > most {
		return image.Pt(max(1, size.X*most/m), max(1, size.Y*most/m))
	}
	return size
}

// transmit sends a PNG in chunks and places it, virtually, in so many cells. No
// answer is asked for.
func transmit(file []byte, id, w, h int) string {
	data := base64.StdEncoding.EncodeToString(file)
	first := kitty.Options{Action: kitty.TransmitAndPut, Quiet: 2, ID: id, Format: kitty.PNG, VirtualPlacement: true, Columns: w, Rows: h}
	opts := first.Options()
	var b strings.Builder
	for len(data) > 0 {
		n := min(len(data), kitty.MaxChunkSize)
		more := "m=0"
		if n < len(data) {
			more = "m=1"
		}
		b.WriteString(ansi.KittyGraphics([]byte(data[:n]), append(opts, more)...))
		opts, data = []string{"q=2"}, data[n:]
	}
	return b.String()
}

// Forget frees a picture that is shown no more.
func Forget(id int) string {
	o := kitty.Options{Action: kitty.Delete, Delete: kitty.DeleteID, DeleteResources: true, Quiet: 2, ID: id}
	return ansi.KittyGraphics(nil, o.Options()...)
}

// Probe asks a terminal whether it knows kitty's graphics, with a picture of
// one point that is not kept.
func Probe() string {
	o := kitty.Options{Action: kitty.Query, ID: LastID, Format: kitty.RGB, ImageWidth: 1, ImageHeight: 1}
	return ansi.KittyGraphics([]byte("AAAA"), o.Options()...)
}
