-- The words by which series are found; by ID alone, for they are few. What it
-- holds is made in Go when the file is opened (search_fill.go).
-- +goose Up
CREATE VIRTUAL TABLE grams_series USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO grams_series (grams_series, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_series (grams_series, rank) VALUES ('automerge', 0);
INSERT INTO grams_series (grams_series, rank) VALUES ('crisismerge', 64);

-- +goose Down
SELECT 'going back needs a backup';
