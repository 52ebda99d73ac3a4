-- Where a movie stands among all titles, as a number, so that the search index
-- has them in exactly that order and no page sorts those that begin alike.
-- Places are given when the file is opened (search_fill.go).
-- +goose Up
ALTER TABLE movies ADD COLUMN title_place INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movies_title_place ON movies (title_place) WHERE shelf = 'published';

-- +goose Down
SELECT 'going back needs a backup';
