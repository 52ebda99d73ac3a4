package s3

import (
	"crypto/sha256"
	"encoding"
	"encoding/base64"
	"encoding/hex"
	"hash"
)

// What stands beside an object, as the store calls it.
const (
	metaState = "sha256-state" // of the file up to the end of a part
	metaSum   = "sha256"       // of a movie
)

// stateOf is the state of a hash as it stands beside a part; "" for none.
func stateOf(h hash.Hash) string {
	if h == nil {
		return ""
	}
	p, err := h.(encoding.BinaryMarshaler).MarshalBinary()
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(p)
}

// hashFrom goes on with a state; nil if it is none.
func hashFrom(state string) hash.Hash {
	p, err := base64.RawURLEncoding.DecodeString(state)
	if err != nil || len(p) == 0 {
		return nil
	}
	h := sha256.New()
	if h.(encoding.BinaryUnmarshaler).UnmarshalBinary(p) != nil {
		return nil
	}
	return h
}

// after is the hash that has taken in p too; the one that is given stays as it is.
func after(h hash.Hash, p []byte) hash.Hash {
	if h == nil {
		return nil
	}
	next := hashFrom(stateOf(h))
	if next != nil {
		next.Write(p)
	}
	return next
}

func sumOf(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

func beside(h hash.Hash) map[string]string {
	if h == nil {
		return nil
	}
	return map[string]string{metaState: stateOf(h)}
}
