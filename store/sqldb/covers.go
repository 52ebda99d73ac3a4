package sqldb

import (
	"context"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type cover struct {
	bun.BaseModel `bun:"table:covers,alias:c"`

	ID      int64 `bun:",pk,autoincrement"`
	Size    int64
	SHA256  string `bun:"sha256"`
	File    string
	AddedBy string
	AddedAt int64
}

func (c cover) cover() store.Cover {
	return store.Cover{ID: c.ID, Size: c.Size, SHA256: c.SHA256, File: c.File, By: c.AddedBy, At: unstamp(c.AddedAt)}
}

func (r Rows) Cover(ctx context.Context, id int64) (store.Cover, error) {
	var c cover
	if err := r.DB.NewSelect().Model(&c).Where("c.id = ?", id).Scan(ctx); err != nil {
		return store.Cover{}, r.RowError(err)
	}
	return c.cover(), nil
}

func (r Rows) Covers(ctx context.Context, after int64, limit int) (list []store.Cover, of []store.EntryID, err error) {
	var found []struct {
		cover  `bun:",extend"`
		Movie  int64
		Series int64
	}
	err = r.DB.NewSelect().Model(&found).ColumnExpr("c.*").
		ColumnExpr("coalesce((SELECT id FROM movies WHERE cover = c.id AND cover <> 0), 0) AS movie").
		ColumnExpr("coalesce((SELECT id FROM series WHERE cover = c.id AND cover <> 0), 0) AS series").
		Where("c.id > ?", after).Order("c.id").Limit(int64(limit)).Scan(ctx)
	for _, c := range found {
		list = append(list, c.cover.cover())
		if c.Series != 0 {
			of = append(of, store.EntryID{Series: true, ID: c.Series})
			continue
		}
		of = append(of, store.EntryID{ID: c.Movie})
	}
	return list, of, err
}

func (r Rows) AddCover(ctx context.Context, c *store.Cover) error {
	row := &cover{Size: c.Size, SHA256: c.SHA256, File: c.File, AddedBy: c.By, AddedAt: stamp(c.At)}
	if err := r.add(ctx, row); err != nil {
		return err
	}
	c.ID = row.ID
	return nil
}

func (r Rows) DropCover(ctx context.Context, id int64) error {
	_, err := r.DB.NewRaw("DELETE FROM covers WHERE id = ?", id).Exec(ctx)
	return err
}

func (r Rows) SetCover(ctx context.Context, of store.EntryID, cover int64) error {
	table := "movies"
	if of.Series {
		table = "series"
	}
	return r.OneRow(r.DB.NewRaw("UPDATE ? SET cover = ? WHERE id = ?", bun.Ident(table), cover, of.ID).Exec(ctx))
}
