-- Content gets a shape: series, and words about movies.
-- +goose Up

-- A series is words and an order around movies; each episode stays a movie. What
-- is counted of it (episodes to newest) is of its movies on the shelf, and kept
-- by the program: a list of series reads nothing else.
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
    episodes    INTEGER NOT NULL DEFAULT 0,
    seasons     INTEGER NOT NULL DEFAULT 0,
    price       INTEGER NOT NULL DEFAULT 0,
    newest      INTEGER NOT NULL DEFAULT 0,
    title_place INTEGER NOT NULL DEFAULT 0,
    about       TEXT    NOT NULL
) STRICT;
CREATE INDEX series_new ON series (newest) WHERE episodes > 0;
CREATE INDEX series_title ON series (title_key, pos) WHERE episodes > 0;
CREATE INDEX series_price ON series (price, pos) WHERE episodes > 0;

ALTER TABLE movies ADD COLUMN year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN tags TEXT NOT NULL DEFAULT '';
ALTER TABLE movies ADD COLUMN series_id INTEGER REFERENCES series (id);
ALTER TABLE movies ADD COLUMN season INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN episode INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN episode_end INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movies_of_series ON movies (series_id, season, episode, pos) WHERE series_id IS NOT NULL;

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
