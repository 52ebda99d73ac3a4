package filecopy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"youku.example/media"
)

// mostSmall is more than any file of subtitles and any cover.
const mostSmall = 64 << 20

// small copies a file that is read whole.
func (c *Copier) small(ctx context.Context, f File) (copied bool, err error) {
	if f.Size > mostSmall {
		return false, lostError{ErrDamaged}
	}
	src, err := c.open(ctx, f)
	if err != nil {
		return false, err
	}
	p, err := readAll(src)
	if err != nil {
		return false, err
	}
	if sum := sha256.Sum256(p); hex.EncodeToString(sum[:]) != f.SHA256 {
		return false, lostError{ErrDamaged}
	}
	if there, err := c.there(ctx, f, p); err != nil || there {
		c.count(f.Size)
		return false, err
	}
	keep := c.To.KeepSubtitle
	if f.Kind == Cover {
		keep = c.To.KeepCover
	}
	if err := keep(ctx, f.Key, p); err != nil {
		return false, err
	}
	if there, err := c.there(ctx, f, p); err != nil || !there {
		return false, errors.Join(err, media.ErrStoreChanged)
	}
	c.count(f.Size)
	return true, nil
}

// there reports whether the target has a file with these bytes.
func (c *Copier) there(ctx context.Context, f File, p []byte) (bool, error) {
	dst, err := f.in(ctx, c.To)
	if errors.Is(err, media.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if dst.Size() != int64(len(p)) {
		return false, dst.Close()
	}
	q, err := readAll(dst)
	return err == nil && bytes.Equal(p, q), err
}

// readAll reads a file and closes it.
func readAll(f media.File) ([]byte, error) {
	p, err := io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
	return p, errors.Join(err, f.Close())
}
