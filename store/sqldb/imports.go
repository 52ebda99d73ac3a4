package sqldb

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/uptrace/bun"

	"youku.example/store"
	"youku.example/store/jobs"
)

type importRow struct {
	bun.BaseModel `bun:"table:imports,alias:j"`

	ID        int64 `bun:",pk,autoincrement"`
	Folder    string
	Mode      string
	Free      bool
	Price     int64
	Watch     bool
	State     string
	Cancel    bool
	HeardAt   int64
	Problem   string
	Files     int
	FilesDone int
	Bytes     int64
	BytesDone int64
	CreatedAt int64
	UpdatedAt int64
}

func rowOfImport(i jobs.Import) *importRow {
	return &importRow{
		ID: i.ID, Folder: i.Folder, Mode: string(i.Mode), Free: i.Free, Price: i.Price, Watch: i.Watch,
		State: string(i.State), Cancel: i.Cancel, HeardAt: stamp(i.HeardAt), Problem: i.Problem,
		Files: i.Files, FilesDone: i.FilesDone, Bytes: i.Bytes, BytesDone: i.BytesDone,
		CreatedAt: stamp(i.CreatedAt), UpdatedAt: stamp(i.UpdatedAt),
	}
}

func (i *importRow) job() jobs.Import {
	return jobs.Import{
		ID: i.ID, Folder: i.Folder, Mode: jobs.Mode(i.Mode), Free: i.Free, Price: i.Price, Watch: i.Watch,
		State: jobs.State(i.State), Cancel: i.Cancel, HeardAt: unstamp(i.HeardAt), Problem: i.Problem,
		Files: i.Files, FilesDone: i.FilesDone, Bytes: i.Bytes, BytesDone: i.BytesDone,
		CreatedAt: unstamp(i.CreatedAt), UpdatedAt: unstamp(i.UpdatedAt),
	}
}

type importFile struct {
	bun.BaseModel `bun:"table:import_files,alias:f"`

	ID       int64 `bun:",pk,autoincrement"`
	ImportID int64
	Path     string
	Size     int64
	Modified int64
	State    string
	File     string
	MovieID  int64
	Title    string
	Refusal  string
	Beside   string // JSON
}

func rowOfImportFile(f jobs.File) (*importFile, error) {
	beside, err := json.Marshal(f.Beside)
	return &importFile{
		ID: f.ID, ImportID: f.Import, Path: f.Path, Size: f.Size, Modified: stamp(f.Modified), State: string(f.State),
		File: f.Key, MovieID: f.Movie, Title: f.Title, Refusal: f.Refusal, Beside: string(beside),
	}, err
}

func (f *importFile) file() (jobs.File, error) {
	var beside []string
	err := json.Unmarshal([]byte(f.Beside), &beside)
	return jobs.File{
		ID: f.ID, Import: f.ImportID, Path: f.Path, Size: f.Size, Modified: unstamp(f.Modified), State: jobs.FileState(f.State),
		Key: f.File, Movie: f.MovieID, Title: f.Title, Refusal: f.Refusal, Beside: beside,
	}, err
}

func (r rows) ImportByID(ctx context.Context, id int64) (jobs.Import, error) {
	var i importRow
	if err := r.db.NewSelect().Model(&i).Where("id = ?", id).Scan(ctx); err != nil {
		return jobs.Import{}, rowError(err)
	}
	return i.job(), nil
}

func (r rows) OpenImports(ctx context.Context) ([]jobs.Import, error) {
	var list []importRow
	if err := r.db.NewSelect().Model(&list).Where("state IN ('queued', 'running')").Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]jobs.Import, len(list))
	for i := range list {
		out[i] = list[i].job()
	}
	return out, nil
}

func (r rows) ImportFiles(ctx context.Context, job, after int64, limit int) ([]jobs.File, error) {
	return r.importFiles(ctx, r.db.NewSelect().Where("import_id = ? AND id > ?", job, after).Limit(int64(limit)))
}

func (r rows) OpenImportFiles(ctx context.Context, job int64) ([]jobs.File, error) {
	return r.importFiles(ctx, r.db.NewSelect().Where("import_id = ? AND state IN ('keeping', 'published')", job))
}

func (r rows) importFiles(ctx context.Context, q *bun.SelectQuery) ([]jobs.File, error) {
	var list []importFile
	if err := q.Model(&list).Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]jobs.File, len(list))
	for i := range list {
		var err error
		if out[i], err = list[i].file(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (t tx) AddImport(ctx context.Context, i *jobs.Import) error {
	row := rowOfImport(*i)
	if _, err := t.db.NewInsert().Model(row).Exec(ctx); err != nil {
		return rowError(err)
	}
	i.ID = row.ID
	return nil
}

func (t tx) SetImport(ctx context.Context, i jobs.Import) error {
	return oneRow(t.db.NewUpdate().Model(rowOfImport(i)).ExcludeColumn("id", "created_at", "cancel", "heard_at").WherePK().Exec(ctx))
}

func (t tx) HearImport(ctx context.Context, id int64, cancel bool, at time.Time) error {
	q := t.db.NewUpdate().Model((*importRow)(nil)).Set("heard_at = ?", stamp(at)).Where("id = ?", id)
	if cancel {
		q = q.Set("cancel = ?", true)
	}
	return oneRow(q.Exec(ctx))
}

func (t tx) DropImports(ctx context.Context, before time.Time) error {
	_, err := t.db.NewDelete().Model((*importRow)(nil)).Where("state NOT IN ('queued', 'running') AND updated_at < ?", stamp(before)).Exec(ctx)
	return err
}

func (t tx) AddImportFiles(ctx context.Context, files []*jobs.File) error {
	if len(files) == 0 {
		return nil
	}
	list := make([]*importFile, len(files))
	for i, f := range files {
		var err error
		if list[i], err = rowOfImportFile(*f); err != nil {
			return err
		}
	}
	if _, err := t.db.NewInsert().Model(&list).Exec(ctx); err != nil {
		return rowError(err)
	}
	for i, row := range list {
		files[i].ID = row.ID
	}
	return nil
}

func (t tx) SetImportFiles(ctx context.Context, files ...jobs.File) error {
	if len(files) == 0 {
		return nil
	}
	list := make([]*importFile, len(files))
	for i, f := range files {
		var err error
		if list[i], err = rowOfImportFile(f); err != nil {
			return err
		}
	}
	res, err := t.db.NewUpdate().With("d", t.db.NewValues(&list)).Model((*importFile)(nil)).TableExpr("d").
		Set("state = d.state").Set("file = d.file").Set("movie_id = d.movie_id").Set("title = d.title").Set("refusal = d.refusal").Set("beside = d.beside").
		Where("f.id = d.id").Exec(ctx)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != int64(len(files)) {
		return errors.Join(err, store.NoRow())
	}
	return nil
}

func (t tx) DropImportFile(ctx context.Context, id int64) error {
	_, err := t.db.NewDelete().Model((*importFile)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}
