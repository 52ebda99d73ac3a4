package check

import (
	"context"
	"errors"

	"youku.example/media"
	"youku.example/store"
)

// covers holds the rows of covers against their files, and these against the rows;
// kept was listed before, so that each file that is known had its row by now, or
// was replaced.
func (in *inspection) covers(ctx context.Context, kept []string) error {
	known := map[string]bool{}
	err := in.shop.EachCover(ctx, func(c store.Cover, of store.EntryID) error {
		known[c.File] = true
		return in.cover(ctx, c, of)
	})
	if err != nil {
		return err
	}
	for _, key := range unknown(kept, known) {
		f, err := in.library.Cover(ctx, key)
		if errors.Is(err, media.ErrNotExist) { // it was replaced meanwhile
			continue
		}
		if err == nil {
			_ = f.Close()
		}
		in.fault("orphan: the cover %s belongs to no movie and to no series", key)
	}
	return nil
}

func (in *inspection) cover(ctx context.Context, c store.Cover, of store.EntryID) error {
	fault := func(says string) {
		what := "movie"
		if of.Series {
			what = "series"
		}
		in.fault("the cover of %s %d: %s", what, of.ID, says)
	}
	if of.ID == 0 {
		in.fault("the cover %d belongs to no movie and to no series", c.ID)
		return nil
	}
	f, err := in.library.Cover(ctx, c.File)
	if errors.Is(err, media.ErrNotExist) {
		if _, err := in.shop.Cover(ctx, c.ID); !errors.Is(err, store.ErrNoCover) { // else it was replaced meanwhile
			fault(missingFile)
		}
		return nil
	}
	if err != nil {
		fault(unopened(err))
		return ctx.Err()
	}
	defer f.Close()
	says, err := in.contentFault(ctx, f, c.Size, c.SHA256)
	if says != "" {
		fault(says)
	}
	return err
}
