package cover

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"
)

// MaxSize is how many bytes a picture may have.
const MaxSize = 5 << 20

// The largest cover that is kept, in points, and the smallest.
const (
	MaxWide, MaxHigh = 480, 720
	minSide          = 8
)

// What reading a picture may cost.
const (
	maxPoints = 40_000_000
	maxMemory = 160 << 20 // bytes, while it is decoded
	maxScans  = 64        // of a progressive JPEG, each of which goes over all points
)

// Why a picture is not taken.
var (
	ErrTooLarge = errors.New("the picture has too many bytes")
	ErrFormat   = errors.New("it is no picture in jpg, png or webp, or a damaged one")
	ErrPoints   = errors.New("the picture has too many points, or too few")
)

// decoding is held by the one picture that is being decoded: many at once would
// take all memory.
var decoding = make(chan struct{}, 1)

// Read takes a picture and returns it as it is kept: a JPEG within MaxWide and
// MaxHigh, without what else stood in the file. It waits for its turn as long as
// ctx lets it.
func Read(ctx context.Context, p []byte) ([]byte, error) {
	if len(p) > MaxSize {
		return nil, ErrTooLarge
	}
	format, err := inspect(p, maxPoints)
	if err != nil {
		return nil, err
	}
	select {
	case decoding <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-decoding }()
	return format.read(p)
}

// format is a kind of picture.
type format struct {
	begins func(p []byte) bool
	config func(p []byte) (image.Config, error)
	decode func(p []byte) (image.Image, error)
	// cost is how many bytes a point takes while such a picture is decoded; an
	// error where it would take too much time.
	cost func(p []byte, model color.Model) (int64, error)
}

// formats are recognised by what they begin with, whatever a file is called.
var formats = []format{
	{
		begins: func(p []byte) bool { return bytes.HasPrefix(p, []byte("\xff\xd8\xff")) },
		config: func(p []byte) (image.Config, error) { return jpeg.DecodeConfig(bytes.NewReader(p)) },
		decode: func(p []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(p)) },
		cost:   jpegCost,
	},
	{
		begins: func(p []byte) bool { return bytes.HasPrefix(p, []byte("\x89PNG\r\n\x1a\n")) },
		config: func(p []byte) (image.Config, error) { return png.DecodeConfig(bytes.NewReader(p)) },
		decode: func(p []byte) (image.Image, error) { return png.Decode(bytes.NewReader(p)) },
		cost:   pngCost,
	},
	{
		begins: func(p []byte) bool { return len(p) > 12 && string(p[:4]) == "RIFF" && string(p[8:12]) == "WEBP" },
		config: func(p []byte) (image.Config, error) { return webp.DecodeConfig(bytes.NewReader(p)) },
		decode: func(p []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(p)) },
		cost:   func([]byte, color.Model) (int64, error) { return 8, nil },
	},
}

// inspect finds the format of a picture and refuses what would cost too much,
// before anything is decoded.
func inspect(p []byte, maxPoints int64) (f format, err error) {
	defer contain(&err)
	for _, f = range formats {
		if !f.begins(p) {
			continue
		}
		c, err := f.config(p)
		if err != nil {
			return f, fmt.Errorf("%w: %w", ErrFormat, err)
		}
		each, err := f.cost(p, c.ColorModel)
		if err != nil {
			return f, err
		}
		points := int64(c.Width) * int64(c.Height)
		if c.Width < minSide || c.Height < minSide || points > maxPoints || points*each > maxMemory {
			return f, fmt.Errorf("%w: %d×%d", ErrPoints, c.Width, c.Height)
		}
		return f, nil
	}
	return f, ErrFormat
}

// read decodes a picture that was inspected, and makes a cover of it.
func (f format) read(p []byte) (out []byte, err error) {
	defer contain(&err)
	img, err := f.decode(p)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	held := orientation(p)
	small, err := shrink(img, lies(held))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, turned(small, held), &jpeg.Options{Quality: 88}); err != nil {
		return nil, fmt.Errorf("keep a cover: %w", err)
	}
	return b.Bytes(), nil
}

// contain makes an error of a panic in a decoder.
func contain(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: reading it panicked: %v", ErrFormat, p)
	}
}

// jpegCost counts the planes, and for a progressive picture the coefficients,
// each of four bytes, that are kept until its last scan.
func jpegCost(p []byte, model color.Model) (int64, error) {
	if n := bytes.Count(p, []byte("\xff\xda")); n > maxScans {
		return 0, fmt.Errorf("%w: %d scans", ErrFormat, n)
	}
	planes, whole := int64(3), int64(0)
	switch model {
	case color.GrayModel:
		planes = 1
	case color.CMYKModel:
		planes, whole = 4, 4
	case color.RGBAModel:
		whole = 4
	}
	if bytes.Contains(p, []byte("\xff\xc2")) {
		whole += 4 * planes
	}
	return planes + whole, nil
}

// pngCost counts an interlaced picture's passes too.
func pngCost(p []byte, model color.Model) (int64, error) {
	const interlace = 28 // where the header says so
	n := int64(4)
	switch model {
	case color.RGBA64Model, color.NRGBA64Model:
		n = 8
	}
	if len(p) > interlace && p[interlace] != 0 {
		n += n / 2
	}
	return n, nil
}

// shrink makes a picture as large as covers are at most, if it lies on its side once
// it is turned; it makes none larger. What is transparent becomes black.
func shrink(img image.Image, lies bool) (*image.RGBA, error) {
	b := img.Bounds()
	w, h, maxWide, maxHigh := b.Dx(), b.Dy(), MaxWide, MaxHigh
	if lies {
		maxWide, maxHigh = maxHigh, maxWide
	}
	if w*maxHigh > h*maxWide {
		h = (h*min(w, maxWide) + w/2) / w
		w = min(w, maxWide)
	} else {
		w = (w*min(h, maxHigh) + h/2) / h
		h = min(h, maxHigh)
	}
	if w < minSide || h < minSide {
		return nil, fmt.Errorf("%w: %d×%d", ErrPoints, b.Dx(), b.Dy())
	}
	if few := 4; b.Dx() > few*w && b.Dy() > few*h { // so many points of each are enough to see, and to work on
		img = over(draw.NearestNeighbor, img, few*w, few*h)
	}
	return over(draw.CatmullRom, img, w, h), nil
}

// over draws a picture on black, in so many points.
func over(by draw.Scaler, img image.Image, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Bounds(), image.Black, image.Point{}, draw.Src)
	by.Scale(out, out.Bounds(), img, img.Bounds(), draw.Over, nil)
	return out
}

// Decode reads a cover as Read made it, and nothing larger.
func Decode(p []byte) (img image.Image, err error) {
	defer contain(&err)
	c, err := jpeg.DecodeConfig(bytes.NewReader(p))
	if err != nil {
		return nil, fmt.Errorf("read a cover: %w", err)
	}
	if c.Width > MaxWide || c.Height > MaxHigh {
		return nil, fmt.Errorf("read a cover: it has %d×%d points", c.Width, c.Height)
	}
	if img, err = jpeg.Decode(bytes.NewReader(p)); err != nil {
		return nil, fmt.Errorf("read a cover: %w", err)
	}
	return img, nil
}
