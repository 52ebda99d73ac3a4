package store

import (
	"context"
	"crypto/rsa"
	"strings"

	"golang.org/x/crypto/ssh"

	"youku.example/store/event"
)

// maxKeys is how many keys may open one account.
const maxKeys = 32

// ParseKey reads one public key in authorized_keys form. Options are refused,
// since the shop would not keep them; so are certificates, DSA and RSA under
// 2048 bits.
func ParseKey(line string) (Key, error) {
	line = strings.TrimSpace(line)
	if line == "" || len(line) > 16<<10 || strings.ContainsAny(line, "\r\n") {
		return Key{}, ErrKeyInvalid
	}
	pub, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(line))
	if err != nil || len(options) > 0 || len(rest) > 0 || !strongKey(pub) {
		return Key{}, ErrKeyInvalid
	}
	comment = Clean(strings.TrimSpace(comment))
	if r := []rune(comment); len(r) > 100 {
		comment = string(r[:100])
	}
	text := strings.TrimSpace(string(ssh.MarshalAuthorizedKey(pub)))
	if comment != "" {
		text += " " + comment
	}
	return Key{Fingerprint: ssh.FingerprintSHA256(pub), Line: text, Comment: comment}, nil
}

func strongKey(pub ssh.PublicKey) bool {
	if _, is := pub.(*ssh.Certificate); is || pub.Type() == "ssh-dss" {
		return false
	}
	if c, is := pub.(ssh.CryptoPublicKey); is {
		if r, is := c.CryptoPublicKey().(*rsa.PublicKey); is {
			return r.N.BitLen() >= 2048
		}
	}
	return true
}

// Keys lists the keys that open the actor's account.
func (s *Shop) Keys(ctx context.Context, a Actor) (keys []Key, err error) {
	err = s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		keys, err = v.UserKeys(ctx, u.ID)
		return err
	})
	return keys, err
}

// AddKey lets one more key open the actor's account. A key opens one account
// only: another's is ErrKeyTaken, one's own again is a success.
func (s *Shop) AddKey(ctx context.Context, a Actor, line string) (Key, error) {
	k, err := ParseKey(line)
	if err != nil {
		return Key{}, err
	}
	k.AddedAt = s.wall()
	err = s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		tx.announce(event.ForAccount(u.ID, TopicAccount))
		return addKey(ctx, tx, u, &k)
	})
	if err != nil {
		return Key{}, err
	}
	return k, nil
}

// addKey adds k to an account; where it is there already, k becomes what is
// there and the event has no action.
func addKey(ctx context.Context, tx Tx, u User, k *Key) (auditEvent, error) {
	keys, err := tx.UserKeys(ctx, u.ID)
	if err != nil {
		return auditEvent{}, err
	}
	for _, have := range keys {
		if have.Fingerprint == k.Fingerprint {
			*k = have
			return auditEvent{}, nil
		}
	}
	if len(keys) >= maxKeys {
		return auditEvent{}, &Refusal{Code: ErrTooMany.Code, Limit: maxKeys}
	}
	if err := keyFree(ctx, tx, k.Fingerprint); err != nil {
		return auditEvent{}, err
	}
	return auditEvent{"key add", u.Name, k.Fingerprint}, tx.AddKey(ctx, u.ID, *k)
}

// RemoveKey takes a key from the actor's account and ends the sessions that
// it opened, but for the one that asks. The last proof is never removed.
func (s *Shop) RemoveKey(ctx context.Context, a Actor, fingerprint string) error {
	fingerprint = strings.TrimSpace(fingerprint)
	if !strings.HasPrefix(fingerprint, "SHA256:") {
		fingerprint = "SHA256:" + fingerprint
	}
	return s.asUser(ctx, a, func(tx *change, u User) (auditEvent, error) {
		keys, err := tx.UserKeys(ctx, u.ID)
		if err != nil {
			return auditEvent{}, err
		}
		found := false
		for _, k := range keys {
			found = found || k.Fingerprint == fingerprint
		}
		if !found {
			return auditEvent{}, ErrKeyUnknown
		}
		if len(keys) == 1 && u.Hash == "" {
			return auditEvent{}, ErrLastProof
		}
		tx.announce(endKey(fingerprint, a.Session))
		tx.announce(event.ForAccount(u.ID, TopicAccount))
		return auditEvent{"key remove", u.Name, fingerprint}, tx.DropKey(ctx, u.ID, fingerprint)
	})
}
