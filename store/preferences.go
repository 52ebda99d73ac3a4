package store

import (
	"context"
	"fmt"
	"strings"
)

// The bounds of what an account may have remembered.
const (
	mostPreferences = 32
	longestName     = 32
	longestValue    = 64
)

// Preferences are what the actor chose before, by name; a guest chose nothing.
func (s *Shop) Preferences(ctx context.Context, a Actor) (map[string]string, error) {
	if a.Account == 0 {
		return nil, nil
	}
	var chosen map[string]string
	err := s.db.View(ctx, func(v View) error {
		u, err := s.requireUser(ctx, v, a)
		if err != nil {
			return err
		}
		chosen, err = v.Preferences(ctx, u.ID)
		return err
	})
	return chosen, err
}

// SetPreference remembers a choice; an empty value forgets it. A guest's are
// not remembered.
func (s *Shop) SetPreference(ctx context.Context, a Actor, name, value string) error {
	if err := CheckPreference(name, value); err != nil {
		return fmt.Errorf("remember a choice: %w", err)
	}
	if a.Account == 0 {
		return nil
	}
	return s.asUser(ctx, a, func(tx Tx, u User) (auditEvent, error) {
		chosen, err := tx.Preferences(ctx, u.ID)
		if err != nil {
			return auditEvent{}, err
		}
		if _, known := chosen[name]; !known && value != "" && len(chosen) >= mostPreferences {
			return auditEvent{}, fmt.Errorf("remember a choice: %d are remembered already", len(chosen))
		}
		return auditEvent{}, tx.SetPreference(ctx, u.ID, name, value)
	})
}

// CheckPreference takes short plain names and values: they are the program's
// own words, never a person's.
func CheckPreference(name, value string) error {
	odd := func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '_' }
	if name == "" || len(name) > longestName || strings.ContainsFunc(name, odd) {
		return fmt.Errorf("%q is no name for a choice", name)
	}
	if len(value) > longestValue || strings.ContainsFunc(value, odd) {
		return fmt.Errorf("%q is no value for the choice %s", value, name)
	}
	return nil
}
