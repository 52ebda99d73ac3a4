package intake

import (
	"context"
	"slices"

	"youku.example/store"
	"youku.example/store/plan"
)

// publishFolderPicture makes a picture of a whole folder, among rows, the cover of
// the series of an episode, or of a movie that it was shown to belong to: one that
// was alone there. What has a cover keeps it.
func (in *Intake) publishFolderPicture(ctx context.Context, a store.Actor, row store.Incoming, movie store.Movie, rows []store.Incoming, shown []int64) {
	pictures := plan.FolderPictures(rows, plan.PictureFolders(row.Name, movie.SeriesID != 0))
	of := store.EntryID{Series: true, ID: movie.SeriesID}
	if movie.SeriesID == 0 {
		of = store.EntryID{ID: movie.ID}
		pictures = slices.DeleteFunc(pictures, func(r store.Incoming) bool { return !slices.Contains(shown, r.ID) })
	}
	if len(pictures) == 0 {
		return
	}
	has, err := in.shop.CoverOf(ctx, of)
	if err != nil {
		in.log.Error("look whose a picture beside a published upload is", "movie", movie.ID, "err", err)
	}
	if err != nil || has != 0 {
		return
	}
	for _, r := range pictures {
		err := in.publishPicture(ctx, a, r, of)
		if err == nil {
			return
		}
		in.staysBehind(ctx, movie, r, err)
	}
}

// publishPicture makes a picture the cover of a movie or a series, and removes it
// from the incoming folder.
func (in *Intake) publishPicture(ctx context.Context, a store.Actor, r store.Incoming, of store.EntryID) error {
	p, err := in.readSidecar(ctx, r)
	if err != nil {
		return err
	}
	if _, err := in.SetCover(ctx, a, of, p); err != nil {
		return err
	}
	return in.Discard(ctx, a, r.Name, r.Shown())
}
