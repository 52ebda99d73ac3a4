package sqldb

import (
	"cmp"
	"context"
	"slices"

	"github.com/uptrace/bun"

	"youku.example/store"
)

// incomingFolder is a folder of uploads.
type incomingFolder struct {
	bun.BaseModel `bun:"table:incoming_folders,alias:f"`

	ID         int64 `bun:",pk,autoincrement"`
	Name       string
	Folder     string
	Author     string
	UpdatedAt  int64
	ModifiedAt int64
}

func folderRow(f store.Incoming) *incomingFolder {
	return &incomingFolder{
		ID: f.ID, Name: f.Name, Folder: folderOf(f.Name), Author: f.By,
		UpdatedAt: stamp(f.UpdatedAt), ModifiedAt: stamp(f.ModifiedAt),
	}
}

func (f *incomingFolder) incoming() store.Incoming {
	return store.Incoming{
		ID: f.ID, Name: f.Name, State: store.Folder, By: f.Author,
		UpdatedAt: unstamp(f.UpdatedAt), ModifiedAt: unstamp(f.ModifiedAt),
	}
}

func (r Rows) IncomingFolder(ctx context.Context, name string) (store.Incoming, error) {
	list, err := selectKept[incomingFolder](ctx, r, "f.name = ?", name)
	if err != nil || len(list) == 0 {
		return store.Incoming{}, cmp.Or(r.RowError(err), store.NoRow())
	}
	return list[0].incoming(), nil
}

func (r Rows) IncomingIn(ctx context.Context, folder string) ([]store.Incoming, error) {
	return r.incomingWhere(ctx, "folder = ?", folder)
}

// IncomingBelow reads a range of names: 0 is the character behind the slash.
func (r Rows) IncomingBelow(ctx context.Context, folder string) ([]store.Incoming, error) {
	return r.incomingWhere(ctx, "name > ? AND name < ?", folder+"/", folder+"0")
}

func (r Rows) incomingWhere(ctx context.Context, where string, args ...any) ([]store.Incoming, error) {
	var files []incoming
	if err := r.DB.NewSelect().Model(&files).Where(where, args...).Scan(ctx); err != nil {
		return nil, err
	}
	var folders []incomingFolder
	if err := r.DB.NewSelect().Model(&folders).Where(where, args...).Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]store.Incoming, 0, len(files)+len(folders))
	for i := range files {
		out = append(out, files[i].incoming())
	}
	for i := range folders {
		out = append(out, folders[i].incoming())
	}
	slices.SortFunc(out, func(a, b store.Incoming) int { return cmp.Compare(a.Name, b.Name) })
	return out, nil
}

func (r Rows) CountIncoming(ctx context.Context) (n int, err error) {
	err = r.Plain().QueryRowContext(ctx, r.Keep+"SELECT (SELECT count(*) FROM incoming) + (SELECT count(*) FROM incoming_folders)").Scan(&n)
	return n, err
}

func (r Rows) AddIncomingFolder(ctx context.Context, f *store.Incoming) error {
	row := folderRow(*f)
	if err := r.add(ctx, row); err != nil {
		return err
	}
	f.ID = row.ID
	return nil
}

func (r Rows) SetIncomingFolder(ctx context.Context, f store.Incoming) error {
	return r.OneRow(r.DB.NewUpdate().Model(folderRow(f)).ExcludeColumn("id").WherePK().Exec(ctx))
}

func (r Rows) DropIncomingFolder(ctx context.Context, name string) error {
	return r.OneRow(r.DB.NewDelete().Model((*incomingFolder)(nil)).Where("name = ?", name).Exec(ctx))
}

// MoveIncomingFolder puts the new path in the place of the old one at the
// beginning of every name and folder that begins with it. No name of the new
// path may be there.
func (r Rows) MoveIncomingFolder(ctx context.Context, from, to string) error {
	err := r.OneRow(r.DB.NewUpdate().Model((*incomingFolder)(nil)).
		Set("name = ?", to).Set("folder = ?", folderOf(to)).Where("name = ?", from).Exec(ctx))
	if err != nil {
		return err
	}
	for _, model := range []any{(*incomingFolder)(nil), (*incoming)(nil)} {
		_, err := r.DB.NewUpdate().Model(model).
			Set("name = ? || substr(name, length(?) + 1)", to, from).
			Set("folder = ? || substr(folder, length(?) + 1)", to, from).
			Where("name > ? AND name < ?", from+"/", from+"0").Exec(ctx)
		if err != nil {
			return r.RowError(err)
		}
	}
	return nil
}
