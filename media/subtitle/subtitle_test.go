package subtitle

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	eunicode "golang.org/x/text/encoding/unicode"
)

const (
	simplified  = "1\n00:00:01,000 --> 00:00:03,500\n你说什么？我没听见。\n\n2\n00:00:04,000 --> 00:00:06,000\n<i>雨还在下</i>，我们走吧。\n"
	traditional = "1\n00:00:01,000 --> 00:00:03,500\n你說什麼？我沒聽見。\n\n2\n00:00:04,000 --> 00:00:06,000\n雨還在下，我們走吧。\n"
	english     = "1\n00:00:01,000 --> 00:00:03,500\nWhat did you say?\n"
	webvtt      = "WEBVTT - rain\n\nNOTE x\n\n00:01.000 --> 00:03.500 line:0\n你好\n"
	assText     = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name\n\n[Events]\nFormat: Layer, Start, End, Style, Text\nDialogue: 0,0:00:01.00,0:00:03.50,Default,{\\b1}雨{\\b0}\\N夜\n"
	ssaText     = "[Script Info]\nScriptType: v4.00\n\n[V4 Styles]\n\n[Events]\nDialogue: Marked=0,0:00:01.00,0:00:03.50,Default,,0,0,0,,rain\n"
)

func as(t *testing.T, s string, e encoding.Encoding) []byte {
	t.Helper()
	p, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRead(t *testing.T) {
	gb, big5 := simplifiedchinese.GB18030, traditionalchinese.Big5
	le, be := eunicode.UTF16(eunicode.LittleEndian, eunicode.UseBOM), eunicode.UTF16(eunicode.BigEndian, eunicode.UseBOM)
	bareLE, bareBE := eunicode.UTF16(eunicode.LittleEndian, eunicode.IgnoreBOM), eunicode.UTF16(eunicode.BigEndian, eunicode.IgnoreBOM)
	for _, c := range []struct {
		name   string
		p      []byte
		format string
		want   string
	}{
		{"srt", []byte(simplified), SRT, simplified},
		{"srt with a mark", []byte("\ufeff" + simplified), SRT, simplified},
		{"srt of Windows", []byte(strings.ReplaceAll(simplified, "\n", "\r\n")), SRT, simplified},
		{"srt of an old Macintosh", []byte(strings.ReplaceAll(simplified, "\n", "\r")), SRT, simplified},
		{"srt in GB18030", as(t, simplified, gb), SRT, simplified},
		{"srt in GBK", as(t, simplified, simplifiedchinese.GBK), SRT, simplified},
		{"traditional in GB18030", as(t, traditional, gb), SRT, traditional},
		{"srt in Big5", as(t, traditional, big5), SRT, traditional},
		{"srt in UTF-16LE", as(t, simplified, le), SRT, simplified},
		{"srt in UTF-16BE", as(t, simplified, be), SRT, simplified},
		{"srt in UTF-16LE without a mark", as(t, simplified, bareLE), SRT, simplified},
		{"srt in UTF-16BE without a mark", as(t, simplified, bareBE), SRT, simplified},
		{"ass in Big5", as(t, assText, big5), ASS, assText},
		{"ass in GB18030", as(t, assText, gb), ASS, assText},
		{"ass", []byte(assText), ASS, assText},
		{"ssa", []byte(ssaText), SSA, ssaText},
		{"vtt", []byte(webvtt), VTT, webvtt},
		{"srt with empty lines before", []byte("\n\n" + english), SRT, "\n\n" + english},
		{"srt without numbers", []byte(strings.TrimPrefix(english, "1\n")), SRT, strings.TrimPrefix(english, "1\n")},
		{"a terminal's sequences", []byte("1\n00:00:01,000 --> 00:00:03,500\n\x1b]0;title\a\x1b[31mred\x1b[0m\x00\x07\n"), SRT, "1\n00:00:01,000 --> 00:00:03,500\nred\n"},
		{"sequences of one character", []byte("1\n00:00:01,000 --> 00:00:03,500\n\u009b31mred\u0085\n"), SRT, "1\n00:00:01,000 --> 00:00:03,500\nred\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := Read(c.p)
			if err != nil {
				t.Fatal(err)
			}
			if f.Format != c.format || string(f.Text) != c.want {
				t.Errorf("%s\n%q, want %s\n%q", f.Format, f.Text, c.format, c.want)
			}
		})
	}
}

func TestRead_Refused(t *testing.T) {
	for name, c := range map[string]struct {
		p    []byte
		want error
	}{
		"nothing":               {nil, ErrNotSubtitles},
		"text":                  {[]byte("hello\n"), ErrNotSubtitles},
		"a script":              {[]byte("#!/bin/sh\n00:00:01,000 --> 00:00:03,500\n"), ErrNotSubtitles},
		"a number":              {[]byte("1\n2\n3\n"), ErrNotSubtitles},
		"html":                  {[]byte("<html>00:00:01,000 --> 00:00:03,500"), ErrNotSubtitles},
		"an empty vtt":          {[]byte("WEBVTT\n"), ErrNotSubtitles},
		"ass without a line":    {[]byte("[Script Info]\n[V4+ Styles]\n[Events]\n"), ErrNotSubtitles},
		"zeros":                 {make([]byte, 9000), ErrNotSubtitles},
		"a movie":               {append([]byte("\x00\x00\x00\x18ftypisom"), bytes.Repeat([]byte{0xff, 0x81, 0xfe}, 900)...), ErrEncoding},
		"noise":                 {bytes.Repeat([]byte{0x80, 0xff, 0x81, 0x20}, 900), ErrEncoding},
		"Latin-1":               {as(t, "1\n00:00:01,000 --> 00:00:03,500\nDéjà vu à côté\n", charmap.ISO8859_1), ErrEncoding},
		"too large":             {make([]byte, MaxSize+1), ErrTooLarge},
		"a line without an end": {[]byte(english + strings.Repeat("x", maxLine+1)), ErrNotSubtitles},
		"lines without end":     {[]byte(english + strings.Repeat("\n", maxLines) + "x"), ErrNotSubtitles},
		"vobsub":                {[]byte("# VobSub index file, v7\n"), ErrNotSubtitles},
	} {
		if f, err := Read(c.p); !errors.Is(err, c.want) {
			t.Errorf("%s: %s %d cues, %v, want %v", name, f.Format, f.Cues, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{simplified, traditional, webvtt, assText, ssaText, "\xff\xfe1\x00", "\x1b[", "1\r00:00:01,000 --> 00:00:03,500\r\xc4\xe3"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, p []byte) {
		got, err := Read(p)
		if err != nil {
			return
		}
		if !utf8.Valid(got.Text) || got.Cues < 1 || got.Format == "" || bytes.ContainsFunc(got.Text, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }) {
			t.Fatalf("%s, %d cues: %q", got.Format, got.Cues, got.Text)
		}
		if again, err := Read(got.Text); err != nil || again.Format != got.Format || !bytes.Equal(again.Text, got.Text) {
			t.Fatalf("%q is read as %q, %v", got.Text, again.Text, err)
		}
	})
}
