package intake

import (
	"context"
	"slices"

	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
)

// publishFolderPicture makes a picture of a whole folder, among rows, the cover of
// the series of an episode, or of a movie that is alone in it. What has a cover
// keeps it.
func (in *Intake) publishFolderPicture(ctx context.Context, a store.Actor, row store.Incoming, movie store.Movie, rows []store.Incoming) {
	pictures := plan.FolderPictures(rows, plan.PictureFolders(row.Name, movie.SeriesID != 0))
	if len(pictures) == 0 {
		return
	}
	of := store.EntryID{ID: movie.ID}
	if movie.SeriesID != 0 {
		of = store.EntryID{Series: true, ID: movie.SeriesID}
	}
	fits, err := in.takesFolderPicture(ctx, row, of)
	if err != nil {
		in.log.Error("look whose a picture beside a published upload is", "movie", movie.ID, "err", err)
	}
	if !fits {
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

// takesFolderPicture reports whether a series, or the movie of an upload, has no
// cover yet, and whether the movie is alone in its folder.
func (in *Intake) takesFolderPicture(ctx context.Context, row store.Incoming, of store.EntryID) (bool, error) {
	has, err := in.shop.CoverOf(ctx, of)
	if err != nil || has != 0 || of.Series {
		return err == nil && has == 0, err
	}
	rows, err := in.shop.IncomingIn(ctx, plan.FolderOf(row.Name))
	other := func(r store.Incoming) bool {
		return r.ID != row.ID && r.State != store.Folder && sidecar.KindOf(r.Name) == sidecar.None
	}
	return err == nil && !slices.ContainsFunc(rows, other), err
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
