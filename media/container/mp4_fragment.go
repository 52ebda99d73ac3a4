package container

// readFragment adds the length of a moof's samples to their tracks. Live
// recordings and streams say their length nowhere else.
func (m *mp4Movie) readFragment(b *boundedReader, moof box) error {
	return b.inside(moof, func(x box) error {
		if x.kind != "traf" {
			return nil
		}
		f := fragment{}
		if err := b.inside(x, func(x box) error { return f.read(b, m, x) }); err != nil {
			return err
		}
		if f.track == nil {
			return nil
		}
		from := f.track.fragmentEnd
		if f.based {
			from = f.base
		}
		if end := from + f.units; end >= from {
			f.track.fragmentEnd = max(f.track.fragmentEnd, end)
		}
		return nil
	})
}

type fragment struct {
	track       *mp4Track
	sampleUnits uint64
	base        uint64
	based       bool
	units       uint64
}

func (m *mp4Movie) track(id uint64) *mp4Track {
	for _, t := range m.tracks {
		if t.id == id {
			return t
		}
	}
	return nil
}

func (f *fragment) read(b *boundedReader, m *mp4Movie, x box) error {
	p, err := b.atMost(x.body, x.end, 24)
	if err != nil || len(p) < 8 {
		return err
	}
	flags := uint(p[1:4])
	switch x.kind {
	case "tfhd":
		if f.track = m.track(uint(p[4:8])); f.track == nil {
			return nil
		}
		f.sampleUnits = f.track.sampleUnits
		at := 8
		if flags&1 != 0 {
			at += 8
		}
		if flags&2 != 0 {
			at += 4
		}
		if flags&8 != 0 && len(p) >= at+4 {
			f.sampleUnits = uint(p[at : at+4])
		}
	case "tfdt":
		f.based = true
		if f.base = uint(p[4:8]); p[0] == 1 && len(p) >= 12 {
			f.base = uint(p[4:12])
		}
	case "trun":
		return f.readRun(b, x, flags, uint(p[4:8]))
	}
	return nil
}

// readRun sums the lengths of a run's samples: each its own, or all alike.
func (f *fragment) readRun(b *boundedReader, x box, flags, count uint64) error {
	if flags&0x100 == 0 {
		f.units += count * f.sampleUnits // 32 bits each: no overflow
		return nil
	}
	off, wide := x.body+8, int64(0)
	for _, bit := range []uint64{1, 4} {
		if flags&bit != 0 {
			off += 4
		}
	}
	for _, bit := range []uint64{0x100, 0x200, 0x400, 0x800} {
		if flags&bit != 0 {
			wide += 4
		}
	}
	for ; count > 0 && off+wide <= x.end; count, off = count-1, off+wide {
		if err := b.step(); err != nil {
			return err
		}
		p, err := b.at(off, 4)
		if err != nil {
			return err
		}
		f.units += uint(p)
	}
	return nil
}
