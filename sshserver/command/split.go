package command

import (
	"strings"
	"unicode/utf8"

	"youku.example/sshserver/command/cli"
	"youku.example/tui/words"
)

// maxLine is the longest line that is looked at, in bytes.
const maxLine = 64 << 10

var (
	errQuote   = cli.Misused(words.Say("引号没有成对。", "A quote is not closed."))
	errEscape  = cli.Misused(words.Say("末尾的反斜杠后面缺一个字符。", "The backslash at the end has nothing to act on."))
	errGarbled = cli.Misused(words.Say("这一行不是有效的 UTF-8 文字。", "This line is not valid UTF-8 text."))
	errLong    = cli.Misused(words.Say("这一行太长了。", "This line is too long."))
)

// Split takes a line apart into words as a shell does: blanks part words,
// single quotes keep everything, double quotes keep everything but a backslash
// before $ ` " \ or a line end, and a backslash keeps what follows. Nothing
// else has a meaning: no variables, no patterns, no pipes, no second command.
// An open quote, a backslash at the end, NUL and broken UTF-8 are errors.
func Split(line string) ([]string, error) {
	if len(line) > maxLine {
		return nil, errLong
	}
	if !utf8.ValidString(line) || strings.ContainsRune(line, 0) {
		return nil, errGarbled
	}
	s := splitter{rest: line}
	for s.rest != "" {
		if err := s.step(); err != nil {
			return nil, err
		}
	}
	s.end()
	return s.words, nil
}

type splitter struct {
	rest  string
	word  strings.Builder
	begun bool // a word is being read, maybe an empty one
	words []string
}

func (s *splitter) take() byte {
	c := s.rest[0]
	s.rest = s.rest[1:]
	return c
}

func (s *splitter) end() {
	if s.begun {
		s.words = append(s.words, s.word.String())
		s.word.Reset()
		s.begun = false
	}
}

func (s *splitter) step() error {
	switch c := s.take(); c {
	case ' ', '\t', '\n', '\r':
		s.end()
	case '\'':
		s.begun = true
		inside, rest, closed := strings.Cut(s.rest, "'")
		if !closed {
			return errQuote
		}
		s.word.WriteString(inside)
		s.rest = rest
	case '"':
		s.begun = true
		return s.double()
	case '\\':
		if s.rest == "" {
			return errEscape
		}
		if c := s.take(); c != '\n' { // a line that goes on
			s.begun = true
			s.word.WriteByte(c)
		}
	default:
		s.begun = true
		s.word.WriteByte(c)
	}
	return nil
}

func (s *splitter) double() error {
	for s.rest != "" {
		c := s.take()
		switch {
		case c == '"':
			return nil
		case c == '\\' && s.rest != "" && strings.IndexByte("$`\"\\\n", s.rest[0]) >= 0:
			if c = s.take(); c == '\n' {
				continue
			}
		}
		s.word.WriteByte(c)
	}
	return errQuote
}
