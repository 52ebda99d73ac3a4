package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type subtitle struct {
	bun.BaseModel `bun:"table:subtitles"`

	ID       int64 `bun:",pk,autoincrement"`
	MovieID  int64
	Language string
	Kind     string
	Format   string
	Size     int64
	SHA256   string `bun:"sha256"`
	File     string
	AddedBy  string
	AddedAt  int64
}

func subtitleRow(s store.Subtitle) *subtitle {
	return &subtitle{ID: s.ID, MovieID: s.MovieID, Language: s.Language, Kind: s.Kind, Format: s.Format, Size: s.Size, SHA256: s.SHA256, File: s.File, AddedBy: s.By, AddedAt: stamp(s.At)}
}

func (s subtitle) subtitle() store.Subtitle {
	return store.Subtitle{ID: s.ID, MovieID: s.MovieID, Language: s.Language, Kind: s.Kind, Format: s.Format, Size: s.Size, SHA256: s.SHA256, File: s.File, By: s.AddedBy, At: unstamp(s.AddedAt)}
}

func (r Rows) Subtitles(ctx context.Context, movies []int64) (list []store.Subtitle, err error) {
	if len(movies) == 0 {
		return nil, nil
	}
	var found []subtitle
	err = r.DB.NewSelect().Model(&found).Where("movie_id IN (?)", bun.List(movies)).Order("movie_id", "language", "kind").Scan(ctx)
	for _, s := range found {
		list = append(list, s.subtitle())
	}
	return list, err
}

func (r Rows) SubtitlesFrom(ctx context.Context, after int64, limit int) (list []store.Subtitle, err error) {
	var found []subtitle
	err = r.DB.NewSelect().Model(&found).Where("id > ?", after).Order("id").Limit(int64(limit)).Scan(ctx)
	for _, s := range found {
		list = append(list, s.subtitle())
	}
	return list, err
}

func (r Rows) AddSubtitle(ctx context.Context, s *store.Subtitle) error {
	row := subtitleRow(*s)
	if err := r.add(ctx, row); err != nil {
		return err
	}
	s.ID = row.ID
	return nil
}

func (r Rows) DropSubtitle(ctx context.Context, id int64) error {
	_, err := r.DB.NewRaw("DELETE FROM subtitles WHERE id = ?", id).Exec(ctx)
	return err
}
