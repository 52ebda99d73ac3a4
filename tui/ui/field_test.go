package ui

import (
	"strings"
	"testing"

	"youku.example/tui/term/cells"
	"youku.example/tui/ui/theme"
	"youku.example/tui/ui/uitest"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"youku.example/store"
	"youku.example/tui/term"
	"youku.example/tui/words"
)

// TestField_Edit drives the field by keys and compares text and cursor.
func TestField_Edit(t *testing.T) {
	cases := []struct {
		name  string
		field Field
		keys  string // =text is typed, ^text is pasted, others are keys
		want  string // | is the cursor
	}{
		{"Typed", Field{}, "=流浪 =ab", "流浪ab|"},
		{"Moved", Field{}, "=流浪 left left =地", "地|流浪"},
		{"Backspace", Field{}, "=流浪 backspace", "流|"},
		{"BackspaceAtStart", Field{}, "=a home backspace delete", "|"},
		{"Delete", Field{}, "=abc home delete", "|bc"},
		{"Words", Field{}, "^one_two_three ctrl+left alt+b", "one_two_three"[:0] + "|one_two_three"},
		{"CutWord", Field{}, "^one two ctrl+w", "one |"},
		{"CutLine", Field{}, "^one left ctrl+u", "|e"},
		{"CutRest", Field{}, "^one home right ctrl+k", "o|"},
		{"OneLine", Field{}, "^a\nb\n", "a b|"},
		{"Controls", Field{}, "^a\x1b[31mb\x00\u009bc", "a[31mbc|"},
		{"Combining", Field{}, "=e =\u0301 =x left left", "|éx"},
		{"Emoji", Field{}, "^👨‍👩‍👧x left left", "|👨‍👩‍👧x"},
		{"Max", Field{Max: 3}, "=流浪地球", "流浪地|"},
		{"PastedLine", Field{}, "^码\r\n", "码|"},
		{"PastedLines", Field{}, "^a\r\nb\n", "a b|"},
		{"Narrow", Field{Narrow: true}, "=１ =２ =。 =５", "12.5|"},
		{"NarrowPasted", Field{Narrow: true}, "^ＡＢ－１２ left", "AB-1|2"},
		{"Wide", Field{}, "=１ =。", "１。|"},
		{"PastedKey", Field{Kind: ManyLines, Joined: true}, "^AA\r\nAA\r\n", "AAAA|"},
		{"MaxPasted", Field{Max: 3}, "=流 ^浪地球 =z", "流浪地|"},
		{"Given", Field{Kind: Given}, "=x backspace", "|"},
		{"SecretWord", Field{Kind: Secret}, "^two words ctrl+w", "|"},
		{"Many", Field{Kind: ManyLines}, "=a enter =b", "a\nb|"},
		{"ManyHome", Field{Kind: ManyLines}, "^a\nbc home =x", "a\nx|bc"},
		{"Joined", Field{Kind: ManyLines, Joined: true}, "^ab\ncd\n", "abcd|"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := c.field
			for _, k := range strings.Split(c.keys, " ") {
				switch {
				case strings.HasPrefix(k, "="):
					for _, r := range k[1:] {
						f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
					}
				case strings.HasPrefix(k, "^"):
					f.Update(tea.PasteMsg{Content: k[1:]})
				case k == "two" || k == "words":
					f.Update(tea.PasteMsg{Content: " " + k})
				default:
					f.Update(uitest.Press(k))
				}
			}
			got := strings.Join(f.chars[:f.pos], "") + "|" + strings.Join(f.chars[f.pos:], "")
			if got != c.want {
				t.Errorf("%s: %q, want %q", c.keys, got, c.want)
			}
		})
	}
}

