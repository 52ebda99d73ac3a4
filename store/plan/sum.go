package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Sum is a digest of what a person sees of an entry: which upload it is and all
// that is proposed for it, whatever its content. An admin sends it along with what
// is to be published, as a buyer sends the price.
func (e Entry) Sum() string {
	p, err := json.Marshal(struct {
		ID       int64
		Kind     Kind
		Name     string
		Proposal any
	}{e.Row.ID, e.Kind, e.Row.Name, e.Proposal})
	if err != nil {
		return "" // it is made of texts and numbers
	}
	sum := sha256.Sum256(p)
	return hex.EncodeToString(sum[:])
}

// Sum is a digest of several entries, in their order, and of their contents.
func Sum(entries []Entry) string {
	all := sha256.New()
	for _, e := range entries {
		all.Write([]byte(e.Sum() + e.Row.SHA256 + "\n"))
	}
	return hex.EncodeToString(all.Sum(nil))
}
