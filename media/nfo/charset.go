package nfo

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// utf8Of takes a byte order mark away, and makes UTF-8 of UTF-16: with a mark,
// or where the first character is a < of two bytes.
func utf8Of(data []byte) []byte {
	var enc encoding.Encoding
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("<\x00")):
		enc = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case bytes.HasPrefix(data, []byte("\xfe\xff")), bytes.HasPrefix(data, []byte("\x00<")):
		enc = unicode.UTF16(unicode.BigEndian, unicode.UseBOM)
	default:
		return data
	}
	out, _, err := transform.Bytes(enc.NewDecoder(), data)
	if err != nil {
		return data
	}
	return out
}

// charset reads the encoding that a declaration names. What is UTF-8 already is
// left, whatever the declaration says: many tools change one without the other.
func charset(name string, in io.Reader) (io.Reader, error) {
	var enc encoding.Encoding
	switch strings.ToLower(name) {
	case "utf-16", "utf-16le", "utf-16be", "utf8", "unicode":
		return in, nil // made UTF-8 before
	case "gb18030", "gbk", "gb2312":
		enc = simplifiedchinese.GB18030
	case "big5", "big5-hkscs":
		enc = traditionalchinese.Big5
	case "iso-8859-1", "latin1", "windows-1252", "us-ascii", "ascii":
		enc = charmap.Windows1252
	default:
		return nil, fmt.Errorf("the encoding %.40q is not known", name)
	}
	rest, err := io.ReadAll(io.LimitReader(in, MaxSize))
	if err != nil {
		return nil, err
	}
	if utf8.Valid(rest) {
		return bytes.NewReader(rest), nil
	}
	return transform.NewReader(bytes.NewReader(rest), enc.NewDecoder()), nil
}
