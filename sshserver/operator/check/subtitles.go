package check

import (
	"context"
	"errors"
	"strings"

	"youku.example/media"
	"youku.example/store"
)

// subtitles holds the rows of a movie's subtitles against their files. A file
// that no row knows is not looked for: a crash between both leaves one, and it
// harms nothing.
func (in *inspection) subtitles(ctx context.Context, m store.Movie) error {
	list, err := in.shop.SubtitlesOf(ctx, m.ID)
	if err != nil {
		return err
	}
	for _, s := range list {
		if err := in.subtitle(ctx, m, s); err != nil {
			return err
		}
	}
	return nil
}

func (in *inspection) subtitle(ctx context.Context, m store.Movie, s store.Subtitle) error {
	fault := func(says string) {
		in.fault("subtitles %s of movie %d (%s): %s", strings.TrimPrefix(s.FileName(""), "."), m.ID, m.Title, says)
	}
	f, err := in.library.Subtitle(ctx, s.File)
	if errors.Is(err, media.ErrNotExist) {
		fault(missingFile)
		return nil
	}
	if err != nil {
		fault(unopened(err))
		return ctx.Err()
	}
	defer f.Close()
	says, err := in.contentFault(ctx, f, s.Size, s.SHA256)
	if says != "" {
		fault(says)
	}
	return err
}
