package container

import (
	"fmt"
	"time"
)

// mp4Movie is what moov and the fragments behind it say.
type mp4Movie struct {
	duration   time.Duration
	tracks     []*mp4Track // nil: no moov yet
	indexFirst bool        // moov stands before any of the picture
	tags       tagReader
}

// maxTracks is more than any movie has.
const maxTracks = 256

type mp4Track struct {
	id        uint64
	handler   string // vide, soun, …
	scale     uint64 // units a second
	units     uint64
	codec     string
	width     int
	height    int
	lastChunk uint64 // where the last piece of it begins
	samples   box    // stsd, read when the handler is known
	entry     string // the kind of its first sample entry
	text      mp4Text

	sampleUnits uint64 // of a fragment's sample, unless it says
	fragmentEnd uint64 // where its fragments end so far
}

func (m *mp4Movie) info(b *boundedReader) (Info, error) {
	i := Info{MediaType: "video/mp4", Ext: ".mp4", Duration: m.duration, Streams: m.indexFirst}
	for _, t := range m.tracks {
		if t.lastChunk >= uint64(b.size) {
			return Info{}, errCut
		}
	}
	picture, err := m.picture()
	if err != nil {
		return Info{}, err
	}
	i.Tags, i.Tracks = m.tags.Tags, m.textTracks()
	i.VideoCodec, i.Width, i.Height = picture.codec, picture.width, picture.height
	i.AudioCodec, i.Sound = m.sound()
	if i.Duration == 0 {
		i.Duration = durationOf(picture.units, picture.scale)
	}
	i.Duration = max(i.Duration, durationOf(picture.fragmentEnd, picture.scale))
	return i, nil
}

// picture is the track that is seen: one that moves before a still.
func (m *mp4Movie) picture() (*mp4Track, error) {
	var picture *mp4Track
	for _, t := range m.tracks {
		if t.handler == "vide" && t.width > 0 && t.height > 0 && (picture == nil || stillCodecs[picture.codec] && !stillCodecs[t.codec]) {
			picture = t
		}
	}
	if picture == nil {
		return nil, ErrNoPicture
	}
	return picture, nil
}

func (m *mp4Movie) readMovie(b *boundedReader, moov box) error {
	m.tracks = []*mp4Track{}
	var scale, units uint64
	defaults := map[uint64]uint64{}
	err := b.inside(moov, func(x box) (err error) {
		switch x.kind {
		case "mvhd":
			scale, units, err = b.scaleAndUnits(x)
			m.duration = max(m.duration, durationOf(units, scale))
		case "trak":
			if len(m.tracks) >= maxTracks {
				return fmt.Errorf("%w: too many tracks", ErrNotAMovie)
			}
			t := &mp4Track{}
			m.tracks = append(m.tracks, t)
			err = t.read(b, x)
		case "udta":
			err = m.readUserData(b, x)
		case "mvex":
			err = b.inside(x, func(x box) error { return m.readExtends(b, x, scale, defaults) })
		}
		return err
	})
	for _, t := range m.tracks {
		t.sampleUnits = defaults[t.id]
	}
	return err
}

// readExtends reads what moov says of the fragments to come.
func (m *mp4Movie) readExtends(b *boundedReader, x box, scale uint64, defaults map[uint64]uint64) error {
	p, err := b.atMost(x.body, x.end, 24)
	if err != nil {
		return err
	}
	switch {
	case x.kind == "mehd" && len(p) >= 12 && p[0] == 1:
		m.duration = max(m.duration, durationOf(uint(p[4:12]), scale))
	case x.kind == "mehd" && len(p) >= 8 && p[0] == 0:
		m.duration = max(m.duration, durationOf(uint(p[4:8]), scale))
	case x.kind == "trex" && len(p) >= 16 && len(defaults) < maxTracks:
		defaults[uint(p[4:8])] = uint(p[12:16])
	}
	return nil
}

// scaleAndUnits reads the time scale and the length of mvhd and mdhd.
func (b *boundedReader) scaleAndUnits(x box) (scale, units uint64, err error) {
	p, err := b.atMost(x.body, x.end, 32)
	if err != nil || len(p) < 20 || p[0] == 1 && len(p) < 32 {
		return 0, 0, err
	}
	if p[0] == 1 {
		scale, units = uint(p[20:24]), uint(p[24:32])
		if units == 1<<64-1 {
			units = 0 // not known
		}
		return scale, units, nil
	}
	scale, units = uint(p[12:16]), uint(p[16:20])
	if units == 1<<32-1 {
		units = 0
	}
	return scale, units, nil
}

func (t *mp4Track) read(b *boundedReader, trak box) error {
	err := b.inside(trak, func(x box) error {
		switch x.kind {
		case "tkhd":
			p, err := b.atMost(x.body, x.end, 24)
			if err != nil {
				return err
			}
			if at := map[bool]int{false: 12, true: 20}[len(p) > 0 && p[0] == 1]; len(p) >= at+4 {
				t.id = uint(p[at : at+4])
			}
		case "mdia":
			return b.inside(x, func(x box) error { return t.readMedia(b, x) })
		case "udta", "tref":
			return t.readText(b, x)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return t.readDescription(b)
}

func (t *mp4Track) readMedia(b *boundedReader, x box) (err error) {
	switch x.kind {
	case "mdhd":
		if t.scale, t.units, err = b.scaleAndUnits(x); err != nil {
			return err
		}
		return t.readLanguage(b, x)
	case "elng":
		return t.readText(b, x)
	case "hdlr":
		p, err := b.atMost(x.body, x.end, 12)
		if err != nil {
			return err
		}
		if len(p) == 12 {
			t.handler = string(p[8:12])
		}
	case "minf":
		return b.inside(x, func(x box) error {
			if x.kind != "stbl" {
				return nil
			}
			return b.inside(x, func(x box) error { return t.readTable(b, x) })
		})
	}
	return err
}

// readTable reads the sample table: what the samples are, and where the last
// chunk of them begins.
func (t *mp4Track) readTable(b *boundedReader, x box) error {
	wide := map[string]int64{"stco": 4, "co64": 8}[x.kind]
	switch {
	case x.kind == "stsd":
		t.samples = x
	case wide > 0:
		p, err := b.atMost(x.body, x.end, 8)
		if err != nil || len(p) < 8 {
			return err
		}
		count := int64(uint(p[4:8]))
		if count == 0 {
			return nil
		}
		if count > (x.end-x.body-8)/wide {
			return fmt.Errorf("%w: a short %s", ErrNotAMovie, x.kind)
		}
		if p, err = b.at(x.body+8+(count-1)*wide, int(wide)); err != nil {
			return err
		}
		t.lastChunk = max(t.lastChunk, uint(p))
	}
	return nil
}
