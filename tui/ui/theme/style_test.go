package theme

import (
	"fmt"
	"reflect"
	"testing"
	"unsafe"

	"github.com/charmbracelet/x/ansi"
)

// TestStyle_Render holds that each style of each theme draws all texts as
// lipgloss does, which made its sequences.
func TestStyle_Render(t *testing.T) {
	for name, look := range themes() {
		for field, style := range stylesOf(t, &look) {
			for _, text := range []string{"", " ", "word", "two words", "流浪地球 2", "e\u0301", "a\tb", "a\nlonger line", "a\r\nb", "\x1b[1mstyled\x1b[m"} {
				if got, want := style.Render(text), style.whole.Render(text); got != want {
					t.Errorf("%s, %s of %q: %q, want %q", name, field, text, got, want)
				}
			}
		}
	}
	if got := (Style{}).Render("none"); got != "none" {
		t.Errorf("no style: %q", got)
	}
}

// TestStyle_Under holds that a part's end does not end the style under it.
func TestStyle_Under(t *testing.T) {
	look := New(true, false, Sixteen)
	for _, c := range []struct {
		style      Style
		text, want string
	}{
		{look.Text, "a" + look.Bad.Render("b"), "a\x1b[91mb\x1b[m"},
		{look.Strong, "a", "\x1b[1ma\x1b[m"},
		{look.Strong, "a" + look.Bad.Render("b") + "c", "\x1b[1ma\x1b[91mb" + ansi.ResetStyle + "\x1b[1mc" + ansi.ResetStyle},
	} {
		if got := c.style.Under(c.text); got != c.want {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}

// A style is handed on by value.
func TestStyle_Small(t *testing.T) {
	if n := unsafe.Sizeof(Style{}); n > 32 {
		t.Errorf("%d bytes", n)
	}
}

// TestNew_Kinds holds that each kind of theme is its own, however often and in
// which order they are asked for.
func TestNew_Kinds(t *testing.T) {
	for range 2 {
		for c, accent := range map[Colours]string{Colourful: "38;2;90;184;255", Indexed: "38;5;75", Sixteen: "96"} {
			for _, ascii := range []bool{true, false} {
				look := New(true, ascii, c)
				if got, want := look.Accent.Render("x"), "\x1b["+accent+"mx\x1b[m"; got != want || look.Colours != c || (look.Bar == ">") != ascii {
					t.Errorf("%v, ASCII %v: %q, want %q; %v, %q", c, ascii, got, want, look.Colours, look.Bar)
				}
				if a := look.Accent.begin; New(false, ascii, c).Accent.begin == a || Either(ascii, c).Accent.begin == a {
					t.Errorf("%v, ASCII %v: the same accent on another background", c, ascii)
				}
			}
		}
	}
}

func themes() map[string]Theme {
	all := map[string]Theme{}
	for c := Colourful; c <= Colourless; c++ {
		for _, ascii := range []bool{false, true} {
			all[fmt.Sprint("either ", ascii, c)] = Either(ascii, c)
			for _, dark := range []bool{false, true} {
				all[fmt.Sprint("dark ", dark, ascii, c)] = New(dark, ascii, c)
			}
		}
	}
	return all
}

func stylesOf(t *testing.T, look *Theme) map[string]Style {
	all := map[string]Style{}
	v := reflect.ValueOf(look).Elem()
	for i := range v.NumField() {
		if s, ok := v.Field(i).Interface().(Style); ok {
			all[v.Type().Field(i).Name] = s
		}
	}
	if len(all) < 15 {
		t.Fatalf("%d styles", len(all))
	}
	return all
}

func BenchmarkStyle_Render(b *testing.B) {
	style := New(true, false, Colourful).Accent
	for name, render := range map[string]func(string) string{
		"ours":     style.Render,
		"lipgloss": func(text string) string { return style.whole.Render(text) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				render("all keys")
			}
		})
	}
}
