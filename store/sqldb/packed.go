package sqldb

import (
	"cmp"
	"context"
	"database/sql"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/schema"
)

// Where an engine keeps statements, the rows of a list are read as one text: with a
// driver each column of a row takes about as long as finding the row, and allocates.

// The signs in such a text, which no text that was taken in has in it. One stands
// between two fields, one between two rows, and what may be NULL begins with one where
// it is not.
const (
	betweenFields = "\x1f"
	betweenRows   = "\x1e"
	notNull       = "\x1d"
)

// Statement reads rows as texts.
type Statement struct {
	Columns []string
	Rest    string // from FROM on
}

func (s Statement) plain() string { return "SELECT " + strings.Join(s.Columns, ", ") + " " + s.Rest }

func (s Statement) packed(l Lists) string {
	return "SELECT coalesce(" + l.Joined + "(r, " + l.Sign + "(30)), '') FROM (SELECT concat_ws(" + l.Sign + "(31), " + strings.Join(s.Columns, ", ") + ") AS r " + s.Rest + ") AS packed"
}

// Read gives the fields of each row to take, none of which may be NULL; the next row's
// stand in the same place.
func (r Rows) Read(ctx context.Context, s Statement, args []any, take func(fields []string) error) error {
	if r.Keep == "" {
		found, err := r.DB.QueryContext(ctx, r.DB.NewRaw(s.plain(), args...).String()) // in an update too, which gives values as they are
		return eachRow(found, err, len(s.Columns), take)
	}
	var packed string
	if err := r.Plain().QueryRowContext(ctx, r.Keep+s.packed(r.Lists), args...).Scan(&packed); err != nil || packed == "" {
		return err
	}
	fields := make([]string, len(s.Columns))
	if !isWhole(packed, fields) {
		found, err := r.Plain().QueryContext(ctx, r.Keep+s.plain(), args...)
		return eachRow(found, err, len(s.Columns), take)
	}
	for row, more := "", true; more; {
		row, packed, more = strings.Cut(packed, betweenRows)
		split(row, fields)
		if err := take(fields); err != nil {
			return err
		}
	}
	return nil
}

// isWhole reports whether each row has its number of fields: one has more where a sign
// stands in a text.
func isWhole(packed string, fields []string) bool {
	for row := range strings.SplitSeq(packed, betweenRows) {
		if strings.Count(row, betweenFields) != len(fields)-1 {
			return false
		}
	}
	return true
}

func split(row string, fields []string) {
	for i := range fields {
		fields[i], row, _ = strings.Cut(row, betweenFields)
	}
}

// eachRow gives the fields of each row to take.
func eachRow(found *sql.Rows, err error, n int, take func(fields []string) error) error {
	if err != nil {
		return err
	}
	defer found.Close()
	fields, into := make([]string, n), make([]any, n)
	for i := range fields {
		into[i] = &fields[i]
	}
	for found.Next() {
		if err := found.Scan(into...); err != nil {
			return err
		}
		if err := take(fields); err != nil {
			return err
		}
	}
	return found.Err()
}

// rowsByID reads rows of a model by their IDs, in that order and without those that are
// not there, but for some columns.
func rowsByID[T any](ctx context.Context, r Rows, ids []int64, without ...string) ([]T, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	all := make([]T, 0, len(ids))
	t := r.tableOf(reflect.TypeFor[T]())
	if r.Keep == "" {
		err := r.DB.NewSelect().Model(&all).ExcludeColumn(without...).Where("?.? IN (?)", t.SQLAlias, t.PKs[0].SQLName, bun.List(ids)).Scan(ctx)
		return inOrder(t, all, ids), err
	}
	s := r.byID(t, without)
	err := r.Read(ctx, s.Statement, []any{r.listed(ids)}, func(fields []string) error {
		all = append(all, *new(T))
		return s.set(reflect.ValueOf(&all[len(all)-1]).Elem(), fields)
	})
	return all, err
}

// inOrder puts rows into the order of their IDs in a list.
func inOrder[T any](t *schema.Table, all []T, ids []int64) []T {
	rank := make(map[int64]int, len(ids))
	for i, id := range ids {
		rank[id] = i
	}
	place := func(row *T) int { return rank[t.PKs[0].Value(reflect.ValueOf(row).Elem()).Int()] }
	slices.SortFunc(all, func(a, b T) int { return cmp.Compare(place(&a), place(&b)) })
	return all
}

// listByID reads rows of a table by their IDs.
type listByID struct {
	Statement
	fields []*schema.Field // of the columns
}

// set sets a row to the fields that were read.
func (l listByID) set(row reflect.Value, fields []string) error {
	for i, f := range l.fields {
		if err := setField(row.FieldByIndex(f.Index), fields[i]); err != nil {
			return err
		}
	}
	return nil
}

func (r Rows) byID(t *schema.Table, without []string) listByID {
	key := keptText{r.Engine, t.Type, "BY ID " + strings.Join(without, " ")}
	if known, is := texts.Load(key); is {
		return known.(listByID)
	}
	var s listByID
	for _, f := range t.Fields {
		if slices.Contains(without, f.Name) {
			continue
		}
		column := string(t.SQLAlias) + "." + string(f.SQLName)
		switch {
		case f.IsPtr:
			column = "coalesce(" + r.Lists.Sign + "(29) || " + column + ", '')"
		case f.NullZero:
			column = "coalesce(" + column + ", 0)"
		}
		s.fields, s.Columns = append(s.fields, f), append(s.Columns, column)
	}
	s.Rest = "FROM " + r.Lists.Rows + " CROSS JOIN " + string(t.SQLName) + " AS " + string(t.SQLAlias) + // in the order of the IDs
		" WHERE " + string(t.SQLAlias) + "." + string(t.PKs[0].SQLName) + " = a.value" + r.Lists.Order
	texts.Store(key, s)
	return s
}

// setField sets a field to what the list has for it.
func setField(v reflect.Value, text string) error {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Bool:
		v.SetBool(text == "1")
	case reflect.Pointer:
		if value, is := strings.CutPrefix(text, notNull); is {
			v.Set(reflect.ValueOf(&value))
		}
	default:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return err
		}
		v.SetInt(n)
	}
	return nil
}

// numbersOf are fields that are numbers.
func numbersOf(fields []string) (list []int64, err error) {
	list = make([]int64, len(fields))
	for i, f := range fields {
		if list[i], err = strconv.ParseInt(f, 10, 64); err != nil {
			return list, err
		}
	}
	return list, nil
}

// among is the condition that a column is one of some IDs, and its argument.
func (r Rows) among(column string, ids []int64) (condition string, arg any) {
	if r.Keep == "" {
		return column + " IN (?)", bun.List(ids)
	}
	return column + r.Lists.Among, r.listed(ids)
}

// listed is IDs as a value.
func (r Rows) listed(ids []int64) string {
	b := append(make([]byte, 0, 2+8*len(ids)), r.Lists.Value[0])
	for i, id := range ids {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, id, 10)
	}
	return string(append(b, r.Lists.Value[1]))
}
