package keys

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/ssh"
)

// Admins is the file of keys that the operator vouched for: authorized_keys
// lines, whose comment is the admin's name. A line that is wrong is left out
// and said loudly, and hides none of the lines after it.
type Admins struct {
	path string
	log  *slog.Logger

	editing sync.Mutex // held with the file's lock, so that waiting takes no thread each

	mu     sync.RWMutex
	lines  []Line
	byKey  map[string]string // marshalled key → name
	seen   stamp
	readAt time.Time
}

// OpenAdmins reads the file; one that is not there is an empty one.
func OpenAdmins(path string, log *slog.Logger) (*Admins, error) {
	a := &Admins{path: path, log: log}
	if err := a.reload(); err != nil {
		return nil, err
	}
	return a, nil
}

// Name is whom the operator vouched for with this key.
func (a *Admins) Name(key ssh.PublicKey) (string, bool) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	name, ok := a.byKey[string(key.Marshal())]
	return name, ok
}

// HoldName calls use with whether any key is vouched for under a name, read
// from the file as it is now, and lets no process change the file until use
// returns. fold makes the names of the file comparable with folded.
func (a *Admins) HoldName(fold func(string) string, folded string, use func(kept bool) error) error {
	return a.locked(func() error {
		if a.stale() {
			if err := a.reload(); err != nil {
				return err
			}
		}
		return use(slices.ContainsFunc(a.List(), func(l Line) bool { return fold(l.Comment) == folded }))
	})
}

// List gives the vouched keys in the order of the file.
func (a *Admins) List() []Line {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return slices.Clone(a.lines)
}

// Add vouches for a key under a name. Saying it twice is fine; a key that is
// vouched for under another name is refused, for a key is one person. may is
// asked while no other process changes the file, and its error ends it: what it
// looked at and HoldName's answer can't both be passed by.
func (a *Admins) Add(name string, l Line, may func() error) error {
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return hidden(r) || r == ' ' }) {
		return fmt.Errorf("vouch for %q: the name must be one word", name)
	}
	return a.edit(func(lines []Line, data []byte) ([]byte, error) {
		if err := may(); err != nil {
			return nil, err
		}
		for _, have := range lines {
			switch {
			case have.Fingerprint == l.Fingerprint && have.Comment == name:
				return data, nil
			case have.Fingerprint == l.Fingerprint:
				return nil, fmt.Errorf("this key is vouched for already, as %s", have.Comment)
			}
		}
		if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
			data = append(data, '\n')
		}
		return append(data, newLine(l.Key, name).Text+"\n"...), nil
	})
}

// Remove takes back the vouching for every key of a name; the other lines,
// also those that are no keys, stay as they are.
func (a *Admins) Remove(name string) (removed []Line, err error) {
	err = a.edit(func(lines []Line, data []byte) ([]byte, error) {
		var kept []byte
		for text := range strings.Lines(string(data)) {
			if l, err := ParseLine(text); err == nil && strings.EqualFold(l.Comment, name) {
				removed = append(removed, l)
				continue
			}
			kept = append(kept, text...)
		}
		return kept, nil
	})
	return removed, err
}

// locked runs fn under the file's lock, which other processes respect.
func (a *Admins) locked(fn func() error) error {
	a.editing.Lock()
	defer a.editing.Unlock()
	unlock, err := lockFile(a.path + ".lock")
	if err != nil {
		return err
	}
	defer unlock()
	return fn()
}

// edit changes the file under its lock, and reads it anew.
func (a *Admins) edit(change func(lines []Line, data []byte) ([]byte, error)) error {
	return a.locked(func() error { return a.editLocked(change) })
}

func (a *Admins) editLocked(change func(lines []Line, data []byte) ([]byte, error)) error {
	if err := a.reload(); err != nil {
		return err
	}
	before, err := readAdmins(a.path)
	if err != nil {
		return err
	}
	after, err := change(a.List(), slices.Clone(before))
	if err != nil || bytes.Equal(before, after) {
		return err
	}
	if err := writeWhole(a.path, after, 0o600); err != nil {
		return fmt.Errorf("write the admins' keys: %w", err)
	}
	return a.reload()
}

// reload reads the file. When it can't, the lines stay as they were.
func (a *Admins) reload() error {
	seen, readAt := stampOf(a.path), time.Now()
	data, err := readAdmins(a.path)
	if err != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.seen, a.readAt = seen, time.Time{} // so it is read again, see stale
		return err
	}
	lines, byKey, faults := parse(data)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.seen != seen || a.readAt.IsZero() {
		for _, f := range faults {
			a.log.Error("a line of the admins' keys is left out", "file", a.path, "line", f.line, "why", f.why)
		}
	}
	a.lines, a.byKey, a.seen, a.readAt = lines, byKey, seen, readAt
	return nil
}
