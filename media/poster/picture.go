package poster

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
)

// The largest picture that is taken: that of scaleFilter.
const maxWide, maxHigh = 320, 640

// decode takes a small picture and nothing else.
func decode(p []byte) (image.Image, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(p))
	if err != nil {
		return nil, fmt.Errorf("read a poster: %w", err)
	}
	if c.Width < 8 || c.Width > maxWide || c.Height < 8 || c.Height > maxHigh {
		return nil, fmt.Errorf("read a poster: it has %d×%d points", c.Width, c.Height)
	}
	img, err := jpeg.Decode(bytes.NewReader(p))
	if err != nil {
		return nil, fmt.Errorf("read a poster: %w", err)
	}
	return img, nil
}

// plain is how little there is to see: the share of the points, in percent,
// that are as bright as the picture's average, or nearly. A frame between two
// scenes, all black or white, has 100.
func plain(img image.Image) int {
	b := img.Bounds()
	var levels [256]int
	sum, all := 0, 0
	for y := b.Min.Y; y < b.Max.Y; y += 4 {
		for x := b.Min.X; x < b.Max.X; x += 4 {
			r, g, bl, _ := img.At(x, y).RGBA()
			l := int((299*r + 587*g + 114*bl) / 1000 >> 8)
			levels[l]++
			sum += l
			all++
		}
	}
	mean, near := sum/all, 0
	for l, n := range levels {
		if l-mean <= 12 && mean-l <= 12 {
			near += n
		}
	}
	return near * 100 / all
}
