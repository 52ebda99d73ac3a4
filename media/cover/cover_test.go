package cover

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// picture is one of a red upper and a blue lower half.
func picture(w, h int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.NRGBA{200, 0, 0, 255}
			if y >= h/2 {
				c = color.NRGBA{0, 0, 200, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	p, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Each format comes out as a JPEG within the bounds, in its own shape.
func TestRead(t *testing.T) {
	grey := image.NewGray16(image.Rect(0, 0, 300, 300))
	deep := image.NewNRGBA64(image.Rect(0, 0, 1200, 600))
	moved := picture(200, 300).SubImage(image.Rect(50, 50, 150, 250))
	for name, c := range map[string]struct {
		p    []byte
		want image.Point
	}{
		"jpg":           {asJPEG(t, picture(1000, 1500)), image.Pt(480, 720)},
		"png":           {asPNG(t, picture(1000, 1500)), image.Pt(480, 720)},
		"wide":          {asPNG(t, picture(1920, 1080)), image.Pt(480, 270)},
		"high":          {asPNG(t, picture(100, 1440)), image.Pt(50, 720)},
		"large":         {asJPEG(t, picture(2000, 3000)), image.Pt(480, 720)},
		"small":         {asPNG(t, picture(40, 60)), image.Pt(40, 60)},
		"smallest":      {asPNG(t, picture(8, 8)), image.Pt(8, 8)},
		"grey":          {asPNG(t, grey), image.Pt(300, 300)},
		"sixteen bits":  {asPNG(t, deep), image.Pt(480, 240)},
		"part":          {asPNG(t, moved), image.Pt(100, 200)},
		"webp":          {sample(t, "lossy.webp"), image.Pt(24, 36)},
		"webp lossless": {sample(t, "lossless.webp"), image.Pt(24, 36)},
		"webp alpha":    {sample(t, "alpha.webp"), image.Pt(24, 36)},
	} {
		out, err := Read(t.Context(), c.p)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		img, err := Decode(out)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := img.Bounds().Size()
		if got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
		if len(out) > 200<<10 {
			t.Errorf("%s: %d bytes are kept", name, len(out))
		}
	}
}

// What is seen stays where it was, and what is transparent is black.
func TestRead_Colours(t *testing.T) {
	see := func(p []byte, at image.Point, r, g, b uint8) {
		t.Helper()
		out, err := Read(t.Context(), p)
		if err != nil {
			t.Fatal(err)
		}
		img, err := Decode(out)
		if err != nil {
			t.Fatal(err)
		}
		c := color.NRGBAModel.Convert(img.At(at.X, at.Y)).(color.NRGBA)
		near := func(a, b uint8) bool { return a-b < 12 || b-a < 12 }
		if !near(c.R, r) || !near(c.G, g) || !near(c.B, b) {
			t.Errorf("at %v: %v, want %d %d %d", at, c, r, g, b)
		}
	}
	for _, size := range []image.Point{{60, 90}, {600, 900}, {1920, 2884}} {
		p := asPNG(t, picture(size.X, size.Y))
		w, h := min(size.X, 480), min(size.Y, 720)
		see(p, image.Pt(w/2, h/4), 200, 0, 0)
		see(p, image.Pt(w/2, 3*h/4), 0, 0, 200)
	}
	see(asPNG(t, image.NewNRGBA(image.Rect(0, 0, 50, 50))), image.Pt(25, 25), 0, 0, 0)
}

// claims is a picture of each format whose head says that it is so large, with
// little behind.
func claims(t testing.TB, w, h uint32) map[string][]byte {
	t.Helper()
	p := asPNG(t, picture(16, 16))
	binary.BigEndian.PutUint32(p[16:], w)
	binary.BigEndian.PutUint32(p[20:], h)
	binary.BigEndian.PutUint32(p[29:], crc32.ChecksumIEEE(p[12:29]))
	j := asJPEG(t, picture(16, 16))
	sof := bytes.Index(j, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(j[sof+5:], uint16(min(h, 65535)))
	binary.BigEndian.PutUint16(j[sof+7:], uint16(min(w, 65535)))
	x := slices.Clone(sample(t, "alpha.webp"))
	copy(x[24:27], []byte{byte(w - 1), byte((w - 1) >> 8), byte((w - 1) >> 16)})
	copy(x[27:30], []byte{byte(h - 1), byte((h - 1) >> 8), byte((h - 1) >> 16)})
	l := slices.Clone(sample(t, "lossless.webp"))
	binary.LittleEndian.PutUint32(l[21:], (min(w, 16384)-1)|(min(h, 16384)-1)<<14|binary.LittleEndian.Uint32(l[21:])&^(1<<28-1))
	y := slices.Clone(sample(t, "lossy.webp"))
	binary.LittleEndian.PutUint16(y[26:], uint16(min(w, 16383)))
	binary.LittleEndian.PutUint16(y[28:], uint16(min(h, 16383)))
	return map[string][]byte{"png": p, "jpg": j, "webp": x, "webp lossless": l, "webp lossy": y}
}

// A picture of 60,000 × 60,000 is refused by its head, and costs nothing; so is
// one that is a line.
func TestRead_Huge(t *testing.T) {
	for _, size := range [][2]uint32{{60000, 60000}, {60000, 16000}, {16384, 16384}} {
		for name, p := range claims(t, size[0], size[1]) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := Read(t.Context(), p)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, ErrPoints) && !(name == "webp" && errors.Is(err, ErrFormat)) { // 60,000² is more than WebP can say
				t.Errorf("%s of %v: %v", name, size, err)
			}
			if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
				t.Errorf("%s of %v took %d bytes", name, size, n)
			}
		}
	}
	for _, img := range []image.Image{picture(2000, 9), picture(9, 2000), picture(7, 100), picture(1, 1)} {
		if _, err := Read(t.Context(), asPNG(t, img)); !errors.Is(err, ErrPoints) {
			t.Errorf("%v: %v", img.Bounds(), err)
		}
	}
}

// The bound counts what a format takes while it is decoded.
func TestRead_Memory(t *testing.T) {
	for _, c := range []struct {
		name string
		w, h uint32
		ok   bool
	}{
		{"png", 6000, 6000, true}, {"png", 7000, 7000, false}, {"jpg", 6000, 6600, true}, {"jpg", 6400, 6400, false}, {"webp lossless", 4000, 5000, true}, {"webp lossless", 6000, 6000, false},
	} {
		p := claims(t, c.w, c.h)[c.name]
		if _, err := inspect(p, maxPoints); (err == nil) != c.ok {
			t.Errorf("%s of %d×%d: %v", c.name, c.w, c.h, err)
		}
	}
	p := claims(t, 6000, 3000)["jpg"]
	p[bytes.Index(p, []byte{0xff, 0xc0})+1] = 0xc2
	if _, err := inspect(p, maxPoints); !errors.Is(err, ErrPoints) {
		t.Errorf("a progressive one: %v", err)
	}
}

// What is no picture, or a damaged one, is refused in one way.
func TestRead_Refused(t *testing.T) {
	scans := asJPEG(t, picture(100, 100))
	scan := scans[bytes.Index(scans, []byte{0xff, 0xda}) : len(scans)-2]
	scans = append(slices.Clip(scans[:len(scans)-2]), bytes.Repeat(scan, maxScans)...)
	good := asPNG(t, picture(300, 300))
	flipped := slices.Clone(good)
	flipped[len(flipped)/2] ^= 0xff
	for name, c := range map[string]struct {
		p    []byte
		want error
	}{
		"nothing": {nil, ErrFormat}, "text": {[]byte("<svg/>"), ErrFormat}, "gif": {[]byte("GIF89a\x10\x00\x10\x00\x80\x00\x00"), ErrFormat},
		"a head alone": {good[:40], ErrFormat}, "cut off": {good[:len(good)/2], ErrFormat}, "damaged": {flipped, ErrFormat},
		"riff": {[]byte("RIFF\xff\xff\xff\xffWEBPVP8X\x0a\x00\x00\x00"), ErrFormat}, "scans": {scans, ErrFormat},
		"too large": {append(slices.Clip(good), make([]byte, MaxSize)...), ErrTooLarge},
	} {
		if _, err := Read(t.Context(), c.p); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

// What follows the picture in its file does not go along.
func TestRead_KeepsOnlyThePicture(t *testing.T) {
	p := append(asJPEG(t, picture(100, 150)), "\x1b]0;a secret place\a"...)
	out, err := Read(t.Context(), p)
	if err != nil || strings.Contains(string(out), "secret") {
		t.Errorf("%v, kept: %q", err, out)
	}
}

// One picture is decoded at a time, and who waits may leave.
func TestRead_OneAtATime(t *testing.T) {
	decoding <- struct{}{}
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if _, err := Read(ctx, asPNG(t, picture(20, 20))); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%v", err)
	}
	<-decoding
	if _, err := Read(t.Context(), asPNG(t, picture(20, 20))); err != nil {
		t.Error(err)
	}
}

// Decode takes no more than Read gives.
func TestDecode(t *testing.T) {
	for name, p := range map[string][]byte{"none": nil, "png": asPNG(t, picture(20, 20)), "large": asJPEG(t, picture(481, 20)), "high": asJPEG(t, picture(20, 721)), "cut": asJPEG(t, picture(20, 20))[:100]} {
		if _, err := Decode(p); err == nil {
			t.Errorf("%s is read", name)
		}
	}
}

// fuzzPoints keeps each try short.
const fuzzPoints = 1 << 14

func FuzzRead(f *testing.F) {
	for _, p := range [][]byte{asJPEG(f, picture(20, 30)), asPNG(f, picture(30, 20)), sample(f, "lossy.webp"), sample(f, "lossless.webp"), sample(f, "alpha.webp"), []byte("RIFF\x00\x00\x00\x00WEBP")} {
		f.Add(p)
		f.Add(p[:len(p)/2])
	}
	for _, size := range [][2]uint32{{60000, 60000}, {1, 60000}, {200, 80}} {
		for _, p := range claims(f, size[0], size[1]) {
			f.Add(p)
		}
	}
	f.Fuzz(func(t *testing.T, p []byte) {
		kind, err := inspect(p, fuzzPoints)
		var out []byte
		if err == nil {
			out, err = kind.read(p)
		}
		if err != nil {
			if !errors.Is(err, ErrFormat) && !errors.Is(err, ErrPoints) {
				t.Fatalf("an error of its own: %v", err)
			}
			return
		}
		img, err := Decode(out)
		if err != nil {
			t.Fatal(err)
		}
		if s := img.Bounds().Size(); s.X < minSide || s.Y < minSide || s.X > MaxWide || s.Y > MaxHigh {
			t.Fatalf("%v", s)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	p, err := Read(b.Context(), asPNG(b, picture(1000, 1500)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Decode(p); err != nil {
			b.Fatal(err)
		}
	}
}
