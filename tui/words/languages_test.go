package words

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/width"

	"youku.example/store"
)

func TestLanguage(t *testing.T) {
	for code, want := range map[string]T{
		"zh": {"中文", "中文"}, "zh-Hant": {"繁體中文", "繁體中文"}, "en": {"English", "English"}, "en-GB": {"English（GB）", "English (GB)"},
		"pt-BR": {"葡萄牙语（BR）", "Portuguese (BR)"}, "sr-Latn": {"塞尔维亚语（Latn）", "Serbian (Latn)"}, "ar": {"阿拉伯语", "Arabic"},
		"und": {"语言不明", "unknown language"}, "tlh": {"tlh", "tlh"}, "": {"", ""}, "x\x1b[31m": {"x?[31m", "x?[31m"},
	} {
		if got := Language(code); got != want {
			t.Errorf("%q is %q, want %q", code, got, want)
		}
	}
}

// A name has the same width in every terminal: it is of ASCII or of what is wide
// everywhere.
func TestLanguage_Width(t *testing.T) {
	for code, name := range languages {
		for _, r := range name.zh + name.en {
			if r >= utf8.RuneSelf && width.LookupRune(r).Kind() != width.EastAsianWide {
				t.Errorf("%s is called %v", code, name)
			}
		}
	}
}

func TestMovieLanguages(t *testing.T) {
	many := func(codes string) (tracks []store.Track) {
		for _, code := range strings.Fields(codes) {
			code, kind, _ := strings.Cut(code, "/")
			tracks = append(tracks, store.Track{Language: code, Kind: kind})
		}
		return tracks
	}
	for _, c := range []struct{ files, tracks, sound, zh, en string }{
		{"", "", "", "", ""},
		{"zh en", "", "", "字幕：中文、English", "subtitles: English, 中文"},
		{"zh/forced zh en/sdh ja/forced", "", "", "字幕：中文、English（听障）、日本語（仅外语对白）", "subtitles: English (SDH), 中文, 日本語 (forced)"},
		{"en/forced en/sdh", "", "", "字幕：English（听障）", "subtitles: English (SDH)"},
		{"en/sdh en/forced", "", "", "字幕：English（听障）", "subtitles: English (SDH)"},
		{"zh", "ja und ja", "zh en", "字幕：中文 · 内嵌字幕：日本語、语言不明 · 音轨：中文、English", "subtitles: 中文 · embedded subtitles: 日本語, unknown language · audio: 中文, English"},
		{"", "zh en ja ko fr de es", "", "内嵌字幕：中文、English、日本語、한국어、法语、德语、西班牙语", "embedded subtitles: English, 中文, 日本語, 한국어, French, German, Spanish"},
		{"", "zh en ja ko fr de es pt", "", "内嵌字幕：中文、English、日本語、한국어、法语、德语等 8 种", "embedded subtitles: English, 中文, 日本語, 한국어, French, German and 2 more"},
		{"", "no nb", "", "内嵌字幕：挪威语", "embedded subtitles: Norwegian"},
	} {
		l := store.Listing{Movie: store.Movie{Tracks: store.Tracks{Subtitles: many(c.tracks), Sound: strings.Fields(c.sound)}}}
		for _, s := range many(c.files) {
			l.Subtitles = append(l.Subtitles, store.Subtitle{Language: s.Language, Kind: s.Kind})
		}
		for lang, want := range map[Lang]string{Zh: c.zh, En: c.en} {
			if got := strings.Join(MovieLanguages(l, lang), " · "); got != want {
				t.Errorf("%s\nwant %s", got, want)
			}
		}
	}
}
