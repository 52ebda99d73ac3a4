package cells

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
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
		{"one two three", 8, "one two|three"},
		{"八点整上架，VIP 半价。", 10, "八点整上|架，VIP 半|价。"},
		{"今晚上新，不要错过", 8, "今晚上|新，不要|错过"},
		{"abcdefghij", 4, "abcd|efgh|ij"},
		{"a\n\nb", 4, "a||b"},
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

// FuzzWrap holds that no line is too wide and that no text is lost.
func FuzzWrap(f *testing.F) {
	f.Add("八点整上架，VIP 半价。 one two\n\nthree", 7)
	f.Add("👨‍👩‍👧हिन्दी", 2)
	f.Fuzz(func(t *testing.T, text string, w int) {
		text, w = clean(text), 2+max(w, -(w+1))%60
		joined := ""
		for _, l := range Wrap(text, w) {
			if Width(l) > w {
				t.Fatalf("%q is %d cells, not %d", l, Width(l), w)
			}
			joined += l
		}
		squash := strings.NewReplacer(" ", "", "\n", "")
		if wide := tooWide(text, w); !wide && squash.Replace(joined) != squash.Replace(text) {
			t.Fatalf("%q became %q", text, joined)
		}
	})
}

// clean takes out what no text that is shown holds: it was cleaned before.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) && r != '\u200d' || r == utf8.RuneError) {
			return -1
		}
		return r
	}, s)
}

// tooWide reports whether a character of a text is wider than w cells.
func tooWide(s string, w int) bool {
	for g := uniseg.NewGraphemes(s); g.Next(); {
		if Width(g.Str()) > w {
			return true
		}
	}
	return false
}

// BenchmarkWrap is a word of 2,400 letters, the most that a notice holds of
// what can't be broken nicely.
func BenchmarkWrap(b *testing.B) {
	text := strings.Repeat("pneumonoultramicroscopic", 100)
	b.ReportAllocs()
	for b.Loop() {
		Wrap(text, 52)
	}
}
