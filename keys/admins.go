package keys

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"golang.org/x/crypto/ssh"
)

// Admins is the file of keys that the operator vouched for: authorized_keys
// lines, whose comment is the admin's name. A line that is wrong is left out
// and said loudly, and hides none of the lines after it.
type Admins struct {
	path string
	log  *slog.Logger

	mu    sync.RWMutex
	lines []Line
	byKey map[string]string // marshalled key → name
	seen  stamp
}

// stamp tells one state of the file from another.
type stamp struct {
	size  int64
	mtime time.Time
	inode uint64
}

// OpenAdmins reads the file; one that is not there is an empty one.
func OpenAdmins(path string, log *slog.Logger) (*Admins, error) {
	a := &Admins{path: path, log: log}
	if _, err := a.reload(); err != nil {
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

// HasName tells whether any key is vouched for under a name; fold makes the
// names of the file comparable with folded.
func (a *Admins) HasName(fold func(string) string, folded string) bool {
	return slices.ContainsFunc(a.List(), func(l Line) bool { return fold(l.Comment) == folded })
}

// List gives the vouched keys in the order of the file.
func (a *Admins) List() []Line {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return slices.Clone(a.lines)
}

// Add vouches for a key under a name. A key that is vouched for already, under
// any name, is refused: a key is one person.
func (a *Admins) Add(name string, l Line) error {
	return a.edit(func(lines []Line, data []byte) ([]byte, error) {
		for _, have := range lines {
			if have.Fingerprint == l.Fingerprint {
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

// Watch re-reads the file whenever it changed and tells which keys are no
// longer vouched for under the same name; it returns when ctx ends. A file
// that can't be read keeps what was read before and is said loudly.
func (a *Admins) Watch(ctx context.Context, every time.Duration, changed func(removed []Line)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if !a.stale() {
			continue
		}
		removed, err := a.reload()
		if err != nil {
			a.log.Error("re-read the admins' keys", "err", err)
			continue
		}
		a.log.Info("the admins' keys changed", "keys", len(a.List()), "removed", len(removed))
		changed(removed)
	}
}

// edit changes the file under a lock that other processes respect, and reads
// it anew.
func (a *Admins) edit(change func(lines []Line, data []byte) ([]byte, error)) error {
	unlock, err := lockFile(a.path + ".lock")
	if err != nil {
		return err
	}
	defer unlock()
	if _, err := a.reload(); err != nil {
		return err
	}
	data, err := readAdmins(a.path)
	if err != nil {
		return err
	}
	data, err = change(a.List(), data)
	if err != nil {
		return err
	}
	if err := writeWhole(a.path, data, 0o600); err != nil {
		return fmt.Errorf("write the admins' keys: %w", err)
	}
	_, err = a.reload()
	return err
}

func (a *Admins) stale() bool {
	a.mu.RLock()
	defer a.mu.RUnlock()
	return stampOf(a.path) != a.seen
}

// reload reads the file and gives the lines that were there and are gone.
func (a *Admins) reload() (removed []Line, err error) {
	seen := stampOf(a.path)
	data, err := readAdmins(a.path)
	if err != nil {
		return nil, err
	}
	lines, byKey := a.parse(data)
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, l := range a.lines {
		if byKey[string(l.Key.Marshal())] != l.Comment {
			removed = append(removed, l)
		}
	}
	a.lines, a.byKey, a.seen = lines, byKey, seen
	return removed, nil
}

func (a *Admins) parse(data []byte) ([]Line, map[string]string) {
	var lines []Line
	byKey := map[string]string{}
	n := 0
	for text := range strings.Lines(string(data)) {
		n++
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		l, err := ParseLine(text)
		if err == nil && l.Comment == "" {
			err = errors.New("the comment must be the admin's name")
		}
		if _, twice := byKey[marshalled(l)]; err == nil && twice {
			err = errors.New("the key stands in an earlier line already")
		}
		if err != nil {
			a.log.Error("a line of the admins' keys is left out", "file", a.path, "line", n, "why", err)
			continue
		}
		lines = append(lines, l)
		byKey[marshalled(l)] = l.Comment
	}
	return lines, byKey
}

func marshalled(l Line) string {
	if l.Key == nil {
		return ""
	}
	return string(l.Key.Marshal())
}

func readAdmins(path string) ([]byte, error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the admins' keys: %w", err)
	}
	return data, nil
}

func stampOf(path string) stamp {
	info, err := os.Stat(path)
	if err != nil {
		return stamp{}
	}
	s := stamp{size: info.Size(), mtime: info.ModTime()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.inode = sys.Ino
	}
	return s
}

func lockFile(path string) (unlock func(), err error) {
	f, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the admins' keys: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock the admins' keys: %w", err)
	}
	return func() { f.Close() }, nil
}
