package container

import (
	"cmp"
	"fmt"
	"strings"
)

const (
	idTrackEntry  = 0xae
	idTrackType   = 0x83
	idCodec       = 0x86
	idVideo       = 0xe0
	idPixelWidth  = 0xb0
	idPixelHeight = 0xba
	idTrackName   = 0x536e
	idLanguage    = 0x22b59c
	idLanguageTag = 0x22b59d // the newer code, which goes before the old
	idFlagForced  = 0x55aa
	idFlagImpair  = 0x55ab

	trackVideo = 1
	trackAudio = 2
	trackText  = 17
)

type mkvTrack struct {
	kind          uint64
	codec         string
	width, height uint64
	text          mkvText
}

// mkvText is what a track says of its language, and of what it is for.
type mkvText struct {
	language, tag, name string
	forced, sdh         bool
	format              string
}

// mkvTextFormats names the codec IDs of subtitles.
var mkvTextFormats = map[string]string{
	"S_TEXT/UTF8": "srt", "S_TEXT/ASCII": "srt", "S_TEXT/ASS": "ass", "S_ASS": "ass", "S_TEXT/SSA": "ssa", "S_SSA": "ssa",
	"S_TEXT/WEBVTT": "vtt", "D_WEBVTT/SUBTITLES": "vtt", "D_WEBVTT/CAPTIONS": "vtt", "S_TEXT/USF": "usf",
	"S_HDMV/PGS": "pgs", "S_HDMV/TEXTST": "textst", "S_VOBSUB": "vobsub", "S_DVBSUB": "dvbsub",
}

// textTracks are the tracks of subtitles.
func (m *matroska) textTracks() (list []Track) {
	for _, t := range m.tracks {
		if t.kind != trackText {
			continue
		}
		l := label(t.text.code(), t.text.name, t.text.forced, t.text.sdh)
		list = append(list, Track{Language: l.Language, Kind: l.Kind, Format: t.text.format})
	}
	return list
}

// sound is the codec of the first track of sound, and the languages of all.
func (m *matroska) sound() (codec string, languages []string) {
	first := true
	for _, t := range m.tracks {
		if t.kind != trackAudio {
			continue
		}
		if first {
			codec, first = t.codec, false
		}
		languages = addLanguage(languages, t.text.code(), t.text.name)
	}
	return codec, languages
}

// code is the language that a track says. One that says none is in English, as
// Matroska has it.
func (t mkvText) code() string { return cmp.Or(t.tag, t.language, "eng") }

func (t *mkvText) read(b *boundedReader, x element) (err error) {
	var n uint64
	var p []byte
	switch x.id {
	case idLanguage:
		t.language, err = b.word(x)
	case idLanguageTag:
		t.tag, err = b.word(x)
	case idTrackName:
		p, err = b.atMost(x.body, x.end, maxLine)
		t.name = line(p)
	case idFlagForced:
		n, err = b.number(x)
		t.forced = n != 0
	case idFlagImpair:
		n, err = b.number(x)
		t.sdh = n != 0
	}
	return err
}

// mkvCodecs names codec IDs by their beginnings, the longest first where one
// begins like another.
var mkvCodecs = []struct{ begins, name string }{
	{"V_MPEG4/ISO/AVC", "h264"}, {"V_MPEGH/ISO/HEVC", "hevc"}, {"V_MPEGI/ISO/VVC", "vvc"},
	{"V_AV1", "av1"}, {"V_VP8", "vp8"}, {"V_VP9", "vp9"}, {"V_THEORA", "theora"},
	{"V_MPEG4/ISO", "mpeg4"}, {"V_MPEG4/MS", "msmpeg4"}, {"V_MPEG2", "mpeg2"}, {"V_MPEG1", "mpeg1"},
	{"V_MJPEG", "mjpeg"}, {"V_FFV1", "ffv1"}, {"V_PRORES", "prores"},
	{"A_AAC", "aac"}, {"A_OPUS", "opus"}, {"A_VORBIS", "vorbis"}, {"A_FLAC", "flac"},
	{"A_AC3", "ac3"}, {"A_EAC3", "eac3"}, {"A_DTS", "dts"}, {"A_TRUEHD", "truehd"},
	{"A_MPEG/L3", "mp3"}, {"A_MPEG/L2", "mp2"}, {"A_MPEG/L1", "mp1"}, {"A_ALAC", "alac"}, {"A_PCM", "pcm"},
}

func mkvCodec(id string) string {
	for _, c := range mkvCodecs {
		if strings.HasPrefix(id, c.begins) {
			return c.name
		}
	}
	return ""
}

func (m *matroska) readTracks(b *boundedReader, tracks element) error {
	m.tracks = []mkvTrack{}
	return b.within(tracks, func(x element) error {
		if x.id != idTrackEntry {
			return nil
		}
		if len(m.tracks) >= maxTracks {
			return fmt.Errorf("%w: too many tracks", ErrNotAMovie)
		}
		var t mkvTrack
		err := b.within(x, func(x element) error { return t.read(b, x) })
		m.tracks = append(m.tracks, t)
		return err
	})
}

func (t *mkvTrack) read(b *boundedReader, x element) (err error) {
	switch x.id {
	case idTrackType:
		t.kind, err = b.number(x)
	case idCodec:
		var id string
		id, err = b.word(x)
		t.codec, t.text.format = mkvCodec(id), mkvTextFormats[id]
	case idVideo:
		return b.within(x, func(x element) (err error) {
			switch x.id {
			case idPixelWidth:
				t.width, err = b.number(x)
			case idPixelHeight:
				t.height, err = b.number(x)
			}
			return err
		})
	default:
		err = t.text.read(b, x)
	}
	return err
}

// maxSide is more pixels than any picture has on a side.
const maxSide = 1 << 16

func (m *matroska) info(b *boundedReader, i Info) (Info, error) {
	if m.tracks == nil || m.clusters == 0 {
		return Info{}, errCut
	}
	picture, err := m.picture()
	if err != nil {
		return Info{}, err
	}
	i.Tags, i.Tracks = m.tags.Tags, m.textTracks()
	i.Streams = true // its clusters need no index
	i.VideoCodec, i.Width, i.Height = picture.codec, int(picture.width), int(picture.height)
	i.AudioCodec, i.Sound = m.sound()
	i.Duration, err = m.length(b)
	return i, err
}

func (m *matroska) picture() (*mkvTrack, error) {
	for n := range m.tracks {
		t := &m.tracks[n]
		if t.kind == trackVideo && t.width > 0 && t.height > 0 && t.width < maxSide && t.height < maxSide {
			return t, nil
		}
	}
	return nil, ErrNoPicture
}
