package keys

import (
	"bytes"
	"errors"
	"strings"

	"golang.org/x/crypto/ssh"
)

// What is wrong with a line of authorized keys.
var (
	ErrLine    = errors.New("not one public key as ssh-keygen writes it (ssh-ed25519 AAAA… name)")
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
// since whoever wrote them counts on them; anything else is ErrLine.
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
	}
	return newLine(key, comment), nil
}

func newLine(key ssh.PublicKey, comment string) Line {
	comment = strings.Join(strings.Fields(comment), " ")
	text := string(bytes.TrimSpace(ssh.MarshalAuthorizedKey(key)))
	if comment != "" {
		text += " " + comment
	}
	return Line{Key: key, Comment: comment, Fingerprint: Fingerprint(key), Text: text}
}
