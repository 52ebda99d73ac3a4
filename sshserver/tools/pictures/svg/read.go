package svg

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// TextOf reads the lines of text that a picture made by Draw shows, each
// letter where it stands. What is drawn as rectangles is no text.
func TextOf(svg []byte) ([]string, error) {
	lines := map[int]map[int]string{}
	last := -1
	for d := xml.NewDecoder(bytes.NewReader(svg)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		start, ok := token.(xml.StartElement)
		if !ok || start.Name.Local != "text" {
			continue
		}
		var e struct {
			X     string  `xml:"x,attr"`
			Y     float64 `xml:"y,attr"`
			Class string  `xml:"class,attr"`
			Text  string  `xml:",chardata"`
		}
		if err := d.DecodeElement(&e, &start); err != nil {
			return nil, err
		}
		y := int((e.Y - baseline) / cellH)
		if lines[y] == nil {
			lines[y] = map[int]string{}
		}
		last = max(last, y)
		if err := place(lines[y], e.X, e.Class, e.Text); err != nil {
			return nil, err
		}
	}
	out := make([]string, last+1)
	for y := range out {
		out[y] = joined(lines[y])
	}
	return out, nil
}

// place puts a run's characters into the cells that they stand in.
func place(line map[int]string, xs, class, text string) error {
	var at []float64
	for _, x := range strings.Fields(xs) {
		f, err := strconv.ParseFloat(x, 64)
		if err != nil {
			return fmt.Errorf("x=%q: %w", xs, err)
		}
		at = append(at, f)
	}
	rs := []rune(text)
	wide := slices.Contains(strings.Fields(class), "w")
	centred := wide || slices.Contains(strings.Fields(class), "c")
	switch {
	case len(at) == 0:
		return fmt.Errorf("x=%q: no place", xs)
	case !centred:
		for i, r := range rs {
			line[int(math.Round(at[0]/cellW))+i] = string(r)
		}
	case len(at) != 1 && len(at) != len(rs):
		return fmt.Errorf("%d places for %q", len(at), text)
	default:
		for i, x := range at {
			cell := int(math.Ceil(x/cellW)) - 1 // x is its middle, or a wide one's
			line[cell] = string(rs[i])
			if len(at) == 1 { // one sign, maybe of several code points
				line[cell] = text
			}
			if wide {
				line[cell+1] = ""
			}
		}
	}
	return nil
}

func joined(line map[int]string) string {
	var b strings.Builder
	end := -1
	for x := range line {
		end = max(end, x)
	}
	for x := 0; x <= end; x++ {
		if s, ok := line[x]; ok {
			b.WriteString(s)
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimRight(b.String(), " ")
}
