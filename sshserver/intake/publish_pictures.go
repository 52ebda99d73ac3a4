package intake

import (
	"cmp"
	"context"
	"path"
	"slices"

	"youku.example/store"
	"youku.example/store/proposal"
	"youku.example/store/sidecar"
)

// pictureFolders are the folders whose picture may be the cover of what a movie
// belongs to, the likeliest first: that of a show stands before that of a season
// in it. The top of the tree is of no show.
func pictureFolders(name string, movie store.Movie) []string {
	dir := folderOf(name)
	if movie.SeriesID == 0 {
		return []string{dir}
	}
	dirs := []string{dir}
	if proposal.IsSeason(path.Base(dir)) {
		dirs = []string{folderOf(dir), dir}
	}
	return slices.DeleteFunc(dirs, func(dir string) bool { return dir == "" })
}

// folderOf is the folder that a path is in, "" at the top.
func folderOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

// publishFolderPicture makes a picture of a whole folder, among rows, the cover of
// the series of an episode, or of a movie that is alone in it. What has a cover
// keeps it.
func (in *Intake) publishFolderPicture(ctx context.Context, a store.Actor, row store.Incoming, movie store.Movie, rows []store.Incoming) {
	pictures := folderPictures(rows, pictureFolders(row.Name, movie))
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
		in.staysBehind(movie, r, err)
	}
}

// takesFolderPicture reports whether a series, or the movie of an upload, has no
// cover yet, and whether the movie is alone in its folder.
func (in *Intake) takesFolderPicture(ctx context.Context, row store.Incoming, of store.EntryID) (bool, error) {
	has, err := in.shop.CoverOf(ctx, of)
	if err != nil || has != 0 || of.Series {
		return err == nil && has == 0, err
	}
	rows, err := in.shop.IncomingIn(ctx, folderOf(row.Name))
	other := func(r store.Incoming) bool {
		return r.ID != row.ID && r.State != store.Folder && sidecar.KindOf(r.Name) == sidecar.None
	}
	return err == nil && !slices.ContainsFunc(rows, other), err
}

// folderPictures are the pictures of whole folders among rows that lie in one of
// dirs, in the order of those and by their rank.
func folderPictures(rows []store.Incoming, dirs []string) []store.Incoming {
	place := func(r store.Incoming) (dir, rank int) {
		rank, is := sidecar.FolderPicture(r.Name)
		if !is || r.State != store.Sidecar {
			return -1, rank
		}
		return slices.Index(dirs, folderOf(r.Name)), rank
	}
	pictures := slices.DeleteFunc(slices.Clone(rows), func(r store.Incoming) bool { dir, _ := place(r); return dir < 0 })
	slices.SortStableFunc(pictures, func(a, b store.Incoming) int {
		dirA, rankA := place(a)
		dirB, rankB := place(b)
		return cmp.Or(cmp.Compare(dirA, dirB), cmp.Compare(rankA, rankB))
	})
	return pictures
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
