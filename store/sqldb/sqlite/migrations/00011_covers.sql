-- The pictures that were given to movies and series, as JPEG files in the media
-- library; without one a frame of the movie is shown.
-- +goose Up
CREATE TABLE covers (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    size     INTEGER NOT NULL,
    sha256   TEXT    NOT NULL,
    file     TEXT    NOT NULL UNIQUE,
    added_by TEXT    NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;

-- The ID of the cover, 0 for none.
ALTER TABLE movies ADD COLUMN cover INTEGER NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN cover INTEGER NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX movies_by_cover ON movies (cover) WHERE cover <> 0;
CREATE UNIQUE INDEX series_by_cover ON series (cover) WHERE cover <> 0;

-- +goose Down
SELECT 'going back needs a backup';
