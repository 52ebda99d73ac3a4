package code

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"golang.org/x/text/width"
)

// A code is 20 letters of Crockford's base32 in groups of four: 100 random
// bits, without the letters that people mix up. Only its SHA-256 is kept,
// which is enough for something that cannot be guessed.
const (
	crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	length    = 20
	group     = 4
)

// New makes a code.
func New() string {
	random := make([]byte, length)
	rand.Read(random)
	var b strings.Builder
	for i, r := range random {
		if i > 0 && i%group == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(crockford[r%32])
	}
	return b.String()
}

// Normal is a code as it was made, from the way a person types it: in either
// case, in full width, with or without dashes and spaces, O for 0, I and L for
// 1. It is "" for what can't be a code.
func Normal(typed string) string {
	if len(typed) > 8*length {
		return ""
	}
	var b strings.Builder
	for _, r := range strings.ToUpper(width.Fold.String(typed)) {
		switch r {
		case '-', ' ', '\t', '–', '—', '\u00a0', '\u3000':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if !strings.ContainsRune(crockford, r) {
			return ""
		}
		b.WriteRune(r)
	}
	if b.Len() != length {
		return ""
	}
	return b.String()
}

// Hash is what is kept of a code, in whatever way it is typed; "" for what
// can't be one.
func Hash(typed string) string {
	normal := Normal(typed)
	if normal == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(normal))
	return hex.EncodeToString(sum[:])
}
