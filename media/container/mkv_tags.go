package container

const (
	idTitle       = 0x7ba9
	idTag         = 0x7373
	idTargets     = 0x63c0
	idTargetLevel = 0x68ca
	idTagTrackUID = 0x63c5
	idSimpleTag   = 0x67c8
	idTagName     = 0x45a3
	idTagString   = 0x4487
)

// The levels of what a tag speaks of.
const (
	levelShow   = 70
	levelSeason = 60
	levelMovie  = 50
)

// readTags reads the tags of the segment, those of single tracks left out.
func (m *matroska) readTags(b *boundedReader, tags element) error {
	return ignoreBroken(b.within(tags, func(x element) error {
		if err := m.tags.count(); err != nil || x.id != idTag {
			return err
		}
		level, ofTrack := uint64(levelMovie), false
		return b.within(x, func(x element) error {
			switch x.id {
			case idTargets:
				return b.within(x, func(x element) (err error) {
					if err := m.tags.count(); err != nil {
						return err
					}
					var n uint64
					switch x.id {
					case idTargetLevel:
						level, err = b.number(x)
					case idTagTrackUID:
						n, err = b.number(x)
						ofTrack = ofTrack || n != 0
					}
					return err
				})
			case idSimpleTag:
				if err := m.tags.count(); err != nil || ofTrack {
					return err
				}
				return m.readTag(b, x, level)
			}
			return m.tags.count()
		})
	}))
}

func (m *matroska) readTag(b *boundedReader, tag element, level uint64) error {
	var name string
	var value []byte
	err := b.within(tag, func(x element) (err error) {
		if err := m.tags.count(); err != nil {
			return err
		}
		var p []byte
		switch x.id {
		case idTagName:
			p, err = b.atMost(x.body, x.end, 64)
			name = line(p)
		case idTagString:
			p, err = b.atMost(x.body, x.end, maxAbout)
			value = append([]byte(nil), p...) // p stands until the next read
		}
		return err
	})
	if err != nil {
		return err
	}
	m.tags.set(name, value, level)
	return nil
}

// set takes a tag by the names that Matroska has, and those that FFmpeg writes.
func (t *tagReader) set(name string, value []byte, level uint64) {
	switch {
	case name == "TITLE" && level == levelShow, name == "SHOW":
		t.Show = line(value)
	case name == "TITLE" && level <= levelMovie:
		t.Title = line(value)
	case name == "PART_NUMBER" && level == levelSeason, name == "SEASON_NUMBER", name == "SEASON":
		t.Season = number(line(value))
	case name == "PART_NUMBER" && level <= levelMovie, name == "EPISODE_SORT", name == "EPISODE":
		t.Episode = number(line(value))
	case level > levelMovie:
	case name == "DATE_RELEASED", name == "DATE":
		t.setYear(line(value))
	case name == "DESCRIPTION", name == "SUMMARY":
		t.setAbout(value, false)
	case name == "SYNOPSIS":
		t.setAbout(value, true)
	case name == "GENRE":
		t.addGenres(line(value))
	}
}
