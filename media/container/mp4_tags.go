package container

import (
	"unicode/utf16"
)

// readUserData reads the tags that programs write as iTunes does, in
// moov/udta/meta/ilst.
func (m *mp4Movie) readUserData(b *boundedReader, udta box) error {
	return ignoreBroken(b.inside(udta, func(x box) error {
		if err := m.tags.count(); err != nil || x.kind != "meta" {
			return err
		}
		if p, err := b.atMost(x.body, x.end, 8); err != nil {
			return err
		} else if len(p) == 8 && string(p[4:8]) != "hdlr" { // QuickTime's has no version before its boxes
			x.body += 4
		}
		return b.inside(x, func(x box) error {
			if err := m.tags.count(); err != nil || x.kind != "ilst" {
				return err
			}
			return b.inside(x, func(x box) error { return m.tags.readItem(b, x) })
		})
	}))
}

// readItem reads one tag: its first value counts, of a genre each.
func (t *tagReader) readItem(b *boundedReader, item box) error {
	if err := t.count(); err != nil {
		return err
	}
	switch item.kind {
	case "\xa9nam", "tvsh", "tvsn", "tves", "\xa9day", "desc", "ldes", "\xa9gen":
	default:
		return nil
	}
	return b.inside(item, func(x box) error {
		if err := t.count(); err != nil || x.kind != "data" {
			return err
		}
		p, err := b.atMost(x.body, x.end, 8+maxAbout)
		if err != nil || len(p) < 8 {
			return err
		}
		t.setItem(item.kind, uint(p[1:4]), p[8:])
		return nil
	})
}

// The types of a value that are read.
const (
	typeUTF16  = 2
	typeNumber = 21
)

func (t *tagReader) setItem(kind string, typ uint64, p []byte) {
	if typ == typeUTF16 {
		p = fromUTF16(p)
	}
	switch kind {
	case "\xa9nam":
		t.Title = line(p)
	case "tvsh":
		t.Show = line(p)
	case "tvsn":
		t.Season = itemNumber(typ, p)
	case "tves":
		t.Episode = itemNumber(typ, p)
	case "\xa9day":
		t.setYear(line(p))
	case "desc", "ldes":
		t.setAbout(p, kind == "ldes")
	case "\xa9gen":
		t.addGenres(line(p))
	}
}

// itemNumber is a number as most programs write it, or as a text.
func itemNumber(typ uint64, p []byte) *int {
	if typ == typeNumber || typ == 0 {
		return inSeries(int64(uint(p[:min(len(p), 4)])), len(p) > 0 && len(p) <= 4)
	}
	return number(line(p))
}

func fromUTF16(p []byte) []byte {
	var units []uint16
	for ; len(p) >= 2; p = p[2:] {
		units = append(units, uint16(uint(p[:2])))
	}
	return []byte(string(utf16.Decode(units)))
}
