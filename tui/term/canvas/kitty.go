package canvas

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/ansi/kitty"
)

// FirstID and LastID bound the numbers of pictures in a terminal: each is also
// one of the 256 colours that no palette or profile changes, for the colour of
// a placeholder is the number of its picture.
const FirstID, LastID = 16, 255

// mostBytes bounds a picture in the terminal's own graphics, as it is sent;
// mostWide its points in either direction, which the terminal makes larger.
const (
	mostBytes = 96 << 10
	mostWide  = 480
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
	size := within(cut.Shown.Size(), mostWide)
	var file bytes.Buffer
	enc := png.Encoder{CompressionLevel: png.BestCompression}
	if err := enc.Encode(&file, fewColours(scaled(img, cut.Shown, size.X, size.Y), 256)); err != nil {
		return "", nil
	}
	if send = transmit(file.Bytes(), id, w, h); len(send) > mostBytes {
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

// within is a size made no larger than that.
func within(size image.Point, most int) image.Point {
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

// fewColours is the picture in so many colours of its own, each point in the
// nearest: errors handed on to neighbours would cost more bytes than they hide.
func fewColours(p *image.RGBA, most int) *image.Paletted {
	colours := palette(p, most)
	out := image.NewPaletted(p.Bounds(), colours)
	known := make([]uint16, 1<<18) // one more than the nearest, by six bits a part
	for i := range out.Pix {
		r, g, b := p.Pix[4*i], p.Pix[4*i+1], p.Pix[4*i+2]
		k := int(r>>2)<<12 | int(g>>2)<<6 | int(b>>2)
		if known[k] == 0 {
			known[k] = uint16(colours.Index(color.RGBA{r, g, b, 255})) + 1
		}
		out.Pix[i] = uint8(known[k] - 1)
	}
	return out
}

// palette are the colours that do a picture justice: the box of its colours is
// halved where it is fullest and longest, again and again, and each part gives
// its mean. The same picture always has the same palette.
func palette(p *image.RGBA, most int) color.Palette {
	dots := make([][3]uint8, 0, len(p.Pix)/4)
	for i := 0; i+3 < len(p.Pix); i += 4 {
		dots = append(dots, [3]uint8{p.Pix[i], p.Pix[i+1], p.Pix[i+2]})
	}
	boxes := []box{newBox(dots)}
	for len(boxes) < most {
		widest := 0
		for i, b := range boxes {
			if b.worth() > boxes[widest].worth() {
				widest = i
			}
		}
		if boxes[widest].worth() == 0 {
			break
		}
		a, b := boxes[widest].halves()
		boxes[widest] = a
		boxes = append(boxes, b)
	}
	var out color.Palette
	for _, b := range boxes {
		out = append(out, b.mean())
	}
	return out
}
