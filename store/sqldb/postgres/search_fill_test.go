package postgres_test

import (
	"context"
	"testing"

	"youku.example/store/sqldb/postgres"
)

// A step that is run again, since another server makes the index too, leaves out no
// movie.
func TestReindex_RunAgain(t *testing.T) {
	db, err := postgres.Open(t.Context(), newDatabase(t, "filled_twice"))
	must(t, err)
	defer db.Close()
	must(t, server.Exec(t.Context(), "filled_twice", `INSERT INTO movies (title, title_key, slug, free, price, size, sha256, sampled_md5,
		media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file)
		SELECT 'Movie ' || n, '', '', 1, 0, 1, n, '', '', '', 0, 0, 0, '', '', '', 1, 'published', 0, '' FROM generate_series(1, 1600) AS n`,
		`INSERT INTO series (title, title_key, fold, slug, year, tags, created_at, episodes, about)
		SELECT 'Series ' || n, '', n, n, 0, '', 1, 1, '' FROM generate_series(1, 1200) AS n`))
	db.Twice()
	must(t, db.Reindex(context.Background()))
	var movies, series int
	must(t, db.AskBehind(t.Context(), &movies, "SELECT count(*) FROM movies WHERE id NOT IN (SELECT movie_id FROM movie_words)"))
	must(t, db.AskBehind(t.Context(), &series, "SELECT count(*) FROM series WHERE id NOT IN (SELECT pos FROM series_words)"))
	if movies > 0 || series > 0 {
		t.Errorf("%d movies and %d series are not in the index", movies, series)
	}
}