// FuzzField types and moves at random: the field never panics, the cursor stays
// inside, and what is drawn is as wide as it has to be, in one line.
func FuzzField(f *testing.F) {
	f.Add("流浪\x00地球 a\u0301 👨‍👩‍👧 \x1b[2J", []byte{1, 2, 3, 4, 5, 6, 7, 8}, 12)
	f.Add("कि ZWJ\u200d\u202e", []byte{3, 3, 9}, 1)
	keys := []string{"left", "right", "home", "end", "backspace", "delete", "ctrl+w", "ctrl+left", "ctrl+right", "up", "down", "enter"}
	f.Fuzz(func(t *testing.T, text string, moves []byte, w int) {
		w = 1 + abs(w)%80
		h := &Display{Lang: words.En, Styles: theme.New(true, false, theme.Colourful)}
		for _, kind := range []fieldKind{oneLine, Secret, ManyLines} {
			x := Field{Kind: kind, Max: 200}
			for _, m := range moves[:min(len(moves), 50)] {
				x.insert(text[:min(len(text), 100)])
				x.Update(uitest.Press(keys[int(m)%len(keys)]))
				if x.pos < 0 || x.pos > len(x.chars) || len(x.chars) > 200 {
					t.Fatalf("cursor %d of %d", x.pos, len(x.chars))
				}
				for _, l := range x.draw(h, w, x.height(24), true) {
					if l, _ := term.FindCursor(l); strings.ContainsAny(ansi.Strip(l), "\n\r\t\x1b\u009b\u202e") || kind != ManyLines && cells.Width(l) > w+1 {
						t.Fatalf("%d cells of %d: %q", cells.Width(l), w, l)
					}
				}
			}
		}
	})
}

func abs(n int) int { return max(n, -(n + 1)) }

// TestForm_Order holds that Tab, Shift+Tab and the arrows go round a form and
// that a fixed field is passed over.
func TestForm_Order(t *testing.T) {
	f := &Form{Display: &Display{}, Fail: func(error) tea.Cmd { return nil }, Fields: []*Field{{Kind: Given}, {}, {}}, At: 1}
	for _, want := range []int{2, 3, 1, 2} {
		if f.move(1); f.At != want {
			t.Errorf("at %d, want %d", f.At, want)
		}
	}
	for _, want := range []int{1, 3, 2} {
		if f.move(-1); f.At != want {
			t.Errorf("back at %d, want %d", f.At, want)
		}
	}
}

// TestForm_Once holds that a form is sent once, however often Enter is pressed.
func TestForm_Once(t *testing.T) {
	sent := 0
	f := &Form{Display: &Display{}, Fail: func(error) tea.Cmd { return nil }, Fields: []*Field{{}}, Send: func() tea.Cmd { sent++; return nil }}
	f.submit()
	f.submit()
	if sent != 1 {
		t.Errorf("sent %d times", sent)
	}
	f.Answered(store.ErrCode, 0)
	if f.submit(); sent != 1 {
		t.Error("sent again although nothing changed")
	}
	f.Fields[0].insert("x")
	if f.submit(); sent != 2 {
		t.Error("not sent again")
	}
}

// The chosen one of more options than there is room for is seen, and a click on what
// is seen chooses that.
func TestChoiceIsSeen(t *testing.T) {
	d := &Display{Lang: words.En, Styles: theme.New(true, false, theme.Colourful)}
	f := &Field{Kind: Choice, Options: []Option{
		{Value: "stays", Says: words.Say("不改", "as it is")}, {Value: "paid", Says: words.Say("收费", "Paid")},
		{Value: "vip", Says: words.Say("会员免费", "VIP free")}, {Value: "free", Says: words.Say("免费", "Free")},
	}}
	for _, w := range []int{16, 20, 26, 40} {
		for _, o := range f.Options {
			f.Set(o.Value)
			if got := ansi.Strip(f.drawChoice(d, w, true)); !strings.Contains(got, "["+o.Says.In(d.Lang)+"]") {
				t.Errorf("%s is chosen, and in %d cells is seen %q", o.Value, w, got)
			}
		}
	}
}
