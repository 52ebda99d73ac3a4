package keys

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"time"

	"youku.example/keys/owner"
)

// stamp identifies a state of the file.
type stamp struct {
	size  int64
	mtime time.Time
	inode uint64
	mode  fs.FileMode
}

// fault is a line that was left out.
type fault struct {
	line int
	why  error
}

func parse(data []byte) (lines []Line, byKey map[string]string, faults []fault) {
	byKey = map[string]string{}
	n := 0
	for text := range strings.Lines(string(data)) {
		n++
		text = strings.TrimSpace(text)
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		l, err := ParseLine(text)
		if err == nil && (l.Comment == "" || strings.Contains(l.Comment, " ")) {
			err = errors.New("the comment must be the admin's name, one word")
		}
		if err == nil && byKey[marshalled(l)] != "" {
			err = errors.New("the key stands in an earlier line already")
		}
		if err != nil {
			faults = append(faults, fault{n, err})
			continue
		}
		lines = append(lines, l)
		byKey[marshalled(l)] = l.Comment
	}
	return lines, byKey, faults
}

func marshalled(l Line) string { return string(l.Key.Marshal()) }

// maxAdmins bounds the file: thousands of admins, and no disk image given by
// mistake.
const maxAdmins = 4 << 20

func readAdmins(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the admins' keys: %w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, fmt.Errorf("read the admins' keys: %w", err)
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read the admins' keys: %s is no plain file", path)
	case info.Mode().Perm()&0o022 != 0:
		return nil, fmt.Errorf("the admins' keys %s may be written by others (mode %04o): run chmod 600 on it", path, info.Mode().Perm())
	case info.Size() > maxAdmins:
		return nil, fmt.Errorf("read the admins' keys: %s is too large", path)
	}
	data, err := io.ReadAll(io.LimitReader(f, maxAdmins))
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
	s := stamp{size: info.Size(), mtime: info.ModTime(), mode: info.Mode()}
	if sys, ok := info.Sys().(*syscall.Stat_t); ok {
		s.inode = sys.Ino
	}
	return s
}

// lockFile waits until no other process holds the lock. The file is not a
// rewritten one, so its owner is set only when it is new.
func lockFile(path string) (unlock func(), err error) {
	f, err := owner.Open(path, os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("lock the admins' keys: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock the admins' keys: %w", err)
	}
	return func() { f.Close() }, nil
}
