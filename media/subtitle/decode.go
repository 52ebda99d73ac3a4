package subtitle

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	eunicode "golang.org/x/text/encoding/unicode"
)

// decode returns the bytes as text: by the mark before it, else as UTF-16 where
// every other byte is zero or most pairs are, else as UTF-8 where it is that,
// else as the likelier one of GB18030 and Big5.
func decode(p []byte) (string, error) {
	switch {
	case bytes.HasPrefix(p, []byte("\xef\xbb\xbf")):
		p = p[3:]
	case bytes.HasPrefix(p, []byte("\xff\xfe")), bytes.HasPrefix(p, []byte("\xfe\xff")):
		return utf16(p, eunicode.LittleEndian)
	default:
		if order, is := zeros(p); is {
			return utf16(p, order)
		}
	}
	if utf8.Valid(p) {
		return string(p), nil
	}
	gb, big5 := score(p, simplifiedchinese.GB18030), score(p, traditionalchinese.Big5)
	best := gb
	if big5.points > gb.points {
		best = big5
	}
	if best.points <= 0 {
		return "", ErrEncoding
	}
	return best.text, nil
}

func utf16(p []byte, order eunicode.Endianness) (string, error) {
	s, err := eunicode.UTF16(order, eunicode.UseBOM).NewDecoder().Bytes(p)
	if err != nil || bytes.Count(s, []byte("\ufffd"))*100 > len(s) {
		return "", ErrEncoding
	}
	return string(s), nil
}

// zeros reports whether bytes without a mark are UTF-16: the digits, arrows and
// line ends of subtitles have a zero in each pair, on one side.
func zeros(p []byte) (order eunicode.Endianness, is bool) {
	p = p[:min(len(p), 4096)&^1]
	var high, low int
	for i := 0; i < len(p); i += 2 {
		if p[i] == 0 && p[i+1] != 0 {
			high++
		}
		if p[i] != 0 && p[i+1] == 0 {
			low++
		}
	}
	switch pairs := len(p) / 2; {
	case pairs < 8:
		return eunicode.LittleEndian, false
	case low*3 > pairs && high*20 < pairs:
		return eunicode.LittleEndian, true
	case high*3 > pairs && low*20 < pairs:
		return eunicode.BigEndian, true
	}
	return eunicode.LittleEndian, false
}

// reading is bytes read in one encoding, and how likely that is.
type reading struct {
	text   string
	points int // above 0: it may be
}

// score reads the bytes in an encoding. Characters that everybody writes speak
// for it, those that few know and those it does not have against it.
func score(p []byte, e encoding.Encoding) reading {
	out, err := e.NewDecoder().Bytes(p)
	if err != nil {
		return reading{}
	}
	r := reading{text: string(out)}
	for i, n := 0, 0; i < len(r.text) && n < 200_000; n++ {
		c, size := utf8.DecodeRuneInString(r.text[i:])
		i += size
		switch {
		case c < utf8.RuneSelf:
		case c == utf8.RuneError:
			r.points -= 30
		case strings.ContainsRune(common, c):
			r.points += 10
		case c >= 0x4e00 && c <= 0x9fff, c >= 0x3000 && c <= 0x30ff, c >= 0xff00 && c <= 0xff5e, unicode.Is(unicode.Po, c):
			r.points++
		case unicode.Is(unicode.Co, c), unicode.IsControl(c):
			r.points -= 30
		default:
			r.points -= 3
		}
	}
	return r
}

// common are characters of speech in both kinds of Chinese, and what stands
// between them.
const common = "的一是了我不人在他有这這个個上们們来來到时時大地为為子中你说說生国國年着就那和要她出也得里裡后後自以会會家可下而过過天去能对對小多然于心学學么麼之都好看起发發当當没沒成只如事把还還用第样樣道想作种種开開吗嗎呢吧啊谁誰什知爱愛让讓给給怎见見今明回走叫请請谢謝先现現在真再等很" + "，。！？：、…“”「」"
