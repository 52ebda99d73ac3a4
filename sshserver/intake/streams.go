package intake

import (
	"context"

	"youku.example/media/container"
	"youku.example/sshserver/contain"
	"youku.example/store"
)

func streamsOf(i container.Info) store.Streams {
	if i.Streams {
		return store.StreamsYes
	}
	return store.StreamsNo
}

// findStreams looks at the movies that were published before it was known
// whether they stream. What can't be read is looked at again at the next start.
func (in *Intake) findStreams() {
	for after := int64(0); ; {
		list, err := in.shop.MoviesOfUnknownStreams(in.ctx, after)
		if err != nil {
			if in.ctx.Err() == nil {
				in.log.Error("look whether movies stream", "err", err)
			}
			return
		}
		if len(list) == 0 {
			return
		}
		for _, m := range list {
			after = m.ID
			if err := in.findStreamsOf(in.ctx, m); err != nil && in.ctx.Err() == nil {
				in.log.Warn("look whether a movie streams", "movie", m.ID, "err", err)
			}
		}
	}
}

func (in *Intake) findStreamsOf(ctx context.Context, m store.Movie) (err error) {
	defer contain.Error(&err)
	if m.Shelf == store.Purged {
		return nil
	}
	f, err := in.library.Movie(ctx, m.File)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := container.Recognise(f, f.Size())
	if err != nil {
		return err
	}
	return in.shop.SetStreams(ctx, m.ID, streamsOf(info))
}
