package subtitle

import (
	"errors"
	"regexp"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// The bounds of a file. A film of three hours in two languages has some 6,000
// lines of speech and 300 KB; drawn effects of an ass some megabytes.
const (
	MaxSize  = 5 << 20
	MaxKept  = MaxSize * 3 / 2 // of File.Text: two bytes of GB18030 are three of UTF-8
	maxLines = 500_000
	maxLine  = 256 << 10
)

var (
	// ErrTooLarge says that a file has more than MaxSize bytes.
	ErrTooLarge = errors.New("subtitles of more than 5 MB")
	// ErrNotSubtitles says that the content is none of the formats.
	ErrNotSubtitles = errors.New("no subtitles in a format that is known")
	// ErrEncoding says that the bytes are text in none of the encodings.
	ErrEncoding = errors.New("text in no encoding that is known")
)

// The formats.
const (
	SRT = "srt"
	ASS = "ass"
	SSA = "ssa"
	VTT = "vtt"
)

// File is subtitles as they are kept.
type File struct {
	Format string
	Text   []byte // UTF-8 without a mark, lines end with \n; no control characters
	Cues   int    // pieces that are shown; at least one
}

// Read takes the bytes of a file: any markup stays as it is, terminal sequences
// and control characters go.
func Read(p []byte) (File, error) {
	if len(p) > MaxSize {
		return File{}, ErrTooLarge
	}
	s, err := decode(p)
	if err != nil {
		return File{}, err
	}
	s = clean(s)
	format, cues := recognise(s)
	if cues == 0 {
		return File{}, ErrNotSubtitles
	}
	if len(s) > MaxKept {
		return File{}, ErrTooLarge
	}
	return File{Format: format, Text: []byte(s), Cues: cues}, nil
}

// long replaces what begins a terminal sequence in one character.
var long = strings.NewReplacer("\u009b", "\x1b[", "\u009d", "\x1b]", "\u0090", "\x1bP")

// clean removes what a terminal or a player could take for a command. A sequence
// that does not end takes the rest of its line along, and no more.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if s = long.Replace(s); strings.Contains(s, "\x1b") {
		lines := strings.Split(s, "\n")
		for i, line := range lines {
			if strings.Contains(line, "\x1b") {
				lines[i] = ansi.Strip(line)
			}
		}
		s = strings.Join(lines, "\n")
	}
	s = strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && unicode.IsControl(r) || r == '\ufeff' {
			return -1
		}
		return r
	}, s)
	return strings.TrimRight(s, "\n") + "\n"
}

var (
	srtTime  = regexp.MustCompile(`^\s*\d{1,3}:\d{1,2}:\d{1,2}[,.:]\d{1,3}\s*-->\s*\d{1,3}:\d{1,2}:\d{1,2}[,.:]\d{1,3}`)
	vttTime  = regexp.MustCompile(`^\s*(\d{1,4}:)?\d{2}:\d{2}[.,]\d{3}\s+-->\s+(\d{1,4}:)?\d{2}:\d{2}[.,]\d{3}`)
	assEvent = regexp.MustCompile(`^Dialogue:[^,]*,\s*\d+:\d{2}:\d{2}[.:]\d{1,3}\s*,\s*\d+:\d{2}:\d{2}[.:]\d{1,3}\s*,`)
	number   = regexp.MustCompile(`^\s*\d{1,9}\s*$`)
)

// recognise finds the format by how the text begins, and counts what is shown.
func recognise(s string) (format string, cues int) {
	lines, first := 0, ""
	for line := range strings.SplitSeq(s, "\n") {
		if lines++; lines > maxLines || len(line) > maxLine {
			return "", 0
		}
		if first == "" {
			if first = strings.TrimSpace(line); first == "" {
				continue
			}
			if format = begins(first); format == "" {
				return "", 0
			}
		}
		switch lower := strings.ToLower(line); {
		case format == SRT && srtTime.MatchString(line),
			format == VTT && vttTime.MatchString(line),
			format == SSA && assEvent.MatchString(line),
			format == ASS && assEvent.MatchString(line):
			cues++
		case format == SSA && (strings.HasPrefix(lower, "[v4+ styles]") || strings.HasPrefix(lower, "scripttype:") && strings.Contains(lower, "v4.00+")):
			format = ASS
		}
	}
	return format, cues
}

// begins is the format that a first line shows; of ssa and ass it is ssa until
// more is read.
func begins(line string) string {
	switch lower := strings.ToLower(line); {
	case line == "WEBVTT", strings.HasPrefix(line, "WEBVTT "), strings.HasPrefix(line, "WEBVTT\t"):
		return VTT
	case strings.HasPrefix(lower, "[script info]"):
		return SSA
	case number.MatchString(line), srtTime.MatchString(line):
		return SRT
	}
	return ""
}
