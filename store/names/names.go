package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"

	"youku.example/store/runes"
)

// A name has 2 to 32 characters.
const (
	minName = 2
	maxName = 32
)

// reserved are the names that can't be registered: those that the server gives a
// meaning, what people take for its operator, and what programs send when they
// know no name.
var reserved = foldAll(
	"new", "guest", "root", "admin", "admins", "administrator", "system", "sysop", "operator", "daemon",
	"youku", "优酷", "house", "shop", "bank", "staff", "support", "service", "moderator", "owner", "official",
	"security", "postmaster", "webmaster", "server", "localhost", "ssh", "sshd", "sftp", "scp", "www",
	"nobody", "none", "null", "nil", "undefined", "unknown", "anonymous", "everybody", "everyone", "all",
	"me", "self", "you", "user", "users", "help", "register", "login",
	"管理员", "客服", "官方", "系统", "游客", "匿名",
)

func foldAll(names ...string) map[string]bool {
	folded := make(map[string]bool, len(names))
	for _, n := range names {
		folded[Fold(n)] = true
	}
	return folded
}

// Reserved reports whether the name can't be registered.
func Reserved(name string) bool { return reserved[Fold(name)] }

// Check takes the name of a new account: 2 to 32 letters (Han too),
// digits and "-_.", the first a letter or digit; it returns the NFC form, with
// what an input method wrote in full width as the ASCII that it means. ok is
// false for every other name.
//
// Besides Han, kana and Hangul the letters are of one alphabet: no real name
// mixes Latin with Cyrillic, Greek or Cherokee, and every imitation does.
func Check(s string) (name string, ok bool) {
	if len(s) > 8*maxName || !utf8.ValidString(s) {
		return "", false
	}
	s = norm.NFC.String(width.Fold.String(s))
	if n := utf8.RuneCountInString(s); n < minName || n > maxName {
		return "", false
	}
	alphabet := ""
	for i, r := range s {
		switch {
		case r >= '0' && r <= '9':
		case r == '-' || r == '_' || r == '.':
			if i == 0 {
				return "", false
			}
		case !nameLetter(r):
			return "", false
		}
		if of := alphabetOf(r); of != "" {
			if alphabet != "" && of != alphabet {
				return "", false
			}
			alphabet = of
		}
	}
	return s, true
}

// alphabetOf names the alphabet of a letter; those of Chinese, Japanese and
// Korean, which mix with every other, and digits have none.
func alphabetOf(r rune) string {
	switch {
	case r < 0x80:
		if unicode.IsLetter(r) {
			return "Latin"
		}
		return ""
	case runes.IsSyllable(r), !unicode.IsLetter(r):
		return ""
	}
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) && name != "Common" && name != "Inherited" {
			return name
		}
	}
	return ""
}

// nameLetter reports whether a rune is a letter of names. Modifier letters are marks in
// disguise, except those that Chinese and Japanese names are written with;
// Latin letters without case are click signs that look like "!" and "l".
func nameLetter(r rune) bool {
	switch {
	case r == '々' || r == 'ー' || r == '〇':
		return true
	case !unicode.IsLetter(r) || unicode.Is(unicode.Lm, r) || !runes.Visible(r):
		return false
	}
	return !(unicode.Is(unicode.Latin, r) && unicode.Is(unicode.Lo, r))
}

// Fold is the one form of all spellings that the eye takes for the same
// name: NFKC, case-folded, with the letters of other alphabets that look like
// Latin ones (and the kana that look like Han) put in their place. Two
// accounts never share it, and login goes by it. It is a key, not for showing.
//
// Digits stay digits, and l stays apart from I: fixed-width type shows 0 apart from
// O and 1 from l, and folding them would make strangers of ordinary names
// collide (ali and all, bob0 and bobo).
func Fold(s string) string {
	if len(s) > 8*maxName {
		s = s[:8*maxName] // no account has this name; bound the work
	}
	s = strings.ToValidUTF8(s, "?")
	for range 4 { // folding a look-alike may allow a composition, and that a fold
		before := s
		s = norm.NFKC.String(cases.Fold().String(norm.NFKC.String(s)))
		s = dotted.Replace(strings.Map(skeleton, s))
		if s == before {
			break
		}
	}
	return s
}

// dotted takes the dot off that is not seen: İ folds to an i with a second one.
var dotted = strings.NewReplacer("i\u0307", "i", "j\u0307", "j")

func skeleton(r rune) rune {
	if r < 0x80 {
		return r
	}
	r = unicode.ToLower(unicode.ToUpper(r)) // what full folding leaves out, as Cherokee
	if to, ok := lookAlikes[r]; ok {
		return to
	}
	return r
}

// lookAlikes maps case-folded letters. One entry serves both cases of a
// letter, so it stands for the case that deceives better: В for B (в looks
// like no Latin letter), ν for v.
var lookAlikes = runes.Pairs(
	// Cyrillic
	"аa", "вb", "сc", "ԁd", "еe", "ѐe", "ёë", "һh", "нh", "іi", "їï", "јj", "кk", "ӏl", "мm", "ոn", "оo", "рp", "ԛq",
	"ѕs", "тt", "ѵv", "ԝw", "хx", "уy", "ьb", "ԍg", "ѡw", "үy",
	// Greek
	"αa", "βb", "ϲc", "εe", "ηn", "ιi", "κk", "μm", "νv", "οo", "ρp", "τt", "υu", "χx", "γy", "ζz", "ωw", "ϳj",
	// Armenian
	"օo", "սu", "հh", "ցg", "յj", "զq", "քp", "լl",
	// Latin letters that differ by a stroke that is hardly seen
	"ıi", "ɩi", "ɑa", "ɡg", "ȷj", "ʋv", "ⅼl", "ꞵb", "ʏy", "ɪi", "ʜh", "ɴn", "ʀr", "ᴀa", "ᴄc", "ᴏo", "ꜱs", "ᴜu", "ᴠv", "ᴡw", "ᴢz",
	// Kana that look like Han
	"カ力", "ニ二", "エ工", "ト卜", "タ夕", "ハ八", "ロ口", "ー一", "ヘへ", "囗口",
)
