package filecopy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"

	"youku.example/media"
)

// upload copies what was received of a file, all of it or not: its sender goes on
// at the target. One that was cut off while it was copied is copied anew. The number of
// its writer stays, so that the next one's is higher.
func (c *Copier) upload(ctx context.Context, f File) (copied bool, err error) {
	src, err := c.From.Arrived(ctx, f.Key)
	if errors.Is(err, media.ErrNotExist) {
		if f.SHA256 != "" {
			return false, lostError{media.ErrNotExist}
		}
		return false, c.To.Discard(ctx, f.Key) // no byte of it came yet
	}
	if err != nil {
		return false, err
	}
	defer src.Close()
	there, err := c.sameUpload(ctx, f, src)
	if err != nil || there {
		c.count(src.Size())
		return false, err
	}
	if err := c.To.Discard(ctx, f.Key); err != nil {
		return false, err
	}
	sent := sha256.New()
	if _, err := c.receive(ctx, f, f.Key, f.Generation, func(p []byte) { sent.Write(p) }); err != nil {
		return false, err
	}
	want := hex.EncodeToString(sent.Sum(nil))
	if f.SHA256 != "" && f.SHA256 != want {
		return false, errors.Join(lostError{ErrDamaged}, c.To.Discard(ctx, f.Key))
	}
	sum, err := c.sumOf(ctx, f.Key)
	if err == nil && sum != want {
		err = errors.Join(media.ErrStoreChanged, c.To.Discard(ctx, f.Key))
	}
	return err == nil, err
}

// sameUpload reports whether the target has received the same bytes already.
func (c *Copier) sameUpload(ctx context.Context, f File, src media.File) (bool, error) {
	dst, err := c.To.Arrived(ctx, f.Key)
	if errors.Is(err, media.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	size := dst.Size()
	if err := dst.Close(); err != nil || size != src.Size() {
		return false, err
	}
	want := f.SHA256
	if want == "" {
		sums, err := media.Sum(ctx, src, size, nil)
		if err != nil {
			return false, err
		}
		want = sums.SHA256
	}
	sum, err := c.sumOf(ctx, f.Key)
	return err == nil && sum == want, err
}
