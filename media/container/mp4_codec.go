package container

// mp4Codecs names the sample entries as people and ffprobe name the codecs.
var mp4Codecs = map[string]string{
	"avc1": "h264", "avc2": "h264", "avc3": "h264", "avc4": "h264", "dva1": "h264", "dvav": "h264",
	"hvc1": "hevc", "hev1": "hevc", "hvc2": "hevc", "hev2": "hevc", "dvh1": "hevc", "dvhe": "hevc",
	"vvc1": "vvc", "vvi1": "vvc",
	"av01": "av1", "dav1": "av1", "vp08": "vp8", "vp09": "vp9",
	"s263": "h263", "mjpa": "mjpeg", "jpeg": "mjpeg", "png ": "png",
	"Opus": "opus", "fLaC": "flac", "alac": "alac", ".mp3": "mp3",
	"ac-3": "ac3", "ec-3": "eac3", "ac-4": "ac4", "dtsc": "dts", "dtsh": "dts", "dtsl": "dts", "dtse": "dts",
	"mlpa": "truehd", "samr": "amr_nb", "sawb": "amr_wb",
	"sowt": "pcm", "twos": "pcm", "lpcm": "pcm", "ipcm": "pcm", "fpcm": "pcm",
}

// objectCodecs names the object types of an esds, for entries mp4v and mp4a.
var objectCodecs = map[byte]string{
	0x20: "mpeg4", 0x21: "h264", 0x23: "hevc",
	0x40: "aac", 0x66: "aac", 0x67: "aac", 0x68: "aac",
	0x60: "mpeg2", 0x61: "mpeg2", 0x62: "mpeg2", 0x63: "mpeg2", 0x64: "mpeg2", 0x65: "mpeg2",
	0x69: "mp3", 0x6a: "mpeg1", 0x6b: "mp3", 0x6c: "mjpeg", 0x6d: "png",
	0xa5: "ac3", 0xa6: "eac3", 0xa9: "dts", 0xad: "opus", 0xb1: "vp9", 0xdd: "vorbis",
}

// stillCodecs are pictures that come with a movie: covers, chapter marks.
var stillCodecs = map[string]bool{"mjpeg": true, "png": true}

// readDescription reads the first entry of the track's sample description.
func (t *mp4Track) readDescription(b *boundedReader) error {
	stsd := t.samples
	if stsd.end-stsd.body < 16 {
		return nil
	}
	entry, err := b.box(stsd.body+8, stsd.end)
	if err == errCut {
		return nil // a description we can't read is a codec we don't know
	}
	if err != nil {
		return err
	}
	t.codec, t.entry = mp4Codecs[entry.kind], entry.kind
	p, err := b.atMost(entry.body, entry.end, 28)
	if err != nil {
		return err
	}
	t.readFlags(p)
	if len(p) < 28 || t.handler != "vide" && t.handler != "soun" {
		return nil // of other entries the boxes begin elsewhere
	}
	children := entry.body + 28
	if t.handler == "vide" {
		t.width, t.height = int(uint(p[24:26])), int(uint(p[26:28]))
		children = entry.body + 78
	} else if v := uint(p[8:10]); v <= 2 { // QuickTime's longer sound entries
		children += []int64{0, 16, 36}[v]
	}
	if children > entry.end {
		return nil
	}
	return b.inside(box{body: children, end: entry.end}, func(x box) error {
		switch x.kind {
		case "esds":
			return t.readObjectType(b, x)
		case "sinf": // encrypted: the true kind is inside
			return b.inside(x, func(x box) error {
				p, err := b.atMost(x.body, x.end, 4)
				if err == nil && x.kind == "frma" && len(p) == 4 {
					t.codec = mp4Codecs[string(p)]
				}
				return err
			})
		}
		return nil
	})
}

// readObjectType finds the object type in the descriptors of an esds.
func (t *mp4Track) readObjectType(b *boundedReader, x box) error {
	p, err := b.atMost(x.body, x.end, 64)
	if err != nil || len(p) < 4 {
		return err
	}
	p = descriptor(p[4:], 3)
	if len(p) < 3 {
		return nil
	}
	flags, skip := p[2], 3
	if flags&0x80 != 0 {
		skip += 2
	}
	if flags&0x40 != 0 && len(p) > skip {
		skip += 1 + int(p[skip])
	}
	if flags&0x20 != 0 {
		skip += 2
	}
	if len(p) < skip {
		return nil
	}
	if p = descriptor(p[skip:], 4); len(p) > 0 {
		t.codec = objectCodecs[p[0]]
	}
	return nil
}

// descriptor returns what is behind the tag and length of a descriptor, nil if
// another one stands there.
func descriptor(p []byte, tag byte) []byte {
	if len(p) < 2 || p[0] != tag {
		return nil
	}
	for i := 1; i < len(p) && i <= 4; i++ {
		if p[i]&0x80 == 0 {
			return p[i+1:]
		}
	}
	return nil
}
