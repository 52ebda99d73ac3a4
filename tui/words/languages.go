package words

import (
	"fmt"
	"slices"
	"strings"

	"youku.example/store"
)

// same is a text that is alike in both languages.
func same(s string) T { return T{s, s} }

// languages are what languages are called, by their short codes: the nearest as
// those who speak them do, all others in the reader's language. Their characters
// have the same width in every terminal, which accents and Cyrillic have not.
var languages = map[string]T{
	"zh": same("中文"), "zh-Hant": same("繁體中文"), "yue": same("粵語"), "nan": same("閩南語"),
	"en": same("English"), "ja": same("日本語"), "ko": same("한국어"),
	"fr": Say("法语", "French"), "de": Say("德语", "German"), "es": Say("西班牙语", "Spanish"), "pt": Say("葡萄牙语", "Portuguese"), "it": Say("意大利语", "Italian"),
	"nl": Say("荷兰语", "Dutch"), "ru": Say("俄语", "Russian"), "uk": Say("乌克兰语", "Ukrainian"), "be": Say("白俄罗斯语", "Belarusian"), "bg": Say("保加利亚语", "Bulgarian"),
	"pl": Say("波兰语", "Polish"), "cs": Say("捷克语", "Czech"), "sk": Say("斯洛伐克语", "Slovak"), "hu": Say("匈牙利语", "Hungarian"), "ro": Say("罗马尼亚语", "Romanian"),
	"hr": Say("克罗地亚语", "Croatian"), "sr": Say("塞尔维亚语", "Serbian"), "bs": Say("波斯尼亚语", "Bosnian"), "sl": Say("斯洛文尼亚语", "Slovenian"), "mk": Say("马其顿语", "Macedonian"), "sq": Say("阿尔巴尼亚语", "Albanian"),
	"sv": Say("瑞典语", "Swedish"), "da": Say("丹麦语", "Danish"), "no": Say("挪威语", "Norwegian"), "nb": Say("挪威语", "Norwegian"), "nn": Say("新挪威语", "Nynorsk"), "fi": Say("芬兰语", "Finnish"), "is": Say("冰岛语", "Icelandic"),
	"et": Say("爱沙尼亚语", "Estonian"), "lv": Say("拉脱维亚语", "Latvian"), "lt": Say("立陶宛语", "Lithuanian"), "el": Say("希腊语", "Greek"), "tr": Say("土耳其语", "Turkish"), "az": Say("阿塞拜疆语", "Azerbaijani"), "kk": Say("哈萨克语", "Kazakh"), "mn": Say("蒙古语", "Mongolian"),
	"ca": Say("加泰罗尼亚语", "Catalan"), "eu": Say("巴斯克语", "Basque"), "gl": Say("加利西亚语", "Galician"), "cy": Say("威尔士语", "Welsh"), "ga": Say("爱尔兰语", "Irish"), "la": Say("拉丁语", "Latin"), "eo": Say("世界语", "Esperanto"),
	"vi": Say("越南语", "Vietnamese"), "id": Say("印尼语", "Indonesian"), "ms": Say("马来语", "Malay"), "fil": Say("菲律宾语", "Filipino"), "sw": Say("斯瓦希里语", "Swahili"), "af": Say("南非语", "Afrikaans"),
	"ar": Say("阿拉伯语", "Arabic"), "he": Say("希伯来语", "Hebrew"), "fa": Say("波斯语", "Persian"), "ur": Say("乌尔都语", "Urdu"), "ug": Say("维吾尔语", "Uyghur"),
	"hi": Say("印地语", "Hindi"), "bn": Say("孟加拉语", "Bengali"), "ta": Say("泰米尔语", "Tamil"), "te": Say("泰卢固语", "Telugu"), "ml": Say("马拉雅拉姆语", "Malayalam"),
	"mr": Say("马拉地语", "Marathi"), "kn": Say("卡纳达语", "Kannada"), "pa": Say("旁遮普语", "Punjabi"), "gu": Say("古吉拉特语", "Gujarati"), "ne": Say("尼泊尔语", "Nepali"), "si": Say("僧伽罗语", "Sinhala"),
	"th": Say("泰语", "Thai"), "lo": Say("老挝语", "Lao"), "km": Say("高棉语", "Khmer"), "my": Say("缅甸语", "Burmese"), "bo": Say("藏语", "Tibetan"), "ka": Say("格鲁吉亚语", "Georgian"), "hy": Say("亚美尼亚语", "Armenian"),
	"und": Say("语言不明", "unknown language"),
}

