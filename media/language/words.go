package language

import (
	"strings"
	"unicode"
)

// The kinds of subtitles: all that is spoken, only what is in a foreign
// language, and what is heard besides, for those who can't.
const (
	Full   = ""
	Forced = "forced"
	SDH    = "sdh"
)

// Label is what a name says of subtitles; a zero one, nothing.
type Label struct {
	Language string // a short code
	Kind     string // Full, Forced, SDH
}

// maxName bounds how much of a name is read.
const maxName = 512

// Read reads the words of a name behind the title of its movie, as zh.forced,
// 简体, en.sdh or zh-TW. The first language counts; words that say neither a
// language nor a kind are passed over.
func Read(rest string) (l Label) {
	if len(rest) > maxName {
		rest = rest[len(rest)-maxName:]
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(rest), separates) {
		l.take(word, strings.Contains(word, "-"))
	}
	return l
}

// separates reports whether a character stands between words; a hyphen may be
// inside one.
func separates(r rune) bool {
	return r != '-' && !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r)
}

// take takes one word, or if it is none that is known the parts of it.
func (l *Label) take(word string, parts bool) {
	if word == "hi" && l.Language != "" { // Hindi only where it is the first to name one
		l.Kind = SDH
		return
	}
	if kind, ok := kinds[word]; ok {
		l.Kind = kind
		return
	}
	if code := inName(word); code != "" {
		if l.Language == "" {
			l.Language = code
		}
		return
	}
	if parts {
		for part := range strings.SplitSeq(word, "-") {
			l.take(part, false)
		}
		return
	}
	l.takeHan(word)
}

// inName is Of for a word that may be any: of the three letters that are the
// code of one of 7,000 languages, those that have a code of two count.
func inName(word string) string {
	if code, ok := inNames[word]; ok {
		return code
	}
	code := Of(word)
	if len(Base(code)) > 2 && !rare[code] {
		return ""
	}
	return code
}

// takeHan finds words that stand in others without a space between: 简英双语字幕.
func (l *Label) takeHan(word string) {
	best, at := "", len(word)
	for _, h := range inHan {
		if i := strings.Index(word, h.word); i >= 0 && i < at {
			best, at = h.code, i
		}
	}
	if l.Language == "" {
		l.Language = best
	}
	for kind, words := range hanKinds {
		for _, w := range words {
			if strings.Contains(word, w) {
				l.Kind = kind
			}
		}
	}
}

var kinds = map[string]string{
	"forced": Forced, "force": Forced, "foreign": Forced,
	"sdh": SDH, "cc": SDH, "hoh": SDH, "hearing": SDH, "captions": SDH,
}

var hanKinds = map[string][]string{
	Forced: {"强制", "強制"},
	SDH:    {"听障", "聽障", "聋人", "聾人", "無障礙", "无障碍"},
}

// inHan are found anywhere in a word; where two begin at one place, the first
// here counts.
var inHan = []struct{ word, code string }{
	{"简", "zh"}, {"簡", "zh"}, {"繁", "zh-Hant"}, {"正體", "zh-Hant"},
	{"粤语", "yue"}, {"粵語", "yue"}, {"中文", "zh"}, {"中字", "zh"}, {"中英", "zh"}, {"中日", "zh"},
	{"汉语", "zh"}, {"漢語", "zh-Hant"}, {"国语", "zh"}, {"國語", "zh-Hant"}, {"双语", "zh"}, {"雙語", "zh-Hant"},
	{"英文", "en"}, {"英语", "en"}, {"英語", "en"}, {"英字", "en"},
	{"日文", "ja"}, {"日语", "ja"}, {"日語", "ja"}, {"日本語", "ja"},
	{"韩文", "ko"}, {"韩语", "ko"}, {"韓文", "ko"}, {"韓語", "ko"}, {"한국어", "ko"},
	{"法文", "fr"}, {"法语", "fr"}, {"法語", "fr"}, {"德文", "de"}, {"德语", "de"}, {"德語", "de"},
	{"俄文", "ru"}, {"俄语", "ru"}, {"俄語", "ru"}, {"西班牙", "es"}, {"葡萄牙", "pt"}, {"意大利", "it"},
	{"泰文", "th"}, {"泰语", "th"}, {"泰語", "th"}, {"越南", "vi"}, {"阿拉伯", "ar"}, {"印地", "hi"},
}

// rare are languages without a code of two letters that names do say.
var rare = map[string]bool{"yue": true, "fil": true, "nan": true, "hak": true, "wuu": true, "haw": true, "ceb": true}

// inNames are words of names that say something else as a code, or nothing:
// sc is Sardinian, and in the name of a subtitle simplified Chinese.
var inNames = map[string]string{
	"sc": "zh", "gb": "zh", "gbk": "zh", "cn": "zh", "chs": "zh", "hans": "zh",
	"tc": "zh-Hant", "big5": "zh-Hant", "cht": "zh-Hant", "hant": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant",
	"jp": "ja", "jap": "ja", "kr": "ko", "br": "pt", "uk": "uk",
}

// names are what people and programs call languages; the codes are Parse's.
var names = map[string]string{
	"chs": "zh", "zh-chs": "zh", "simplified": "zh", "simplified chinese": "zh", "chinese simplified": "zh",
	"cht": "zh-Hant", "zh-cht": "zh-Hant", "traditional": "zh-Hant", "traditional chinese": "zh-Hant", "chinese traditional": "zh-Hant",
	"chinese": "zh", "mandarin": "zh", "cantonese": "yue", "chi": "zh",
	"中文": "zh", "简体": "zh", "简体中文": "zh", "简中": "zh", "汉语": "zh", "国语": "zh", "普通话": "zh",
	"繁体": "zh-Hant", "繁體": "zh-Hant", "繁体中文": "zh-Hant", "繁體中文": "zh-Hant", "繁中": "zh-Hant", "粤语": "yue", "粵語": "yue",
	"english": "en", "英语": "en", "英文": "en", "japanese": "ja", "日语": "ja", "日文": "ja", "日本語": "ja",
	"korean": "ko", "韩语": "ko", "韩文": "ko", "한국어": "ko", "french": "fr", "français": "fr", "法语": "fr", "fre": "fr",
	"german": "de", "deutsch": "de", "德语": "de", "ger": "de", "spanish": "es", "español": "es", "西班牙语": "es",
	"portuguese": "pt", "português": "pt", "brazilian": "pt", "italian": "it", "italiano": "it", "意大利语": "it",
	"russian": "ru", "русский": "ru", "俄语": "ru", "dutch": "nl", "dut": "nl", "polish": "pl", "polski": "pl",
	"swedish": "sv", "danish": "da", "norwegian": "no", "nor": "no", "finnish": "fi", "czech": "cs", "cze": "cs",
	"slovak": "sk", "slo": "sk", "hungarian": "hu", "romanian": "ro", "rum": "ro", "greek": "el", "gre": "el",
	"turkish": "tr", "hebrew": "he", "arabic": "ar", "persian": "fa", "farsi": "fa", "per": "fa", "hindi": "hi",
	"thai": "th", "泰语": "th", "vietnamese": "vi", "越南语": "vi", "indonesian": "id", "malay": "ms", "may": "ms",
	"ukrainian": "uk", "bulgarian": "bg", "croatian": "hr", "serbian": "sr", "slovenian": "sl", "icelandic": "is", "ice": "is",
	"filipino": "fil", "tagalog": "fil", "tibetan": "bo", "tib": "bo", "burmese": "my", "bur": "my",
	"alb": "sq", "arm": "hy", "baq": "eu", "geo": "ka", "mac": "mk", "mao": "mi", "wel": "cy",
}
