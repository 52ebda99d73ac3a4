package language

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOf(t *testing.T) {
	for word, want := range map[string]string{
		"zh": "zh", "ZH": "zh", "zh-CN": "zh", "zh_CN": "zh", "zh-Hans": "zh", "zh-Hans-CN": "zh", "zh-SG": "zh", "chi": "zh", "zho": "zh", "cmn": "zh",
		"zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-Hant": "zh-Hant", "zh-hant-tw": "zh-Hant", "zh-MO": "zh-Hant", "yue": "yue",
		"chs": "zh", "cht": "zh-Hant", "简体中文": "zh", "繁中": "zh-Hant", "中文": "zh", "Traditional Chinese": "zh-Hant",
		"en": "en", "eng": "en", "en-US": "en", "en-GB": "en-GB", "English": "en", "ja": "ja", "jpn": "ja", "ja-JP": "ja", "日本語": "ja",
		"fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "dut": "nl", "cze": "cs", "gre": "el", "rum": "ro", "per": "fa",
		"pt": "pt", "pt-BR": "pt", "pt-PT": "pt-PT", "es-419": "es-419", "sr-Latn": "sr-Latn", "iw": "he", "in": "id", "tl": "fil",
		"und": "", "mul": "", "zxx": "", "mis": "", "": "", "x": "", "klingonish": "", "../etc": "", "zh\x1b[31m": "", "q!": "",
		strings.Repeat("zh-", 50) + "CN": "",
	} {
		if got := Of(word); got != want {
			t.Errorf("Of(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestRead(t *testing.T) {
	for rest, want := range map[string]Label{
		"":             {},
		".zh":          {"zh", ""},
		"zh.forced":    {"zh", Forced},
		"chs":          {"zh", ""},
		".CHT":         {"zh-Hant", ""},
		"chi":          {"zh", ""},
		"简体":           {"zh", ""},
		"繁中":           {"zh-Hant", ""},
		"zh-TW":        {"zh-Hant", ""},
		"zh-Hans":      {"zh", ""},
		"zh_CN":        {"zh", ""},
		"sc":           {"zh", ""},
		".TC":          {"zh-Hant", ""},
		"BIG5":         {"zh-Hant", ""},
		"[简英双语]":       {"zh", ""},
		"简英双语字幕":       {"zh", ""},
		"繁英":           {"zh-Hant", ""},
		"中英字幕":         {"zh", ""},
		"chs&eng":      {"zh", ""},
		"chs-eng":      {"zh", ""},
		"eng":          {"en", ""},
		"en.sdh":       {"en", SDH},
		"English.SDH":  {"en", SDH},
		"en.cc":        {"en", SDH},
		"en.hi":        {"en", SDH},
		"hi":           {"hi", ""},
		"hi.forced":    {"hi", Forced},
		"forced.en":    {"en", Forced},
		".en-forced":   {"en", Forced},
		"en[SDH]":      {"en", SDH},
		"强制.简体":        {"zh", Forced},
		"简体听障":         {"zh", SDH},
		"英文字幕":         {"en", ""},
		"日语":           {"ja", ""},
		"jp":           {"ja", ""},
		"jpn":          {"ja", ""},
		"粤语":           {"yue", ""},
		"pt-BR":        {"pt", ""},
		"default.en":   {"en", ""},
		"track3_[eng]": {"en", ""},
		"commentary":   {},
		"dog.gif":      {},
		"1":            {},
		"forced":       {"", Forced},
		"\x1b[31m\x00": {},
		"Deutsch":      {"de", ""},
		"한국어":          {"ko", ""},
	} {
		if got := Read(rest); got != want {
			t.Errorf("Read(%q) = %+v, want %+v", rest, got, want)
		}
	}
}

func TestFind(t *testing.T) {
	codes := []string{"en", "zh-Hant", "zh"}
	for wish, want := range map[string]int{"zh": 2, "zh-Hant": 1, "en-GB": 0, "ja": -1} {
		if got := Find(wish, codes); got != want {
			t.Errorf("Find(%q) = %d, want %d", wish, got, want)
		}
	}
	if got := Find("zh", codes[:2]); got != 1 {
		t.Errorf("one of the same language: %d, want 1", got)
	}
}

// What comes out is a code of this package or nothing, whatever goes in, and
// reads as itself.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"zh.forced", "简英双语", "zh-TW", "en.sdh", "a-b-c", "\xff\xfe", "x-zh"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range []string{Of(s), Read(s).Language} {
			if len(code) > 12 || !utf8.ValidString(code) || strings.ContainsAny(code, "/. \x1b") {
				t.Fatalf("%q is %q", s, code)
			}
			if code != "" && Of(code) != code {
				t.Fatalf("%q is %q, which is %q", s, code, Of(code))
			}
		}
	})
}
