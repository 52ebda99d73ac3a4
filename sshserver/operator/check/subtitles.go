package check

import (
	"context"
	"errors"
	"strings"

	"youku.example/media"
	"youku.example/store"
)

// orphanSubtitles finds the files of subtitles that no row knows: a crash between
// both leaves one. They were listed before the rows are read, so that none is new.
func (in *inspection) orphanSubtitles(ctx context.Context, kept []string) error {
	known, err := subtitleFiles(ctx, in.shop)
	if err != nil {
		return err
	}
	for _, key := range unknown(kept, known) {
		if f, err := in.library.Subtitle(ctx, key); errors.Is(err, media.ErrNotExist) { // it went meanwhile
			continue
		} else if err == nil {
			_ = f.Close()
		}
		in.fault("orphan: the file of subtitles %s belongs to no movie", key)
	}
	return nil
}

// subtitles holds the rows of a movie's subtitles against their files.
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
