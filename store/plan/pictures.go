package plan

import (
	"cmp"
	"path"
	"slices"

	"youku.example/store"
	"youku.example/store/proposal"
	"youku.example/store/sidecar"
)

// PictureFolders are the folders whose picture may be the cover of what a movie
// belongs to, the likeliest first: that of a show stands before that of a season
// in it. The top of the tree is of no show.
func PictureFolders(name string, inSeries bool) []string {
	dir := FolderOf(name)
	if !inSeries {
		return []string{dir}
	}
	dirs := []string{dir}
	if proposal.IsSeason(path.Base(dir)) {
		dirs = []string{FolderOf(dir), dir}
	}
	return slices.DeleteFunc(dirs, func(dir string) bool { return dir == "" })
}

// FolderOf is the folder that a path is in, "" at the top.
func FolderOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

// FolderPictures are the pictures of whole folders among rows that lie in one of
// dirs, in the order of those and by their rank.
func FolderPictures(rows []store.Incoming, dirs []string) []store.Incoming {
	place := func(r store.Incoming) (dir, rank int) {
		rank, is := sidecar.FolderPicture(r.Name)
		if !is || r.State != store.Sidecar {
			return -1, rank
		}
		return slices.Index(dirs, FolderOf(r.Name)), rank
	}
	pictures := slices.DeleteFunc(slices.Clone(rows), func(r store.Incoming) bool { dir, _ := place(r); return dir < 0 })
	slices.SortStableFunc(pictures, func(a, b store.Incoming) int {
		dirA, rankA := place(a)
		dirB, rankB := place(b)
		return cmp.Or(cmp.Compare(dirA, dirB), cmp.Compare(rankA, rankB))
	})
	return pictures
}
