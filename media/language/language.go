package language

import (
	"strings"

	"golang.org/x/text/language"
)

// maxCode bounds what is read as a code: zh-Hant-TW has 10 bytes.
const maxCode = 35

// Of returns the short code of the language that a code (BCP 47, ISO 639-1 to
// 639-3, an old one too) or a name of it in English, Chinese or itself stands
// for. It returns "" where it is none, or where it says that it does not know.
func Of(word string) string {
	word = strings.ToLower(strings.TrimSpace(word))
	if word == "" || len(word) > maxCode {
		return ""
	}
	if code, ok := names[word]; ok {
		return code
	}
	tag, err := language.Parse(strings.ReplaceAll(word, "_", "-"))
	if err != nil {
		return ""
	}
	return short(tag)
}

// unknown are the codes for no language, several, and one that is not known.
var unknown = map[string]bool{"und": true, "mul": true, "mis": true, "zxx": true, "root": true}

// short leaves out of a tag what goes without saying: ja-JP is ja. Of Chinese it
// keeps the characters, whichever way they are told.
func short(tag language.Tag) string {
	base, sure := tag.Base()
	code := base.String()
	switch {
	case sure != language.Exact, unknown[code]: // of "und" it would guess
		return ""
	case code == "cmn":
		code = "zh"
	}
	script, _ := tag.Script()
	if code == "zh" {
		if script.String() == "Hant" {
			return "zh-Hant"
		}
		return "zh"
	}
	usual := language.Make(code)
	if s, sure := tag.Script(); sure == language.Exact {
		if u, _ := usual.Script(); u != s {
			code += "-" + s.String()
		}
	}
	if r, sure := tag.Region(); sure == language.Exact {
		if u, _ := usual.Region(); u != r {
			code += "-" + r.String()
		}
	}
	return code
}

// Base is the language of a short code without its characters and its country.
func Base(code string) string {
	base, _, _ := strings.Cut(code, "-")
	return base
}

// Find is the index of the code that a wish for a language means: the same one,
// else one of the same language; -1 where there is none.
func Find(wish string, codes []string) int {
	near := -1
	for i, code := range codes {
		if code == wish {
			return i
		}
		if near < 0 && Base(code) == Base(wish) {
			near = i
		}
	}
	return near
}
