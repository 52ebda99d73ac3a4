package auth

import (
	"time"

	"youku.example/sshserver/limit"
	"youku.example/store"
	"youku.example/tui/words"
)

// crowded returns the refusal of one more connection to an account, or to a guest.
func crowded(account int64, l limit.Limits) error {
	if account == 0 {
		return store.ErrBusy
	}
	return &store.Refusal{Code: store.ErrConnections.Code, Limit: l.OfAccount}
}

// throttled returns the refusal of what is done too often; wait is until it may be
// done again.
func throttled(wait time.Duration) error {
	return &store.Refusal{Code: store.ErrThrottled.Code, Wait: wait}
}

// bothLanguages returns a refusal before any language is known.
func bothLanguages(err error) string {
	_, t := words.Refusal(err)
	return t.In(words.Zh) + " · " + t.In(words.En)
}
