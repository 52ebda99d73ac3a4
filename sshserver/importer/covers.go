package importer

import (
	"context"
	"errors"
	"slices"

	"youku.example/store"
	"youku.example/store/jobs"
	"youku.example/store/plan"
	"youku.example/store/sidecar"
	"youku.example/store/title"
)

// cover gives the movies of a plan, and their series, the pictures that lie beside
// their files, as publishing an upload does. What has a cover keeps it, so that it
// may be done again.
func (r *run) cover(ctx context.Context, p Planned) error {
	pictures := map[string][]plan.Entry{} // by folder
	for _, e := range p.Entries {
		if e.Kind == plan.Sidecar && !moving(e) && sidecar.KindOf(e.Row.Name) == sidecar.Picture {
			dir := plan.FolderOf(e.Row.Name)
			pictures[dir] = append(pictures[dir], e)
		}
	}
	if len(pictures) == 0 {
		return nil
	}
	one := isOneShow(p.Entries)
	for _, e := range p.Entries {
		f, is := r.known[p.pathOf(e).path]
		dir := plan.FolderOf(e.Row.Name)
		near := slices.Clone(pictures[dir])
		if dir != "" {
			near = append(near, pictures[plan.FolderOf(dir)]...)
		}
		if e.Kind != plan.Movie || !is || f.Movie == 0 || f.State == jobs.Refused || len(near) == 0 {
			continue
		}
		if err := r.coverMovie(ctx, p, e, f.Movie, near, one); err != nil {
			return err
		}
	}
	return nil
}

// isOneShow reports whether all movies are episodes of one series: a picture at the
// top of the folder is that of the series then.
func isOneShow(entries []plan.Entry) bool {
	shows := map[string]bool{}
	for _, e := range entries {
		if e.Kind == plan.Movie {
			shows[title.Folded(e.Proposal.Series)] = true
		}
	}
	return len(shows) == 1 && !shows[""]
}

// coverMovie does so for one movie, and for the series that it is in; oneShow is
// what isOneShow says of the folder.
func (r *run) coverMovie(ctx context.Context, p Planned, e plan.Entry, movie int64, near []plan.Entry, oneShow bool) error {
	m, err := r.Shop.Movie(ctx, by, movie)
	if err != nil {
		return err
	}
	var own, rows []store.Incoming
	for _, picture := range near {
		_, ofFolder := sidecar.FolderPicture(picture.Row.Name)
		switch {
		case !ofFolder && picture.Of == e.Row.Name:
			own = append(own, picture.Row)
		case ofFolder && (m.SeriesID != 0 || picture.Of == e.Row.Name):
			rows = append(rows, picture.Row)
		}
	}
	folders := plan.PictureFolders(e.Row.Name, m.SeriesID != 0)
	if m.SeriesID != 0 && oneShow {
		folders = append([]string{""}, folders...)
	}
	ofFolder := plan.FolderPictures(rows, folders)
	if m.SeriesID == 0 {
		return r.coverBy(ctx, p, store.EntryID{ID: movie}, append(own, ofFolder...))
	}
	if err := r.coverBy(ctx, p, store.EntryID{ID: movie}, own); err != nil {
		return err
	}
	return r.coverBy(ctx, p, store.EntryID{Series: true, ID: m.SeriesID}, ofFolder)
}

// coverBy gives a movie or a series the first of pictures that is one, if it has
// no cover.
func (r *run) coverBy(ctx context.Context, p Planned, of store.EntryID, pictures []store.Incoming) error {
	for _, row := range pictures {
		at := p.found[row.ID-1].path
		if r.attached[at] {
			continue
		}
		has, err := r.Shop.CoverOf(ctx, of)
		if errors.Is(err, store.ErrDeleted) || has != 0 {
			return nil
		}
		if err != nil {
			return err
		}
		r.attached[at] = true
		picture, err := r.readSmall(at)
		if err == nil {
			_, err = r.Intake.SetCover(ctx, by, of, picture)
		}
		if err == nil {
			err = r.removeBeside(at)
		}
		var why *store.Refusal
		if errors.As(err, &why) {
			err = r.refusedBeside(ctx, at, why)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
