package intake

import (
	"context"

	"youku.example/media/container"
	"youku.example/sshserver/contain"
	"youku.example/store"
)

// streamsOf and tracksOf are what is kept of a container's own words.

func streamsOf(i container.Info) store.Streams {
	if i.Streams {
		return store.StreamsYes
	}
	return store.StreamsNo
}

func tracksOf(i container.Info) store.Tracks {
	tracks := store.Tracks{Known: true, Sound: i.Sound}
	for _, t := range i.Tracks {
		if t.Language == "" {
			t.Language = UnknownLanguage
		}
		tracks.Subtitles = append(tracks.Subtitles, store.Track{Language: t.Language, Kind: t.Kind, Format: t.Format})
	}
	return tracks
}

// examineMovies looks into the files of the movies that were published before
// that was done. What can't be read is looked at again at the next start.
func (in *Intake) examineMovies() {
	for after := int64(0); ; {
		list, err := in.shop.MoviesToExamine(in.ctx, after)
		if err != nil {
			if in.ctx.Err() == nil {
				in.log.Error("look for movies to examine", "err", err)
			}
			return
		}
		if len(list) == 0 {
			return
		}
		for _, m := range list {
			after = m.ID
			if err := in.examineMovie(in.ctx, m); err != nil && in.ctx.Err() == nil {
				in.log.Warn("examine a movie", "movie", m.ID, "err", err)
			}
		}
	}
}

func (in *Intake) examineMovie(ctx context.Context, m store.Movie) (err error) {
	defer contain.Error(&err)
	f, err := in.library.Movie(ctx, m.File)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := container.Recognise(f, f.Size())
	if err != nil {
		return err
	}
	return in.shop.SetExamined(ctx, m.ID, streamsOf(info), tracksOf(info))
}