// Language is what a language is called, by its short code: pt-BR is Portuguese
// (BR). A code that has no name here stands for itself.
func Language(code string) T {
	if name, ok := languages[code]; ok {
		return name
	}
	base, rest, more := strings.Cut(code, "-")
	if name, ok := languages[base]; ok && more {
		rest = store.Clean(rest)
		return T{name.zh + "（" + rest + "）", name.en + " (" + rest + ")"}
	}
	return same(store.Clean(code))
}

var (
	sayForced = Say("%s（仅外语对白）", "%s (forced)")
	saySDH    = Say("%s（听障）", "%s (SDH)")
	sayMore   = Say("%s等 %d 种", "%s and %d more")
)

// BetweenLanguages stands between the names of languages.
var BetweenLanguages = Say("、", ", ")

// mostLanguages is how many languages of a movie are named.
const mostLanguages = 6

// Languages names the languages of subtitles, each once, the first few of many:
// 中文、English（听障）. The reader's own comes first, and a kind is said of a
// language that has no whole ones.
func Languages(tracks []store.Track, lang Lang) string {
	var codes []string
	kind := map[string]string{}
	for _, t := range tracks {
		known, seen := kind[t.Language]
		if !seen {
			codes = append(codes, t.Language)
		}
		if !seen || t.Kind == "" || known == "forced" {
			kind[t.Language] = t.Kind
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return foreign(a, lang) - foreign(b, lang) })
	return firstFew(codes, lang, func(code string) string {
		name := Language(code).In(lang)
		switch kind[code] {
		case "forced":
			return fmt.Sprintf(sayForced.In(lang), name)
		case "sdh":
			return fmt.Sprintf(saySDH.In(lang), name)
		}
		return name
	})
}

// foreign is 0 for the reader's language and 1 for another.
func foreign(code string, lang Lang) int {
	if base, _, _ := strings.Cut(code, "-"); base == string(lang) {
		return 0
	}
	return 1
}

// Spoken names the languages of a movie's sound.
func Spoken(codes []string, lang Lang) string {
	return firstFew(codes, lang, func(code string) string { return Language(code).In(lang) })
}

func firstFew(codes []string, lang Lang, name func(code string) string) string {
	var names []string
	for _, code := range codes {
		if n := name(code); !slices.Contains(names, n) { // Norwegian has three codes
			names = append(names, n)
		}
	}
	between := BetweenLanguages.In(lang)
	if more := len(names) - mostLanguages; more > 1 {
		list := strings.Join(names[:mostLanguages], between)
		if lang == Zh {
			more = len(names)
		}
		return fmt.Sprintf(sayMore.In(lang), list, more)
	}
	return strings.Join(names, between)
}

// Tracks are the subtitles beside a movie as tracks, to be named alike.
func Tracks(files []store.Subtitle) (tracks []store.Track) {
	for _, s := range files {
		tracks = append(tracks, store.Track{Language: s.Language, Kind: s.Kind, Format: s.Format})
	}
	return tracks
}

// The lines of what a movie speaks and shows in which languages.
var (
	SubtitleFiles  = Say("字幕：%s", "subtitles: %s")
	SubtitleTracks = Say("内嵌字幕：%s", "embedded subtitles: %s")
	SoundTracks    = Say("音轨：%s", "audio: %s")
)

// MovieLanguages are those lines, as far as they are known.
func MovieLanguages(l store.Listing, lang Lang) (lines []string) {
	for _, part := range []struct {
		says T
		list string
	}{
		{SubtitleFiles, Languages(Tracks(l.Subtitles), lang)},
		{SubtitleTracks, Languages(l.Tracks.Subtitles, lang)},
		{SoundTracks, Spoken(l.Tracks.Sound, lang)},
	} {
		if part.list != "" {
			lines = append(lines, fmt.Sprintf(part.says.In(lang), part.list))
		}
	}
	return lines
}
