package store

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"youku.example/store/event"
	"youku.example/store/names"
)

// What the records of keys are called.
const (
	hostKeyRecord  = "host_key"
	adminKeyRecord = "admin_key"
)

// LibraryKeys are the host keys and the admins' keys of a library whose rows several
// servers share. They stand in the rows, so that another server needs nothing else.
type LibraryKeys struct{ rows Shared }

// KeysIn returns the keys of a library, and false where they are files because one
// server alone has the rows.
func KeysIn(rows DB) (LibraryKeys, bool) {
	shared, is := rows.(Shared)
	return LibraryKeys{shared}, is
}

// HostKey returns a host's private key by its name, as PEM; nil where there is none.
func (k LibraryKeys) HostKey(ctx context.Context, name string) (private []byte, err error) {
	err = k.view(ctx, func(v SharedView) error {
		private, err = hostKey(ctx, v, name)
		return err
	})
	return private, err
}

// KeepHostKey keeps a host's private key where there is none of that name, and returns
// the one that is there then: of servers that start at once one is first.
func (k LibraryKeys) KeepHostKey(ctx context.Context, name string, private []byte) (kept []byte, err error) {
	err = k.update(ctx, func(tx SharedTx) error {
		kept, err = hostKey(ctx, tx, name)
		if err != nil || kept != nil {
			return err
		}
		kept = private
		return tx.SetRecord(ctx, Record{Kind: hostKeyRecord, Key: name, Body: string(private)})
	})
	return kept, err
}

func hostKey(ctx context.Context, v SharedView, name string) ([]byte, error) {
	r, err := v.Record(ctx, hostKeyRecord, name)
	if errors.Is(err, errNoRow) {
		return nil, nil
	}
	return []byte(r.Body), err
}

// AdminKey is a key that the operator vouches for.
type AdminKey struct {
	Fingerprint string `json:"-"`
	Name        string `json:"name"` // the admin's
	Line        string `json:"line"` // the key as authorized_keys have it
	Added       int64  `json:"added"`
}

// Admins lists the keys that are vouched for, the oldest first.
func (k LibraryKeys) Admins(ctx context.Context) (list []AdminKey, err error) {
	err = k.view(ctx, func(v SharedView) error {
		list, err = adminKeys(ctx, v)
		return err
	})
	return list, err
}

// AdminOf returns whom a key is vouched for, "" for one that isn't.
func (k LibraryKeys) AdminOf(ctx context.Context, fingerprint string) (name string, err error) {
	err = k.view(ctx, func(v SharedView) error {
		name, err = vouchedName(ctx, v, fingerprint)
		return err
	})
	return name, err
}

// AddAdmin vouches for a key; all servers go by it at once. Saying it twice is fine;
// a key that is vouched for under another name is ErrKeyTaken. may is asked in the same
// transaction whether an account of that name may be there, and its error ends it.
func (k LibraryKeys) AddAdmin(ctx context.Context, key AdminKey, may func(exists bool) error) error {
	return k.update(ctx, func(tx SharedTx) error {
		_, err := tx.UserByFold(ctx, names.Fold(key.Name))
		if err != nil && !errors.Is(err, errNoRow) {
			return err
		}
		if err := may(err == nil); err != nil {
			return err
		}
		switch have, err := vouchedName(ctx, tx, key.Fingerprint); {
		case err != nil || have == key.Name:
			return err
		case have != "":
			return &Refusal{Code: ErrKeyTaken.Code, Name: have}
		}
		if key.Added == 0 {
			key.Added = machineTime().UnixMicro()
		}
		body, err := json.Marshal(key)
		if err != nil {
			return err
		}
		if err := tx.SetRecord(ctx, Record{Kind: adminKeyRecord, Key: key.Fingerprint, Body: string(body)}); err != nil {
			return err
		}
		return addAudit(ctx, tx, machineTime(), Operator(), auditEvent{actionAdminAdd, key.Name, key.Fingerprint})
	})
}

// RemoveAdmin takes back the vouching for every key of a name; the sessions and
// transfers that they opened end on all servers.
func (k LibraryKeys) RemoveAdmin(ctx context.Context, name string) (removed []AdminKey, err error) {
	err = k.update(ctx, func(tx SharedTx) error {
		removed = nil
		list, err := adminKeys(ctx, tx)
		if err != nil {
			return err
		}
		var ends []string
		for _, key := range list {
			if names.Fold(key.Name) != names.Fold(name) {
				continue
			}
			if err := tx.DropRecord(ctx, adminKeyRecord, key.Fingerprint); err != nil {
				return err
			}
			if err := addAudit(ctx, tx, machineTime(), Operator(), auditEvent{actionAdminRemove, key.Name, key.Fingerprint}); err != nil {
				return err
			}
			removed, ends = append(removed, key), append(ends, endKey(key.Fingerprint, "").Encode())
		}
		if len(ends) == 0 {
			return nil
		}
		_, err = tx.AddEvents(ctx, append(ends, event.ForAdmins(TopicPeople).Encode()))
		return err
	})
	return removed, err
}

