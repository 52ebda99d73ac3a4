package sqldb

import (
	"context"
	"fmt"

	"youku.example/store"
)

// indexVersion is raised when what stands in the index for a movie changes:
// its words (store.Grams) or its places.
const indexVersion = 1

// fillAtOnce is how many movies one transaction puts into the index.
const fillAtOnce = 1000

// fill makes the index of movies that are not in it yet: all of them after
// the index became another one. It is done before anybody asks, in steps that
// a crash does not undo.
func (db *DB) fill(ctx context.Context) error {
	version, upto, err := indexState(ctx, rows{db.write})
	if err != nil || version == indexVersion && upto == filled {
		return err
	}
	if version > indexVersion {
		return store.ErrRowsNewer
	}
	if version != indexVersion {
		if upto, err = 0, db.empty(ctx); err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	for upto != filled {
		if upto, err = db.fillSome(ctx, upto); err != nil {
			return fmt.Errorf("make the search index: %w", err)
		}
	}
	return nil
}

// filled stands for the movie up to which the index is made when it is whole;
// from then on every movie is entered as it comes.
const filled = -1

func indexState(ctx context.Context, r rows) (version, upto int64, err error) {
	err = r.db.NewRaw("SELECT version, upto FROM movie_index").Scan(ctx, &version, &upto)
	return version, upto, err
}

func (db *DB) empty(ctx context.Context) error {
	return db.Update(ctx, func(t store.Tx) error {
		r := t.(tx).rows
		for _, l := range allLists {
			if _, err := r.db.NewRaw("INSERT INTO ? (?) VALUES ('delete-all')", l.table(), l.table()).Exec(ctx); err != nil {
				return err
			}
		}
		_, err := r.db.NewRaw("UPDATE movie_index SET version = ?, upto = 0", indexVersion).Exec(ctx)
		return err
	})
}

func (db *DB) fillSome(ctx context.Context, upto int64) (next int64, err error) {
	err = db.Update(ctx, func(t store.Tx) error {
		t1 := t.(tx)
		var list []movie
		if err := t1.db.NewSelect().Model(&list).Column("id", "title", "title_key", "free", "price", "shelf").
			Where("m.id > ?", upto).Order("id").Limit(fillAtOnce).Scan(ctx); err != nil {
			return err
		}
		next = filled
		for i := range list {
			if err := t1.enter(&list[i], store.Grams(list[i].Title)); err != nil {
				return err
			}
			next = list[i].ID
		}
		_, err := t1.db.NewRaw("UPDATE movie_index SET upto = ?", next).Exec(ctx)
		return err
	})
	return next, err
}
