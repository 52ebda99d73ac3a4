package keys

import (
	"bytes"
	"crypto/rsa"
	"errors"
	"strings"
	"unicode"

	"golang.org/x/crypto/ssh"
)

// What is wrong with a line of authorized keys.
var (
	ErrLine    = errors.New("not one public key as ssh-keygen writes it (ssh-ed25519 AAAA… name)")
	ErrWeak    = errors.New("this kind of key is not taken: use Ed25519, ECDSA, or RSA of 2048 bits and more")
	ErrComment = errors.New("the comment holds characters that can't be shown")
	ErrOptions = errors.New("key options (from=, command=, restrict…) are not kept here: give the key without them")
)

// maxLine is longer than any key in use: RSA of 16,384 bits has 2.8 KiB.
const maxLine = 16 << 10

// Line is one public key in authorized_keys form, without options.
type Line struct {
	Key         ssh.PublicKey
	Comment     string
	Fingerprint string // SHA256:…
	Text        string // type, key and comment, as the file has it
}

// Fingerprint is how a key is named to people.
func Fingerprint(key ssh.PublicKey) string { return ssh.FingerprintSHA256(key) }

// ParseLine reads exactly one key. Options are ErrOptions and not ignored,
// since the operator who wrote them counts on them; a key that is too weak, or a
// certificate, is ErrWeak; anything else is ErrLine.
func ParseLine(text string) (Line, error) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > maxLine || strings.ContainsAny(text, "\r\n\x00") {
		return Line{}, ErrLine
	}
	key, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(text))
	switch {
	case err != nil || len(rest) > 0:
		return Line{}, ErrLine
	case len(options) > 0:
		return Line{}, ErrOptions
	case !strong(key):
		return Line{}, ErrWeak
	case strings.ContainsFunc(oneLine(comment), hidden):
		return Line{}, ErrComment
	}
	return newLine(key, comment), nil
}

// WithComment is the line with another comment.
func (l Line) WithComment(comment string) Line { return newLine(l.Key, comment) }

func newLine(key ssh.PublicKey, comment string) Line {
	comment = oneLine(comment)
	text := string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key)))
	if comment != "" {
		text += " " + comment
	}
	return Line{Key: key, Comment: comment, Fingerprint: Fingerprint(key), Text: text}
}

// hidden reports whether r is a control, a bidi override or else can't be
// seen; a comment is shown to people and becomes a name.
func hidden(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }

// strong reports whether a key of this kind may log in. A certificate may not,
// since the dates and names in it are not read.
func strong(key ssh.PublicKey) bool {
	switch key.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256:
		return true
	case ssh.KeyAlgoRSA:
		outer, ok := key.(ssh.CryptoPublicKey)
		if !ok {
			return false
		}
		inner, ok := outer.CryptoPublicKey().(*rsa.PublicKey)
		return ok && inner.N.BitLen() >= 2048
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
