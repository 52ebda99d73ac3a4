package intake

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"youku.example/media/cover"
	"youku.example/store"
)

// SetCover gives a movie or a series a picture, in the place of the one that it
// has.
//
// The bytes are kept before the row. A crash between them leaves bytes that no row
// knows, and never a row without its bytes.
func (in *Intake) SetCover(ctx context.Context, a store.Actor, of store.EntryID, p []byte) (store.Cover, error) {
	if err := in.admin(ctx, a); err != nil {
		return store.Cover{}, err
	}
	picture, err := cover.Read(ctx, p)
	if err != nil {
		return store.Cover{}, coverRefusal(err)
	}
	sum := sha256.Sum256(picture)
	row := store.Cover{Size: int64(len(picture)), SHA256: hex.EncodeToString(sum[:]), File: strings.ToLower(rand.Text())}
	if err := in.library.KeepCover(ctx, row.File, picture); err != nil {
		return store.Cover{}, fmt.Errorf("keep a cover: %w", err)
	}
	in.step("cover kept")
	set, replaced, err := in.shop.SetCover(ctx, a, of, row)
	after, cancel := detached(ctx)
	defer cancel()
	if err != nil {
		in.dropCover(after, row)
		return store.Cover{}, err
	}
	in.dropCover(after, replaced)
	return set, nil
}

// coverRefusal is what a person is told of a picture that is not taken.
func coverRefusal(err error) error {
	switch {
	case errors.Is(err, cover.ErrTooLarge):
		return store.ErrPictureBig
	case errors.Is(err, cover.ErrPoints):
		return store.ErrPictureShape
	case errors.Is(err, cover.ErrFormat):
		return store.ErrNotAPicture
	}
	return err
}

// RemoveCover takes the cover from a movie or a series: a frame is shown again.
func (in *Intake) RemoveCover(ctx context.Context, a store.Actor, of store.EntryID) error {
	removed, err := in.shop.RemoveCover(ctx, a, of)
	if err != nil {
		return err
	}
	after, cancel := detached(ctx)
	defer cancel()
	in.dropCover(after, removed)
	return nil
}

// dropCover removes bytes that no row knows any more; a zero cover has none.
func (in *Intake) dropCover(ctx context.Context, c store.Cover) {
	if c.File == "" {
		return
	}
	if err := in.library.RemoveCover(ctx, c.File); err != nil {
		in.log.Warn("remove a cover", "file", c.File, "err", err)
	}
}

// purgeCover removes the file of a movie's cover whose bytes go; its row ends with
// EndPurge.
func (in *Intake) purgeCover(ctx context.Context, m store.Movie) error {
	if m.Cover == 0 {
		return nil
	}
	c, err := in.shop.Cover(ctx, m.Cover)
	if errors.Is(err, store.ErrNoCover) {
		return nil
	}
	if err == nil {
		err = in.library.RemoveCover(ctx, c.File)
	}
	if err != nil {
		return fmt.Errorf("purge the cover of movie %d: %w", m.ID, err)
	}
	return nil
}
