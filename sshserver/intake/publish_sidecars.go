package intake

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"youku.example/media/language"
	"youku.example/store"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
)

// publishSidecars gives a movie the files that lay beside its upload and are
// named after it, or were shown to belong to it (Publication.Beside): its subtitles
// and its picture become those of the movie, and an NFO, whose words are published
// by now, goes. A picture of the whole folder goes to the series, or to a movie that
// was alone there. What can't be taken stays where it is, for an admin to see: the
// movie is published all the same.
func (in *Intake) publishSidecars(ctx context.Context, a store.Actor, row store.Incoming, movie store.Movie, shown []int64) {
	stem := strings.TrimSuffix(row.Name, path.Ext(row.Name))
	prefixes := []string{stem}
	for _, dir := range plan.PictureFolders(row.Name, movie.SeriesID != 0) {
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
	rows = in.withShown(ctx, rows, shown, path.Dir(row.Name))
	for _, r := range rows {
		belongs := index.Named(r.Name) == row.Name || slices.Contains(shown, r.ID)
		if _, ofFolder := sidecar.FolderPicture(r.Name); ofFolder || r.State != store.Sidecar || !belongs {
			continue
		}
		rest, named := strings.CutPrefix(r.Name, stem)
		if !named {
			rest = labelOf(path.Base(r.Name))
		}
		if err := in.publishSidecar(ctx, a, r, movie, rest); err != nil {
			in.staysBehind(ctx, movie, r, err)
		}
	}
	in.publishFolderPicture(ctx, a, row, movie, rows, shown)
}

// labelOf is the words at the end of a file's name that may say its language: the
// last, and the one before it where that says a kind alone. The others are a
// title, which may be that of The English Patient.
func labelOf(name string) string {
	words := strings.Split(strings.TrimSuffix(name, path.Ext(name)), ".")
	n := 1
	if l := language.Read(words[len(words)-1]); l.Language == "" && l.Kind != "" {
		n = min(2, len(words))
	}
	return strings.Join(words[len(words)-n:], ".")
}

// withShown adds the uploads in a folder that were shown to belong to a movie. One
// that is gone by now, or was moved elsewhere, does so no longer.
func (in *Intake) withShown(ctx context.Context, rows []store.Incoming, shown []int64, folder string) []store.Incoming {
	for _, id := range shown {
		if slices.ContainsFunc(rows, func(r store.Incoming) bool { return r.ID == id }) {
			continue
		}
		r, found, err := in.rowByID(ctx, id)
		if err != nil {
			in.log.Error("look for what belongs to a published upload", "upload", id, "err", err)
		} else if found && path.Dir(r.Name) == folder {
			rows = append(rows, r)
		}
	}
	return rows
}

// unusable is why a file can't belong to any movie.
var unusable = []error{store.ErrNotSubtitles, store.ErrSubtitlesBig, store.ErrSubtitleEncoding, store.ErrNotAPicture, store.ErrPictureBig, store.ErrPictureShape}

// staysBehind says in the log why a file beside a published upload was not taken.
// One that can't be used at all is refused by now, so that an admin sees why it is
// still there.
func (in *Intake) staysBehind(ctx context.Context, movie store.Movie, r store.Incoming, err error) {
	in.log.Warn("a file beside a published upload stays in the incoming folder", "movie", movie.ID, "name", store.Clean(r.Name), "err", err)
	var why *store.Refusal
	if !errors.As(err, &why) || !slices.ContainsFunc(unusable, func(u error) bool { return errors.Is(err, u) }) {
		return
	}
	r.State, r.Problem = store.Refused, why.Code
	if err := in.shop.SaveIncoming(ctx, r); err != nil {
		in.log.Error("refuse a file beside a published upload", "upload", r.ID, "err", err)
	}
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
