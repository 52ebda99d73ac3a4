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
	Free      Flag
	Price     int64
	Watch     Flag
	State     string
	Run       int64
	Cancel    Flag
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
		ID: i.ID, Folder: i.Folder, Mode: string(i.Mode), Free: Flag(i.Free), Price: i.Price, Watch: Flag(i.Watch),
		State: string(i.State), Run: i.Run, Cancel: Flag(i.Cancel), HeardAt: stamp(i.HeardAt), Problem: i.Problem,
		Files: i.Files, FilesDone: i.FilesDone, Bytes: i.Bytes, BytesDone: i.BytesDone,
		CreatedAt: stamp(i.CreatedAt), UpdatedAt: stamp(i.UpdatedAt),
	}
}

func (i *importRow) job() jobs.Import {
	return jobs.Import{
		ID: i.ID, Folder: i.Folder, Mode: jobs.Mode(i.Mode), Free: bool(i.Free), Price: i.Price, Watch: bool(i.Watch),
		State: jobs.State(i.State), Run: i.Run, Cancel: bool(i.Cancel), HeardAt: unstamp(i.HeardAt), Problem: i.Problem,
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

func (r Rows) ImportByID(ctx context.Context, id int64) (jobs.Import, error) {
	var i importRow
	if err := r.DB.NewSelect().Model(&i).Where("id = ?", id).Scan(ctx); err != nil {
		return jobs.Import{}, r.RowError(err)
	}
	return i.job(), nil
}

func (r Rows) OpenImports(ctx context.Context) ([]jobs.Import, error) {
	var list []importRow
	if err := r.DB.NewSelect().Model(&list).Where("state IN ('queued', 'running')").Order("id").Scan(ctx); err != nil {
		return nil, err
	}
	out := make([]jobs.Import, len(list))
	for i := range list {
		out[i] = list[i].job()
	}
	return out, nil
}

func (r Rows) ImportFiles(ctx context.Context, job, after int64, limit int) ([]jobs.File, error) {
	return r.importFiles(ctx, r.DB.NewSelect().Where("import_id = ? AND id > ?", job, after).Limit(int64(limit)))
}

func (r Rows) OpenImportFiles(ctx context.Context, job int64) ([]jobs.File, error) {
	return r.importFiles(ctx, r.DB.NewSelect().Where("import_id = ? AND state IN ('keeping', 'published')", job))
}

func (r Rows) importFiles(ctx context.Context, q *bun.SelectQuery) ([]jobs.File, error) {
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

func (r Rows) AddImport(ctx context.Context, i *jobs.Import) error {
	row := rowOfImport(*i)
	if err := r.add(ctx, row); err != nil {
		return err
	}
	i.ID = row.ID
	return nil
}

func (r Rows) SetImport(ctx context.Context, i jobs.Import) error {
	return r.OneRow(r.DB.NewUpdate().Model(rowOfImport(i)).ExcludeColumn("id", "created_at", "cancel", "heard_at").WherePK().Exec(ctx))
}

func (r Rows) HearImport(ctx context.Context, id int64, cancel bool, at time.Time) error {
	q := r.DB.NewUpdate().Model((*importRow)(nil)).Set("heard_at = ?", stamp(at)).Where("id = ?", id)
	if cancel {
		q = q.Set("cancel = ?", Flag(true))
	}
	return r.OneRow(q.Exec(ctx))
}

func (r Rows) DropImports(ctx context.Context, before time.Time) error {
	_, err := r.DB.NewDelete().Model((*importRow)(nil)).Where("state NOT IN ('queued', 'running') AND updated_at < ?", stamp(before)).Exec(ctx)
	return err
}

func (r Rows) AddImportFiles(ctx context.Context, files []*jobs.File) error {
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
	if err := r.add(ctx, &list); err != nil {
		return err
	}
	for i, row := range list {
		files[i].ID = row.ID
	}
	return nil
}

func (r Rows) SetImportFiles(ctx context.Context, files ...jobs.File) error {
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
	res, err := r.DB.NewUpdate().With("d", r.DB.NewValues(&list)).Model((*importFile)(nil)).TableExpr("d").
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

func (r Rows) DropImportFile(ctx context.Context, id int64) error {
	_, err := r.DB.NewDelete().Model((*importFile)(nil)).Where("id = ?", id).Exec(ctx)
	return err
}