func adminKeys(ctx context.Context, v SharedView) (list []AdminKey, err error) {
	records, err := v.Records(ctx, adminKeyRecord)
	for _, r := range records {
		key, err := adminKeyOf(r)
		if err != nil {
			return nil, err
		}
		list = append(list, key)
	}
	slices.SortStableFunc(list, func(a, b AdminKey) int { return cmp.Compare(a.Added, b.Added) })
	return list, err
}

func adminKeyOf(r Record) (key AdminKey, err error) {
	if err = json.Unmarshal([]byte(r.Body), &key); err != nil {
		return key, fmt.Errorf("read the admin's key %s: %w", r.Key, err)
	}
	key.Fingerprint = r.Key
	return key, nil
}

func vouchedName(ctx context.Context, v SharedView, fingerprint string) (string, error) {
	r, err := v.Record(ctx, adminKeyRecord, fingerprint)
	if errors.Is(err, errNoRow) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	key, err := adminKeyOf(r)
	return key.Name, err
}

func (k LibraryKeys) view(ctx context.Context, fn func(SharedView) error) error {
	return k.rows.View(ctx, func(v View) error {
		shared, err := sharedView(v)
		if err != nil {
			return err
		}
		return fn(shared)
	})
}

// sharedView is a view of rows that several servers share.
func sharedView(v View) (SharedView, error) {
	if c, is := v.(*change); is {
		v = c.Tx
	}
	shared, is := v.(SharedView)
	if !is {
		return nil, fmt.Errorf("look at what servers share: %T has none", v)
	}
	return shared, nil
}

// VouchByRows has the rows say which keys and names are the admins', in the place of
// Vouch and ReserveNames. It is for a library of LibraryKeys.
func (s *Shop) VouchByRows() { s.vouchByRows.Store(true) }

// checkNotKept refuses a name that is kept for a vouched key in the rows.
func (s *Shop) checkNotKept(ctx context.Context, v View, a Actor, u User) error {
	if a.Vouched != "" {
		return nil
	}
	return s.checkNotVouched(ctx, v, u, ErrNameReserved)
}

// checkNotVouched refuses a name that a vouched key in the rows has.
func (s *Shop) checkNotVouched(ctx context.Context, v View, u User, refusal *Refusal) error {
	if !s.vouchByRows.Load() {
		return nil
	}
	shared, err := sharedView(v)
	if err != nil {
		return err
	}
	list, err := adminKeys(ctx, shared)
	if slices.ContainsFunc(list, func(k AdminKey) bool { return names.Fold(k.Name) == u.Fold }) {
		return &Refusal{Code: refusal.Code, Name: u.Name}
	}
	return err
}

// isVouched reports whether the operator still vouches for a key under a folded name.
func (s *Shop) isVouched(ctx context.Context, v View, fingerprint, folded string) (bool, error) {
	if !s.vouchByRows.Load() {
		still := s.vouched.Load()
		return still == nil || (*still)(fingerprint, folded), nil
	}
	shared, err := sharedView(v)
	if err != nil {
		return false, err
	}
	name, err := vouchedName(ctx, shared, fingerprint)
	return name != "" && names.Fold(name) == folded, err
}

func (k LibraryKeys) update(ctx context.Context, fn func(SharedTx) error) error {
	return k.rows.Update(ctx, func(tx Tx) error {
		shared, is := tx.(SharedTx)
		if !is {
			return fmt.Errorf("change keys: %T has none", tx)
		}
		return fn(shared)
	})
}

// KeyRecords are the records that stand for the keys of a library whose keys were files:
// the hosts' private keys by name, and the admins' in their order.
func KeyRecords(hosts map[string][]byte, admins []AdminKey) (list []Record, err error) {
	for name, private := range hosts {
		list = append(list, Record{Kind: hostKeyRecord, Key: name, Body: string(private)})
	}
	for i, key := range admins {
		key.Added = time.Now().UnixMicro() + int64(i)
		body, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		list = append(list, Record{Kind: adminKeyRecord, Key: key.Fingerprint, Body: string(body)})
	}
	return list, nil
}
