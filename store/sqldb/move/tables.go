package move

import (
	"fmt"
	"slices"
	"strings"
)

// table is a table whose rows are moved, in the order of its key.
type table struct {
	name string
	key  []string
}

// tables are in an order in which what a row refers to stands before it. The first row
// of all is in library, which Begin writes.
var tables = []table{
	{"users", []string{"id"}},
	{"user_keys", []string{"fingerprint"}},
	{"account_changes", []string{"id"}},
	{"preferences", []string{"user_id", "name"}},
	{"series", []string{"id"}},
	{"movies", []string{"id"}},
	{"movie_about", []string{"movie_id"}},
	{"tags", []string{"fold"}},
	{"subtitles", []string{"id"}},
	{"covers", []string{"id"}},
	{"movie_marks", []string{"movie_id", "user_id", "kind"}},
	{"series_follows", []string{"user_id", "series_id"}},
	{"last_visits", []string{"user_id"}},
	{"notices", []string{"id"}},
	{"notice_reads", []string{"user_id", "notice_id"}},
	{"ledger_entries", []string{"id"}},
	{"postings", []string{"id"}},
	{"purchases", []string{"id"}},
	{"download_records", []string{"id"}},
	{"batches", []string{"id"}},
	{"codes", []string{"hash"}},
	{"invitations", []string{"hash"}},
	{"audit", []string{"id"}},
	{"incoming", []string{"id"}},
	{"incoming_folders", []string{"id"}},
	{"imports", []string{"id"}},
	{"import_files", []string{"id"}},
	{"series_counts", []string{"series_id", "season", "price"}},
	{"owned_counts", []string{"user_id", "series_id", "price"}},
	{"movie_counts", []string{"free"}},
	{"library_counts", []string{"series", "free"}},
}

// records has what servers share that one server alone keeps as files (store.Record). It
// is moved where both have it.
var records = table{"records", []string{"kind", "key"}}

// left are the tables that are not moved, and why; a star stands for any ending.
var left = map[string]string{
	"library":        "Begin writes its one row",
	"goose_*":        "each engine has its own schema",
	"sqlite_*":       "SQLite's own",
	"moving*":        "says that a move is not finished",
	"grams_*":        "the search index is made anew",
	"movie_words":    "the search index is made anew",
	"series_words":   "the search index is made anew",
	"price_buckets":  "the search index is made anew",
	"movie_index":    "the search index is made anew",
	"audit_index":    "the search index is made anew",
	"library_marks":  "made anew of the rows, by the one engine that has it",
	"renamed_series": "what the search index had yet to do",
	"list_counts":    "counted anew, as each engine does it",
	"list_parts":     "counted anew, as each engine does it",
	"house_accounts": "sums of postings, of which one engine keeps a copy",
	"kept_files":     "stand in backups alone",
	"events":         "what servers told each other, of no use later",
	"servers":        "which servers live",
	"running":        "what runs on servers that live",
	"records":        "moved where both have it, else keys are files on one side",
	"library_time":   "how the clock of one database server differs",
}

// leftColumns are the columns that are not moved: the search index gives places to
// titles anew.
var leftColumns = map[string][]string{"movies": {"title_place"}, "series": {"title_place"}}

func isLeft(name string) bool {
	for pattern := range left {
		if stem, any := strings.CutSuffix(pattern, "*"); any && strings.HasPrefix(name, stem) || name == pattern {
			return true
		}
	}
	return false
}

// part is a table with what is moved of it.
type part struct {
	table
	columns []string
}

// plan says what is moved between two schemas. A table or a column that only one of
// them has, or that nothing is known of here, is an error: it would be lost.
func plan(from, to Columns) ([]part, error) {
	for _, side := range []Columns{from, to} {
		for name := range side {
			if !isLeft(name) && !slices.ContainsFunc(tables, func(t table) bool { return t.name == name }) {
				return nil, fmt.Errorf("move rows: nothing is known of the table %s", name)
			}
		}
	}
	var parts []part
	all := tables
	if from[records.name] != nil && to[records.name] != nil {
		all = append(slices.Clone(tables), records)
	}
	for _, t := range all {
		p := part{table: t, columns: moved(t.name, from)}
		if to := moved(t.name, to); len(p.columns) == 0 || !slices.Equal(p.columns, to) {
			return nil, fmt.Errorf("move rows: %s has the columns %v and %v", t.name, p.columns, to)
		}
		parts = append(parts, p)
	}
	return parts, nil
}

// moved are the columns of a table that are moved, in an order of their own.
func moved(name string, in Columns) []string {
	list := slices.Clone(in[name])
	slices.Sort(list)
	return slices.DeleteFunc(list, func(c string) bool { return slices.Contains(leftColumns[name], c) })
}

func names(parts []part) (list []string) {
	for _, p := range parts {
		list = append(list, p.name)
	}
	return list
}
