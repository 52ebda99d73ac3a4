package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"youku.example/store"
)

// bun writes the values into a statement's text, so SQLite compiles each anew. What
// is asked for each of many files has a text that stays the same instead, made
// from the same models, with the values beside it. A value that decides which
// index is used stands in the text.
//
// An engine that keeps no statements (Engine.Keep) gets the same ones from bun.

// texts are the statements that were made, by keptText.
var texts sync.Map

// keptText names a statement.
type keptText struct {
	engine *Engine
	model  reflect.Type
	what   string // the condition of a SELECT, or one of the below
}

const (
	insertAll = "INSERT"
	updateAll = "UPDATE " // and which columns not, under which condition
)

// Statements is what a statement with values beside it needs; bun's own methods would
// write the values into the text.
type Statements interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
}

// Plain returns the connection below bun, for statements that are short: no one
// waits for the end of their context beside them.
func (r Rows) Plain() Statements {
	switch db := r.DB.(type) {
	case Uninterrupted:
		return unwatched{db.Conn.Conn}
	case bun.Conn:
		return unwatched{db.Conn}
	case *bun.DB:
		return unwatched{db.DB}
	}
	return r.DB
}

// unwatched runs statements to their end: for a context that may end, database/sql
// and the driver would start a goroutine each to wait for that.
type unwatched struct{ Statements }

func (u unwatched) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	return u.Statements.QueryContext(context.WithoutCancel(ctx), text, args...)
}

func (u unwatched) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	return u.Statements.QueryRowContext(context.WithoutCancel(ctx), text, args...)
}

func (u unwatched) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	return u.Statements.ExecContext(context.WithoutCancel(ctx), text, args...)
}

// tableOf returns what bun knows of a model.
func (r Rows) tableOf(model reflect.Type) *schema.Table {
	return r.DB.Dialect().Tables().Get(model)
}

// selectKept reads the rows of a model for which a condition holds.
func selectKept[T any](ctx context.Context, r Rows, where string, args ...any) ([]T, error) {
	model := reflect.TypeFor[T]()
	key := keptText{r.Engine, model, where}
	text, known := texts.Load(key)
	if !known {
		q, err := r.DB.NewSelect().Model((*T)(nil)).AppendQuery(schema.NewQueryGen(r.DB.Dialect()), nil)
		if err != nil {
			return nil, fmt.Errorf("make a statement: %w", err)
		}
		text, _ = texts.LoadOrStore(key, r.Keep+string(q)+" WHERE "+where)
	}
	if r.Keep == "" {
		var list []T
		err := r.DB.NewRaw(text.(string), args...).Scan(ctx, &list)
		return list, err
	}
	found, err := r.Plain().QueryContext(ctx, text.(string), args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []T
	if err := r.DB.NewSelect().DB().ScanRows(ctx, found, &list); err != nil {
		return nil, err
	}
	return list, found.Err()
}

// InsertKept adds a row, and returns the number that it got. A key that is taken is
// Taken, or the engine's own error for it.
func (r Rows) InsertKept(ctx context.Context, row any) (id int64, err error) {
	v := reflect.ValueOf(row).Elem()
	t := r.tableOf(v.Type())
	if r.Keep == "" {
		err := r.add(ctx, row)
		return t.PKs[0].Value(v).Int(), err
	}
	key := keptText{r.Engine, v.Type(), insertAll}
	text, known := texts.Load(key)
	if !known {
		var names []string
		for _, f := range numberless(t, nil) {
			names = append(names, string(f.SQLName))
		}
		made := r.Keep + "INSERT INTO " + string(t.SQLName) + " (" + strings.Join(names, ", ") + ") VALUES (" + strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ") + ")"
		if r.Spoils {
			made += " ON CONFLICT DO NOTHING RETURNING " + string(t.PKs[0].SQLName)
		}
		text, _ = texts.LoadOrStore(key, made)
	}
	if r.Spoils {
		err := r.Plain().QueryRowContext(ctx, text.(string), valuesOf(t, v, nil)...).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			err = store.Taken()
		}
		return id, err
	}
	done, err := r.Plain().ExecContext(ctx, text.(string), valuesOf(t, v, nil)...)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// updateKept writes the columns of the row that has its number, but for some, if a
// condition holds for it.
func (r Rows) updateKept(ctx context.Context, row any, without []string, where string, args ...any) (sql.Result, error) {
	v := reflect.ValueOf(row).Elem()
	if r.Keep == "" {
		return r.DB.NewUpdate().Model(row).ExcludeColumn(without...).WherePK().Where(where, args...).Exec(ctx)
	}
	t := r.tableOf(v.Type())
	key := keptText{r.Engine, v.Type(), updateAll + strings.Join(without, " ") + where}
	text, known := texts.Load(key)
	if !known {
		var sets []string
		for _, f := range numberless(t, without) {
			sets = append(sets, string(f.SQLName)+" = ?")
		}
		text, _ = texts.LoadOrStore(key, r.Keep+"UPDATE "+string(t.SQLName)+" SET "+strings.Join(sets, ", ")+" WHERE "+string(t.PKs[0].SQLName)+" = ? AND "+where)
	}
	values := append(valuesOf(t, v, without), t.PKs[0].Value(v).Interface())
	return r.Plain().ExecContext(ctx, text.(string), append(values, args...)...)
}

// execKept executes a statement whose text is always the same.
func (r Rows) execKept(ctx context.Context, text string, args ...any) error {
	if r.Keep == "" {
		_, err := r.DB.NewRaw(text, args...).Exec(ctx)
		return err
	}
	_, err := r.Plain().ExecContext(ctx, r.Keep+text, args...)
	return err
}

// add inserts a row, or several, and fills in the numbers that they got.
func (r Rows) add(ctx context.Context, row any) error {
	q := r.DB.NewInsert().Model(row)
	if !r.Spoils {
		_, err := q.Exec(ctx)
		return r.RowError(err)
	}
	r.unnumber(reflect.ValueOf(row).Elem())
	res, err := q.On("CONFLICT DO NOTHING").Exec(ctx)
	if errors.Is(err, sql.ErrNoRows) {
		return store.Taken()
	}
	if err != nil {
		return r.RowError(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return cmp.Or(err, store.Taken())
	}
	return nil
}

// unnumber takes the numbers from new rows, so that each gets the next one: a number of
// a transaction that is run again would be one that the engine knows nothing of.
func (r Rows) unnumber(row reflect.Value) {
	switch row.Kind() {
	case reflect.Slice:
		for i := range row.Len() {
			r.unnumber(row.Index(i))
		}
	case reflect.Pointer:
		r.unnumber(row.Elem())
	case reflect.Struct:
		if pk := r.tableOf(row.Type()).PKs[0]; pk.AutoIncrement {
			pk.Value(row).SetInt(0)
		}
	}
}

// numberless is all fields but the row's number, and some columns.
func numberless(t *schema.Table, without []string) (list []*schema.Field) {
	for _, f := range t.Fields {
		if !f.IsPK && !slices.Contains(without, f.Name) {
			list = append(list, f)
		}
	}
	return list
}

// valuesOf is the values of these fields.
func valuesOf(t *schema.Table, row reflect.Value, without []string) (list []any) {
	for _, f := range numberless(t, without) {
		if f.NullZero && f.HasZeroValue(row) {
			list = append(list, nil)
			continue
		}
		list = append(list, f.Value(row).Interface())
	}
	return list
}
