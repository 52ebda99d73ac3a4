package sqldb

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	"github.com/uptrace/bun"

	"youku.example/store"
)

type incoming struct {
	bun.BaseModel `bun:"table:incoming,alias:i"`

	ID          int64 `bun:",pk,autoincrement"`
	Name        string
	File        string
	Size        int64
	Done        int64
	State       string
	SHA256      string `bun:"sha256"`
	SampledMD5  string `bun:"sampled_md5"`
	MediaType   string
	Ext         string
	Duration    int64
	Width       int
	Height      int
	VideoCodec  string
	AudioCodec  string
	Streams     string
	Tracks      *string
	DuplicateOf int64
	Problem     string
	Author      string
	UpdatedAt   int64
	ModifiedAt  int64
	Generation  int64
	KeptAs      string
	Folder      string
	Said        string
	Edited      string
}

// folderOf is the part of a path before its last slash, "" at the top.
func folderOf(name string) string {
	if dir := path.Dir(name); dir != "." {
		return dir
	}
	return ""
}

func incomingRow(i store.Incoming) *incoming {
	return &incoming{
		ID: i.ID, Name: i.Name, File: i.File, Size: i.Size, Done: i.Done, State: string(i.State),
		SHA256: i.SHA256, SampledMD5: i.SampledMD5, MediaType: i.MediaType, Ext: i.Ext,
		Duration: micros(i.Duration), Width: i.Width, Height: i.Height, VideoCodec: i.VideoCodec, AudioCodec: i.AudioCodec, Streams: string(i.Streams), Tracks: joinTracks(i.Tracks),
		DuplicateOf: i.DuplicateOf, Problem: i.Problem, Author: i.By, UpdatedAt: stamp(i.UpdatedAt),
		ModifiedAt: stamp(i.ModifiedAt), Generation: i.Generation, KeptAs: i.KeptAs,
		Folder: folderOf(i.Name), Said: i.Said, Edited: i.Edited,
	}
}

func (i *incoming) incoming() store.Incoming {
	return store.Incoming{
		ID: i.ID, Name: i.Name, File: i.File, Size: i.Size, Done: i.Done, State: store.IncomingState(i.State),
		SHA256: i.SHA256, SampledMD5: i.SampledMD5, MediaType: i.MediaType, Ext: i.Ext,
		Duration: unmicros(i.Duration), Width: i.Width, Height: i.Height, VideoCodec: i.VideoCodec, AudioCodec: i.AudioCodec, Streams: store.Streams(i.Streams), Tracks: splitTracks(i.Tracks),
		DuplicateOf: i.DuplicateOf, Problem: i.Problem, By: i.Author, UpdatedAt: unstamp(i.UpdatedAt),
		ModifiedAt: unstamp(i.ModifiedAt), Generation: i.Generation, KeptAs: i.KeptAs,
		Said: i.Said, Edited: i.Edited,
	}
}

func (r Rows) IncomingRows(ctx context.Context) ([]store.Incoming, error) {
	return r.allIncoming(ctx, "1 = 1")
}

func (r Rows) IncomingBegin(ctx context.Context, prefixes ...string) ([]store.Incoming, error) {
	args := make([]any, 0, 2*len(prefixes))
	for _, p := range prefixes {
		args = append(args, p, p+lastRune)
	}
	return r.allIncoming(ctx, BeginCondition(len(prefixes)), args...)
}

// lastRune sorts behind all others.
const lastRune = "\U0010FFFF"

// BeginCondition finds uploads by so many prefixes, each with its end beside it, and
// looks each up by itself: of several ranges in one condition SQLite may make a walk
// over all uploads.
func BeginCondition(n int) string {
	values := strings.TrimSuffix(strings.Repeat("(?, ?), ", n), ", ")
	return "i.id IN (SELECT j.id FROM (VALUES " + values + ") AS p CROSS JOIN incoming AS j" +
		" WHERE j.name >= p.column1 AND j.name < p.column2)"
}

func (r Rows) IncomingBySum(ctx context.Context, sha256 ...string) ([]store.Incoming, error) {
	if len(sha256) == 1 {
		return incomingList(selectKept[incoming](ctx, r, "i.sha256 <> '' AND i.sha256 = ? ORDER BY i.name", sha256[0]))
	}
	return r.allIncoming(ctx, "i.sha256 <> '' AND i.sha256 IN (?)", bun.List(sha256))
}

func (r Rows) allIncoming(ctx context.Context, where string, args ...any) ([]store.Incoming, error) {
	var list []incoming
	err := r.DB.NewSelect().Model(&list).Where(where, args...).OrderExpr("i.name").Scan(ctx)
	return incomingList(list, err)
}

func incomingList(list []incoming, err error) ([]store.Incoming, error) {
	if err != nil {
		return nil, err
	}
	out := make([]store.Incoming, len(list))
	for i := range list {
		out[i] = list[i].incoming()
	}
	return out, nil
}

func (r Rows) oneIncoming(ctx context.Context, where string, arg any) (store.Incoming, error) {
	if s, is := arg.(string); is && strings.IndexByte(s, 0) >= 0 {
		return store.Incoming{}, store.NoRow()
	}
	list, err := selectKept[incoming](ctx, r, where, arg)
	if err != nil || len(list) == 0 {
		return store.Incoming{}, cmp.Or(r.RowError(err), store.NoRow())
	}
	return list[0].incoming(), nil
}

func (r Rows) IncomingByID(ctx context.Context, id int64) (store.Incoming, error) {
	return r.oneIncoming(ctx, "i.id = ?", id)
}

func (r Rows) IncomingByName(ctx context.Context, name string) (store.Incoming, error) {
	return r.oneIncoming(ctx, "i.name = ?", name)
}

func (r Rows) AddIncoming(ctx context.Context, i *store.Incoming) error {
	id, err := r.InsertKept(ctx, incomingRow(*i))
	if err != nil {
		return r.RowError(err)
	}
	i.ID = id
	return nil
}

func (r Rows) SetIncoming(ctx context.Context, i store.Incoming) error {
	return r.OneRow(r.updateKept(ctx, incomingRow(i), nil, "1 = 1"))
}

// notSaved are the columns that SaveIncoming leaves as they are. A column that is
// set has its indexes written anew, whatever is in it.
var notSaved = []string{"name", "file", "folder", "edited"}

func (r Rows) SaveIncoming(ctx context.Context, i store.Incoming) error {
	without := notSaved
	if i.ModifiedAt.IsZero() {
		without = append(slices.Clone(without), "modified_at")
	}
	return r.OneRow(r.updateKept(ctx, incomingRow(i), without, "generation <= ?", i.Generation))
}

// RenameUploader implements store.Tx. The uploads are few: no index is kept for it.
func (r Rows) RenameUploader(ctx context.Context, from, to string) error {
	for _, of := range []any{(*incoming)(nil), (*incomingFolder)(nil)} {
		if _, err := r.DB.NewUpdate().Model(of).Set("author = ?", to).Where("author = ?", from).Exec(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (r Rows) DropIncoming(ctx context.Context, id int64) error {
	return r.execKept(ctx, "DELETE FROM incoming WHERE id = ?", id)
}
