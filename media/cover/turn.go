package cover

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation reads how a camera was held, from the EXIF of a JPEG: 1, as it is, to
// 8. What can't be read is 1.
func orientation(p []byte) int {
	tiff := exif(p)
	var order binary.ByteOrder = binary.BigEndian
	if bytes.HasPrefix(tiff, []byte("II")) {
		order = binary.LittleEndian
	}
	if len(tiff) < 8 {
		return 1
	}
	at := order.Uint32(tiff[4:])
	if uint64(at)+2 > uint64(len(tiff)) {
		return 1
	}
	const entry, tag, short = 12, 0x0112, 3
	list := tiff[at+2:]
	for n := order.Uint16(tiff[at:]); n > 0 && len(list) >= entry; n, list = n-1, list[entry:] {
		if order.Uint16(list) != tag || order.Uint16(list[2:]) != short {
			continue
		}
		if o := order.Uint16(list[8:]); o >= 1 && o <= 8 {
			return int(o)
		}
		return 1
	}
	return 1
}

// exif finds the EXIF among the segments before the picture of a JPEG.
func exif(p []byte) []byte {
	const app1, scan = 0xe1, 0xda
	for p = p[min(2, len(p)):]; len(p) >= 4 && p[0] == 0xff && p[1] != scan; {
		size := 2 + int(binary.BigEndian.Uint16(p[2:]))
		if size < 4 || size > len(p) {
			return nil
		}
		if tiff, is := bytes.CutPrefix(p[4:size], []byte("Exif\x00\x00")); is && p[1] == app1 {
			return tiff
		}
		p = p[size:]
	}
	return nil
}

// lies reports whether a picture of that orientation lies on its side.
func lies(orientation int) bool { return orientation >= 5 }

// turned is a picture as it is to be seen.
func turned(img *image.RGBA, orientation int) *image.RGBA {
	if orientation == 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	if lies(orientation) {
		out = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			to := [...]image.Point{
				2: {w - 1 - x, y}, 3: {w - 1 - x, h - 1 - y}, 4: {x, h - 1 - y},
				5: {y, x}, 6: {h - 1 - y, x}, 7: {h - 1 - y, w - 1 - x}, 8: {y, w - 1 - x},
			}[orientation]
			out.SetRGBA(to.X, to.Y, img.RGBAAt(img.Rect.Min.X+x, img.Rect.Min.Y+y))
		}
	}
	return out
}
