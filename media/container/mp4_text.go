package container

// textHandlers are the handlers of tracks with subtitles.
var textHandlers = map[string]bool{"sbtl": true, "text": true, "subt": true, "subp": true, "clcp": true}

// textFormats names the sample entries of subtitles.
var textFormats = map[string]string{
	"tx3g": "tx3g", "text": "tx3g", "wvtt": "vtt", "stpp": "ttml", "c608": "cea608", "c708": "cea708", "mp4s": "vobsub",
}

// mp4Text is what a track says of its language, and of what it is for.
type mp4Text struct {
	language  string
	name      string
	forced    bool
	sdh       bool
	chapterOf []uint64 // the tracks of chapters that this one names
}

// textTracks are the tracks of subtitles: of those with text, the ones that no
// other track names as its chapters.
func (m *mp4Movie) textTracks() (list []Track) {
	chapters := map[uint64]bool{}
	for _, t := range m.tracks {
		for _, id := range t.text.chapterOf {
			chapters[id] = true
		}
	}
	for _, t := range m.tracks {
		if !textHandlers[t.handler] || chapters[t.id] {
			continue
		}
		l := label(t.text.language, t.text.name, t.text.forced, t.text.sdh || t.handler == "clcp")
		list = append(list, Track{Language: l.Language, Kind: l.Kind, Format: textFormats[t.entry]})
	}
	return list
}

// sound is the codec of the first track of sound, and the languages of all.
func (m *mp4Movie) sound() (codec string, languages []string) {
	first := true
	for _, t := range m.tracks {
		if t.handler != "soun" {
			continue
		}
		if first {
			codec, first = t.codec, false
		}
		languages = addLanguage(languages, t.text.language, t.text.name)
	}
	return codec, languages
}

// packedLanguage reads the three letters of an mdhd, five bits each.
func packedLanguage(p []byte) string {
	n := uint(p)
	code := make([]byte, 3)
	for i := range code {
		c := byte(n>>(10-5*i)) & 0x1f
		if c == 0 || c > 26 {
			return "" // a number of a Macintosh language
		}
		code[i] = 0x60 + c
	}
	return string(code)
}

// readLanguage reads the language of an mdhd, which stands behind the length.
func (t *mp4Track) readLanguage(b *boundedReader, mdhd box) error {
	p, err := b.atMost(mdhd.body, mdhd.end, 34)
	if err != nil || len(p) == 0 || t.text.language != "" {
		return err
	}
	if at := map[bool]int{false: 20, true: 32}[p[0] == 1]; len(p) >= at+2 {
		t.text.language = packedLanguage(p[at : at+2])
	}
	return nil
}

// readText reads a box of a track that says what its text is.
func (t *mp4Track) readText(b *boundedReader, x box) error {
	switch x.kind {
	case "elng": // a longer code than the one of mdhd
		p, err := b.atMost(x.body, x.end, 4+32)
		if err == nil && len(p) > 4 {
			t.text.language = line(p[4:])
		}
		return err
	case "udta":
		return ignoreBroken(b.inside(x, func(x box) error { return t.readKind(b, x) }))
	case "tref":
		return ignoreBroken(b.inside(x, func(x box) error {
			p, err := b.atMost(x.body, x.end, 4*16)
			for ; err == nil && x.kind == "chap" && len(p) >= 4; p = p[4:] {
				t.text.chapterOf = append(t.text.chapterOf, uint(p[:4]))
			}
			return err
		}))
	}
	return nil
}

// readKind reads the name of a track, and what it is for.
func (t *mp4Track) readKind(b *boundedReader, x box) error {
	p, err := b.atMost(x.body, x.end, 128)
	if err != nil {
		return err
	}
	switch x.kind {
	case "name":
		t.text.name = line(p)
	case "kind": // two texts behind the version: a scheme, and a word of it
		switch word := secondText(p); word {
		case "forced-subtitle", "forced_subtitle":
			t.text.forced = true
		case "caption":
			t.text.sdh = true
		}
	}
	return nil
}

func secondText(p []byte) string {
	if len(p) < 4 {
		return ""
	}
	at := 0
	var texts [2][]byte
	for _, c := range p[4:] {
		if c == 0 {
			if at++; at == len(texts) {
				break
			}
			continue
		}
		texts[at] = append(texts[at], c)
	}
	return string(texts[1])
}

// readFlags reads whether all of a tx3g track is forced.
func (t *mp4Track) readFlags(p []byte) {
	const allForced = 0x80000000
	if t.entry == "tx3g" && len(p) >= 12 && uint(p[8:12])&allForced != 0 {
		t.text.forced = true
	}
}
