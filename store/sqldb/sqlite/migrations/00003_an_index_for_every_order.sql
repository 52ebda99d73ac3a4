-- The search index in the order of every list, and how many movies the shelf
-- holds, so that no page needs to sort or to count. What the index holds is
-- made in Go when the file is opened (search_fill.go).
-- +goose Up
DROP TABLE movie_grams;
CREATE VIRTUAL TABLE grams_free_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_price USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_free_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_off_shelf USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO grams_free_new (grams_free_new, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_paid_new (grams_paid_new, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_paid_price (grams_paid_price, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_free_title (grams_free_title, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_paid_title (grams_paid_title, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_off_shelf (grams_off_shelf, rank) VALUES ('hashsize', 8388608);

-- Which index it is, and the movie up to which it is made.
CREATE TABLE movie_index (
    version INTEGER NOT NULL,
    upto    INTEGER NOT NULL
) STRICT;
INSERT INTO movie_index (version, upto) VALUES (0, 0);

CREATE TABLE movie_counts (
    free INTEGER PRIMARY KEY CHECK (free IN (0, 1)),
    n    INTEGER NOT NULL CHECK (n >= 0)
) STRICT;
INSERT INTO movie_counts (free, n)
    SELECT 0, count(*) FROM movies WHERE shelf = 'published' AND free = 0 UNION ALL
    SELECT 1, count(*) FROM movies WHERE shelf = 'published' AND free = 1;

-- +goose StatementBegin
CREATE TRIGGER movies_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published'
BEGIN UPDATE movie_counts SET n = n + 1 WHERE free = new.free; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER movies_counted_anew AFTER UPDATE OF shelf, free ON movies
BEGIN
    UPDATE movie_counts SET n = n - 1 WHERE old.shelf = 'published' AND free = old.free;
    UPDATE movie_counts SET n = n + 1 WHERE new.shelf = 'published' AND free = new.free;
END;
-- +goose StatementEnd

-- +goose Down
SELECT 'going back needs a backup';
