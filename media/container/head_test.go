package container

import (
	"bytes"
	"errors"
	"testing"
)

// sound is an mp4 without a picture.
func sound(indexFirst bool) []byte {
	moov := mp4Box("moov", mp4Box("mvhd", 0, 0, 0, 1000, 5000, zeros(80)), mp4Trak(2, "soun", "mp4a", esds, 40))
	data := mp4Box("mdat", zeros(100))
	if indexFirst {
		return cat(ftyp, moov, data)
	}
	return cat(ftyp, data, moov)
}

func packets(size, at int) []byte {
	p := zeros(size)
	p[at] = 0x47
	return bytes.Repeat(p, 50)
}

func TestHead(t *testing.T) {
	long := func(s string) []byte { return append([]byte(s), zeros(4000)...) }
	soundMKV := cat(mkvHead("matroska"), ebml(idSegment, mkvInfo(5000),
		ebml(idTracks, ebml(idTrackEntry, ebml(idTrackType, []byte{trackAudio}), ebml(idCodec, "A_OPUS"))), mkvCluster(ebml, 0)))
	for name, c := range map[string]struct {
		p    []byte
		want error
	}{
		"mp4":                    {mp4File(true), nil},
		"mp4, index at end":      {mp4File(false), nil},
		"mp4 in fragments":       {mp4Live(), nil},
		"mkv":                    {mkvFile("matroska"), nil},
		"webm":                   {mkvFile("webm"), nil},
		"mkv, live":              {mkvLive("matroska"), nil},
		"sound, index first":     {sound(true), ErrNoPicture},
		"sound, index at end":    {sound(false), ErrNoPicture},
		"sound in mkv":           {soundMKV, ErrNoPicture},
		"mov":                    {long("\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  \x00\x00\x00\x08wide"), ErrOtherContainer},
		"mov of old":             {long("\x00\x00\x00\x08wide\x00\x0f\x00\x00mdat"), ErrOtherContainer},
		"avi":                    {long("RIFF\x00\x00\x00\x00AVI LIST"), ErrOtherContainer},
		"ts":                     {packets(188, 0), ErrOtherContainer},
		"m2ts":                   {packets(192, 4), ErrOtherContainer},
		"mpeg":                   {long("\x00\x00\x01\xba\x44"), ErrOtherContainer},
		"flv":                    {long("FLV\x01\x05\x00\x00\x00\x09"), ErrOtherContainer},
		"wmv":                    {long("\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9\x00\xaa\x00\x62\xce\x6c"), ErrOtherContainer},
		"3gp":                    {long("\x00\x00\x00\x14ftyp3gp5\x00\x00\x00\x003gp5"), ErrOtherContainer},
		"text":                   {[]byte("hello\n"), ErrNotAMovie},
		"text that begins as ts": {long("Good morning, this is no movie"), ErrNotAMovie},
		"subtitles":              {[]byte("1\n00:00:01,000 --> 00:00:02,000\nhello\n"), ErrNotAMovie},
		"png":                    {long("\x89PNG\x0d\x0a\x1a\x0a"), ErrNotAMovie},
		"zip":                    {long("PK\x03\x04"), ErrNotAMovie},
		"mp3":                    {long("ID3\x03"), ErrNotAMovie},
		"zeros":                  {zeros(5000), ErrNotAMovie},
		"heic":                   {long("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrNotAMovie},
		"empty":                  {nil, nil},
	} {
		// It comes in pieces of any size, and is examined when Head asks for it.
		for _, step := range []int64{1, 7, 500, 1 << 20} {
			err, asked := error(nil), 0
			for have, need := int64(0), int64(1); err == nil && need > 0 && have < int64(len(c.p)); have += step {
				if now := min(have+step, int64(len(c.p))); now >= need {
					asked++
					need, err = Head(bytes.NewReader(c.p), now, false)
				}
			}
			if err == nil && len(c.p) > 0 {
				_, err = Head(bytes.NewReader(c.p), int64(len(c.p)), true)
			}
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Errorf("%s in pieces of %d: %v, want %v", name, step, err, c.want)
			}
			if c.want == ErrNotAMovie && (errors.Is(err, ErrOtherContainer) || errors.Is(err, ErrNoPicture)) {
				t.Errorf("%s: %v", name, err)
			}
			if asked > 12 {
				t.Errorf("%s in pieces of %d: looked at %d times", name, step, asked)
			}
		}
		// The whole file is told the same way.
		if _, err := recognise(c.p); c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s, whole: %v, want %v", name, err, c.want)
		}
	}
}

func FuzzHead(f *testing.F) {
	for _, p := range [][]byte{mp4File(true), mp4File(false), mp4Live(), mkvFile("webm"), sound(true), packets(188, 0)} {
		f.Add(p, int64(40))
	}
	f.Fuzz(func(t *testing.T, p []byte, have int64) {
		have = max(0, min(have, int64(len(p))))
		need, err := Head(bytes.NewReader(p), have, false)
		if err == nil && need != 0 && need <= have {
			t.Errorf("%d bytes are here, and it needs %d", have, need)
		}
		if _, whole := recognise(p); err != nil && whole == nil {
			t.Errorf("refused by its head: %v", err)
		}
	})
}
