-- Content gets a shape: series, and words about movies.
-- +goose Up

-- A series is words and an order around movies; each episode stays a movie. What
-- is counted of it (episodes to newest) is of its movies on the shelf, and kept
-- by triggers: a list of series reads nothing else. One without any keeps its
-- price and its newest, so that a list goes on from where it stood.
CREATE TABLE series (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    pos         INTEGER NOT NULL GENERATED ALWAYS AS (id) STORED,
    title       TEXT    NOT NULL,
    title_key   TEXT    NOT NULL,
    fold        TEXT    NOT NULL UNIQUE,
    slug        TEXT    NOT NULL UNIQUE,
    year        INTEGER NOT NULL,
    tags        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    episodes    INTEGER NOT NULL DEFAULT 0 CHECK (episodes >= 0),
    seasons     INTEGER NOT NULL DEFAULT 0,
    price       INTEGER NOT NULL DEFAULT 0,
    newest      INTEGER NOT NULL DEFAULT 0,
    title_place INTEGER NOT NULL DEFAULT 0,
    about       TEXT    NOT NULL,
    free        INTEGER NOT NULL GENERATED ALWAYS AS (price = 0) STORED
) STRICT;
CREATE INDEX series_new ON series (newest) WHERE episodes > 0;
CREATE INDEX series_new_priced ON series (free, newest) WHERE episodes > 0;
CREATE INDEX series_title ON series (title_key, pos) WHERE episodes > 0;
CREATE INDEX series_title_priced ON series (free, title_key, pos) WHERE episodes > 0;
CREATE INDEX series_price ON series (price, pos) WHERE episodes > 0;

ALTER TABLE movies ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE movies ADD COLUMN series_id INTEGER REFERENCES series (id);
ALTER TABLE movies ADD COLUMN season INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN episode INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN episode_end INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movies_of_series ON movies (series_id, season, episode, pos) WHERE series_id IS NOT NULL;
CREATE INDEX movies_newest_of_series ON movies (series_id, pos) WHERE shelf = 'published' AND series_id IS NOT NULL;

-- The movies of no series in the orders of the library, where a series is one row.
CREATE INDEX movies_single_new ON movies (pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_new_priced ON movies (free, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_title ON movies (title_key, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_title_priced ON movies (free, title_key, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_price ON movies (price, pos) WHERE shelf = 'published' AND series_id IS NULL;

-- How many movies of a season on the shelf cost so much.
CREATE TABLE series_counts (
    series_id INTEGER NOT NULL REFERENCES series (id),
    season    INTEGER NOT NULL,
    price     INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (series_id, season, price)
) STRICT, WITHOUT ROWID;

-- How many rows the library has: movies of no series, and series.
CREATE TABLE library_counts (
    series INTEGER NOT NULL CHECK (series IN (0, 1)),
    free   INTEGER NOT NULL CHECK (free IN (0, 1)),
    n      INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (series, free)
) STRICT, WITHOUT ROWID;
INSERT INTO library_counts (series, free, n)
    SELECT 0, free, n FROM movie_counts UNION ALL SELECT 1, 0, 0 UNION ALL SELECT 1, 1, 0;

-- +goose StatementBegin
CREATE TRIGGER singles_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NULL
BEGIN UPDATE library_counts SET n = n + 1 WHERE series = 0 AND free = new.free; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER singles_counted_anew AFTER UPDATE OF shelf, free, series_id ON movies
WHEN (old.shelf, old.free, old.series_id) IS NOT (new.shelf, new.free, new.series_id)
BEGIN
    UPDATE library_counts SET n = n - 1 WHERE old.shelf = 'published' AND old.series_id IS NULL AND series = 0 AND free = old.free;
    UPDATE library_counts SET n = n + 1 WHERE new.shelf = 'published' AND new.series_id IS NULL AND series = 0 AND free = new.free;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER episodes_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NOT NULL
BEGIN
    INSERT INTO series_counts (series_id, season, price, n) VALUES (new.series_id, new.season, new.price, 1)
        ON CONFLICT (series_id, season, price) DO UPDATE SET n = n + 1;
    UPDATE series SET
        episodes = coalesce((SELECT sum(n) FROM series_counts WHERE series_id = series.id), 0),
        seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id),
        price = coalesce((SELECT sum(n * price) FROM series_counts WHERE series_id = series.id), price),
        newest = coalesce((SELECT max(pos) FROM movies WHERE shelf = 'published' AND series_id = series.id), newest)
        WHERE id = new.series_id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER episodes_counted_anew AFTER UPDATE OF shelf, price, series_id, season ON movies
WHEN (old.shelf, old.price, old.series_id, old.season) IS NOT (new.shelf, new.price, new.series_id, new.season)
BEGIN
    UPDATE series_counts SET n = n - 1
        WHERE old.shelf = 'published' AND series_id = old.series_id AND season = old.season AND price = old.price;
    INSERT INTO series_counts (series_id, season, price, n) SELECT new.series_id, new.season, new.price, 1
        WHERE new.shelf = 'published' AND new.series_id IS NOT NULL
        ON CONFLICT (series_id, season, price) DO UPDATE SET n = n + 1;
    DELETE FROM series_counts WHERE series_id = old.series_id AND season = old.season AND price = old.price AND n = 0;
    UPDATE series SET
        episodes = coalesce((SELECT sum(n) FROM series_counts WHERE series_id = series.id), 0),
        seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id),
        price = coalesce((SELECT sum(n * price) FROM series_counts WHERE series_id = series.id), price),
        newest = coalesce((SELECT max(pos) FROM movies WHERE shelf = 'published' AND series_id = series.id), newest)
        WHERE id IN (old.series_id, new.series_id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER series_counted_anew AFTER UPDATE OF episodes, price ON series
WHEN (old.episodes > 0, old.price = 0) <> (new.episodes > 0, new.price = 0)
BEGIN
    UPDATE library_counts SET n = n - 1 WHERE old.episodes > 0 AND series = 1 AND free = (old.price = 0);
    UPDATE library_counts SET n = n + 1 WHERE new.episodes > 0 AND series = 1 AND free = (new.price = 0);
END;
-- +goose StatementEnd

-- Paragraphs stand apart from their movies, so that a list of movies reads no
-- pages that are full of them.
CREATE TABLE movie_about (
    movie_id INTEGER PRIMARY KEY REFERENCES movies (id),
    about    TEXT NOT NULL
) STRICT;

-- The one spelling of each tag, by its folded form.
CREATE TABLE tags (
    fold TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The subtitles of a movie, as UTF-8 files in the media library.
CREATE TABLE subtitles (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    movie_id INTEGER NOT NULL REFERENCES movies (id),
    language TEXT    NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('', 'forced', 'sdh')),
    format   TEXT    NOT NULL CHECK (format IN ('srt', 'ass', 'ssa', 'vtt')),
    size     INTEGER NOT NULL,
    sha256   TEXT    NOT NULL,
    file     TEXT    NOT NULL UNIQUE,
    added_by TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (movie_id, language, kind)
) STRICT;

-- +goose Down
SELECT 'going back needs a backup';
