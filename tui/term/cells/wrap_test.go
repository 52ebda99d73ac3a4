package cells

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text string
		w    int
		want string
	}{
		{"看《流浪地球》了", 4, "看|《流|浪地|球》|了"},
		{"可以（或许）", 6, "可以|（或|许）"},
		{"他说“你好”", 6, "他|说“你|好”"},
		{"片名 and words", 8, "片名 and|words"},
		{"one  two", 4, "one|two"},
		{"八点整上架，VIP 半价。", 12, "八点整上架，|VIP 半价。"},
		{"pneumonoultra", 5, "pneum|onoul|tra"},
		{"a pneumonoultra b", 5, "a|pneum|onoul|tra b"},
		{"", 5, ""},
		{"one\n\ntwo", 9, "one||two"},
		{"a影b", 1, "a|b"},
		{"  indented", 20, "  indented"},
	} {
		if got := strings.Join(Wrap(c.text, c.w), "|"); got != c.want {
			t.Errorf("%q at %d: %q, want %q", c.text, c.w, got, c.want)
		}
	}
	if got := Wrap("text", 0); got != nil {
		t.Errorf("no room: %q", got)
	}
}

// TestWrap_Marks holds at every width, for the marks of Chinese and English,
// that no line begins with a closing one or ends with an opening one; unless
// what may not be broken is wider than a line.
func TestWrap_Marks(t *testing.T) {
	const text = "这周上架《流浪地球》（导演剪辑版）、《霸王别姬》和“旧片”专场；八点整开始，VIP 半价！" +
		"地址在「放映室」……想看的话（也可以先看简介），请按 d 键：价格 ¥7.50，约 50%。The “late” show (with [subtitles]) begins at nine, too."
	const opening, closing = "《（“「([", "》）”」，。！？；：、…)],.;:%"
	for w := 14; w <= 80; w++ {
		for _, l := range Wrap(text, w) {
			first, _ := utf8.DecodeRuneInString(l)
			last, _ := utf8.DecodeLastRuneInString(l)
			if strings.ContainsRune(opening, last) || strings.ContainsRune(closing, first) {
				t.Errorf("at %d: a line is %q", w, l)
			}
			if Width(l) > w {
				t.Errorf("at %d: %q has %d cells", w, l, Width(l))
			}
		}
	}
}
