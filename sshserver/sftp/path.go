package sftp

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxPath is how many bytes a path may have.
const MaxPath = 4096

// Clean makes the path that a client sent absolute and plain. It is false for
// what no file can be called: control characters (the C1 ones too),
// backslashes, bytes that are not UTF-8, too much of anything. Everything
// relative starts at /, where every client is at home.
func Clean(p string) (string, bool) {
	if len(p) > MaxPath || !utf8.ValidString(p) {
		return "", false
	}
	if strings.IndexFunc(p, func(r rune) bool { return r == '\\' || unicode.IsControl(r) }) >= 0 {
		return "", false
	}
	return path.Clean("/" + p), true
}

// expand is Clean for paths that may begin with ~: home is / for everybody.
func expand(p string) (string, bool) {
	if p == "~" || strings.HasPrefix(p, "~/") {
		p = p[1:]
	}
	return Clean(p)
}

// isFolderName reports whether a client's path can only mean a directory. Clean
// drops the slash behind it: a file must not be made under such a name.
func isFolderName(p string) bool { return len(p) > 1 && strings.HasSuffix(p, "/") }

// parent returns the directory that a cleaned path is in.
func parent(p string) string { return path.Dir(p) }
