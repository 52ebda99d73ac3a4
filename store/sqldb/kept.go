package sqldb

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"

	"youku.example/store/sqldb/stmt"
)

// bun writes the values into a statement's text, so SQLite compiles each anew. What
// is asked for each of many files has a text that stays the same instead, made
// from the same models, with the values beside it. A value that decides which
// index is used stands in the text.

// texts are the statements that were made, by keptText.
var texts sync.Map

// keptText names a statement.
type keptText struct {
	model reflect.Type
	what  string // the condition of a SELECT, or one of the below
}

const (
	insertAll = "INSERT"
	updateAll = "UPDATE"
)

// sqlTx is what a statement with values beside it needs; bun's own methods would
// write the values into the text.
type sqlTx interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row
	ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error)
}

// plain returns the connection below bun.
func (r rows) plain() sqlTx {
	switch db := r.db.(type) {
	case bun.Tx:
		return db.Tx
	case *bun.DB:
		return db.DB
	}
	return r.db
}

// tableOf returns what bun knows of a model.
func (r rows) tableOf(model reflect.Type) *schema.Table {
	return r.db.Dialect().Tables().Get(model)
}

// selectKept reads the rows of a model for which a condition holds.
func selectKept[T any](ctx context.Context, r rows, where string, args ...any) ([]T, error) {
	model := reflect.TypeFor[T]()
	key := keptText{model, where}
	text, known := texts.Load(key)
	if !known {
		q, err := r.db.NewSelect().Model((*T)(nil)).AppendQuery(schema.NewQueryGen(r.db.Dialect()), nil)
		if err != nil {
			return nil, fmt.Errorf("make a statement: %w", err)
		}
		text, _ = texts.LoadOrStore(key, stmt.Keep+string(q)+" WHERE "+where)
	}
	found, err := r.plain().QueryContext(ctx, text.(string), args...)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	var list []T
	if err := r.db.NewSelect().DB().ScanRows(ctx, found, &list); err != nil {
		return nil, err
	}
	return list, found.Err()
}

// insertKept adds a row, and returns the number that it got.
func (r rows) insertKept(ctx context.Context, row any) (id int64, err error) {
	v := reflect.ValueOf(row).Elem()
	t := r.tableOf(v.Type())
	key := keptText{v.Type(), insertAll}
	text, known := texts.Load(key)
	if !known {
		var names []string
		for _, f := range numberless(t) {
			names = append(names, string(f.SQLName))
		}
		text, _ = texts.LoadOrStore(key, stmt.Keep+"INSERT INTO "+string(t.SQLName)+" ("+strings.Join(names, ", ")+") VALUES ("+strings.TrimSuffix(strings.Repeat("?, ", len(names)), ", ")+")")
	}
	done, err := r.plain().ExecContext(ctx, text.(string), valuesOf(t, v)...)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// updateKept writes all columns of the row that has its number.
func (r rows) updateKept(ctx context.Context, row any) (sql.Result, error) {
	v := reflect.ValueOf(row).Elem()
	t := r.tableOf(v.Type())
	key := keptText{v.Type(), updateAll}
	text, known := texts.Load(key)
	if !known {
		var sets []string
		for _, f := range numberless(t) {
			sets = append(sets, string(f.SQLName)+" = ?")
		}
		text, _ = texts.LoadOrStore(key, stmt.Keep+"UPDATE "+string(t.SQLName)+" SET "+strings.Join(sets, ", ")+" WHERE "+string(t.PKs[0].SQLName)+" = ?")
	}
	args := append(valuesOf(t, v), t.PKs[0].Value(v).Interface())
	return r.plain().ExecContext(ctx, text.(string), args...)
}

// numberless is all fields but the row's number.
func numberless(t *schema.Table) (list []*schema.Field) {
	for _, f := range t.Fields {
		if !f.IsPK {
			list = append(list, f)
		}
	}
	return list
}

// valuesOf is the values of these fields.
func valuesOf(t *schema.Table, row reflect.Value) (list []any) {
	for _, f := range numberless(t) {
		if f.NullZero && f.HasZeroValue(row) {
			list = append(list, nil)
			continue
		}
		list = append(list, f.Value(row).Interface())
	}
	return list
}
