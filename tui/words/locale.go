package words

import "strings"

// chinese are the languages whose people read Chinese writing: ISO 639-3 has
// one for Chinese, one for each of its spoken and its classical forms.
var chinese = map[string]bool{
	"zh": true, "zho": true, "chi": true,
	"cmn": true, "yue": true, "wuu": true, "nan": true, "hak": true, "gan": true, "hsn": true,
	"cjy": true, "cdo": true, "mnp": true, "cpx": true, "czo": true, "czh": true, "cnp": true, "csp": true,
	"lzh": true, "och": true, "ltc": true,
}

// FromLocale reads LC_ALL, LC_MESSAGES or LANG ("zh_CN.UTF-8", "zh-Hant",
// "yue_HK"); fallback stands for everything that names neither language ("C",
// "fr_FR", "").
func FromLocale(locale string, fallback Lang) Lang {
	language, _, _ := strings.Cut(strings.ToLower(locale), ".")
	if i := strings.IndexAny(language, "_-@"); i >= 0 {
		language = language[:i]
	}
	switch {
	case chinese[language]:
		return Zh
	case language == "en" || language == "eng":
		return En
	}
	return fallback
}
