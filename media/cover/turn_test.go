package cover

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"
)

// corners is a picture whose corners are red, green, blue and white, clockwise.
func corners(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	of := [2][2]color.NRGBA{{{255, 0, 0, 255}, {0, 255, 0, 255}}, {{255, 255, 255, 255}, {0, 0, 255, 255}}}
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, of[2*y/h][2*x/w])
		}
	}
	return img
}

// seen are the corners of a picture, clockwise from above on the left.
func seen(img image.Image) string {
	b := img.Bounds()
	l, r, t, u := b.Min.X+4, b.Max.X-5, b.Min.Y+4, b.Max.Y-5
	out := ""
	for _, p := range []image.Point{{l, t}, {r, t}, {r, u}, {l, u}} {
		switch red, green, blue, _ := img.At(p.X, p.Y).RGBA(); {
		case red > 0x8000 && green > 0x8000:
			out += "W"
		case red > 0x8000:
			out += "R"
		case green > 0x8000:
			out += "G"
		case blue > 0x8000:
			out += "B"
		}
	}
	return out
}

// withOrientation puts what a camera says of how it was held behind the beginning
// of a JPEG.
func withOrientation(p []byte, order binary.AppendByteOrder, o uint16) []byte {
	tiff := order.AppendUint16(nil, 42)
	if order.AppendUint16(nil, 1)[0] == 1 {
		tiff = append([]byte("II"), tiff...)
	} else {
		tiff = append([]byte("MM"), tiff...)
	}
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 2)
	for _, e := range [][2]uint16{{0x010f, 7}, {0x0112, o}} { // the maker stands before it
		tiff = order.AppendUint16(tiff, e[0])
		tiff = order.AppendUint16(tiff, 3)
		tiff = order.AppendUint32(tiff, 1)
		tiff = order.AppendUint16(tiff, e[1])
		tiff = append(tiff, 0, 0)
	}
	body := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte("\xff\xd8\xff\xe1"), uint16(len(body)+2))
	return append(append(segment, body...), p[2:]...)
}

// A photograph is kept as it is to be seen, whichever way the camera was held.
func TestRead_Turned(t *testing.T) {
	p := asJPEG(t, corners(1200, 600))
	for o, want := range map[uint16]string{0: "RGBW", 1: "RGBW", 2: "GRWB", 3: "BWRG", 4: "WBGR", 5: "RWBG", 6: "WRGB", 7: "BGRW", 8: "GBWR", 9: "RGBW"} {
		for _, order := range []binary.AppendByteOrder{binary.BigEndian, binary.LittleEndian} {
			out, err := Read(t.Context(), withOrientation(p, order, o))
			if err != nil {
				t.Fatal(err)
			}
			img, err := Decode(out)
			if err != nil {
				t.Fatal(err)
			}
			size := image.Pt(480, 240)
			if o >= 5 && o <= 8 {
				size = image.Pt(360, 720)
			}
			if got := seen(img); got != want || img.Bounds().Size() != size {
				t.Errorf("%d: %s, %v, want %s, %v", o, got, img.Bounds().Size(), want, size)
			}
		}
	}
}

// What says nothing that can be read turns nothing.
func TestOrientation_Broken(t *testing.T) {
	whole := withOrientation(asJPEG(t, corners(16, 16)), binary.LittleEndian, 6)
	if got := orientation(whole); got != 6 {
		t.Fatalf("%d", got)
	}
	for n := range bytes.Index(whole, []byte("\x12\x01")) + 9 {
		if got := orientation(whole[:n]); got != 1 {
			t.Errorf("of %d bytes: %d", n, got)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(withOrientation([]byte("\xff\xd8\xff\xd9"), binary.BigEndian, 8))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x08Exif\x00\x00"))
	f.Fuzz(func(t *testing.T, p []byte) {
		if o := orientation(p); o < 1 || o > 8 {
			t.Errorf("%d", o)
		}
	})
}
