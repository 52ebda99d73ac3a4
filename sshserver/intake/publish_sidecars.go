package intake

import (
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"youku.example/store"
	"youku.example/store/sidecar"
)

// publishSidecars gives a movie the files that lay beside its upload and are
// named after it: its subtitles and its picture become those of the movie, and an
// NFO, whose words are published by now, goes. A picture of the whole folder goes
// to the series, or to a movie that is alone there. What can't be taken stays
// where it is, for an admin to see: the movie is published all the same.
func (in *Intake) publishSidecars(ctx context.Context, a store.Actor, row store.Incoming, movie store.Movie) {
	stem := strings.TrimSuffix(row.Name, path.Ext(row.Name))
	prefixes := []string{stem}
	for _, dir := range pictureFolders(row.Name, movie) {
		prefixes = append(prefixes, sidecar.FolderPictures(dir)...)
	}
	rows, err := in.shop.IncomingBegin(ctx, a, prefixes...)
	if err != nil {
		in.log.Error("look for what lies beside a published upload", "movie", movie.ID, "err", err)
		return
	}
	names := []string{row.Name}
	for _, r := range rows {
		if sidecar.KindOf(r.Name) == sidecar.None && r.ID != row.ID {
			names = append(names, r.Name)
		}
	}
	index := sidecar.NewIndex(names)
	for _, r := range rows {
		if _, ofFolder := sidecar.FolderPicture(r.Name); ofFolder || r.State != store.Sidecar || index.Of(r.Name) != row.Name {
			continue
		}
		if err := in.publishSidecar(ctx, a, r, movie, strings.TrimPrefix(r.Name, stem)); err != nil {
			in.staysBehind(movie, r, err)
		}
	}
	in.publishFolderPicture(ctx, a, row, movie, rows)
}

// staysBehind says in the log why a file beside a published upload was not taken.
func (in *Intake) staysBehind(movie store.Movie, r store.Incoming, err error) {
	in.log.Warn("a file beside a published upload stays in the incoming folder", "movie", movie.ID, "name", store.Clean(r.Name), "err", err)
}

func (in *Intake) publishSidecar(ctx context.Context, a store.Actor, r store.Incoming, movie store.Movie, rest string) error {
	switch sidecar.KindOf(r.Name) {
	case sidecar.Subtitle:
		text, err := in.readSidecar(ctx, r)
		if err != nil {
			return err
		}
		if _, err := in.AttachSubtitle(ctx, a, movie.ID, rest, text); err != nil {
			return err
		}
	case sidecar.Picture:
		return in.publishPicture(ctx, a, r, store.EntryID{ID: movie.ID})
	case sidecar.NFO:
	default:
		return nil
	}
	return in.Discard(ctx, a, r.Name, r.Shown())
}

// readSidecar reads a small file that arrived whole.
func (in *Intake) readSidecar(ctx context.Context, r store.Incoming) ([]byte, error) {
	f, err := in.library.Arrived(ctx, r.File)
	if err != nil {
		return nil, fmt.Errorf("read %q: %w", r.Name, err)
	}
	defer f.Close()
	return io.ReadAll(io.NewSectionReader(f, 0, min(f.Size(), sidecar.KindOf(r.Name).Limit())))
}
