-- The library by tag and by year, in each of its orders: of a movie of no series, or of
-- a series, a row for each of its tags, one for its year, and one for each tag with the
-- year. A tag's mark is its folded form behind a #, a year's is the number behind a y,
-- and that of both the year's and then the tag's. What is free stands apart from what is
-- not, but by price.
-- +goose Up
CREATE INDEX tags_by_name ON tags (name);

CREATE TABLE library_marks (
    mark      TEXT    NOT NULL,
    price     INTEGER NOT NULL,
    series    INTEGER NOT NULL CHECK (series IN (0, 1)),
    id        INTEGER NOT NULL,
    free      INTEGER NOT NULL CHECK (free IN (0, 1)),
    newest    INTEGER NOT NULL,
    title_key TEXT    NOT NULL,
    PRIMARY KEY (mark, price, series, id)
) STRICT, WITHOUT ROWID;

-- What the rows are made of. In JSON a backslash is written as \u005c here, so that \n
-- is an end of a line and nothing else.
CREATE VIEW library_rows AS
    SELECT 0 AS series, id, free, price, id AS newest, title_key, year, tags FROM movies WHERE shelf = 'published' AND series_id IS NULL
    UNION ALL
    SELECT 1, id, free, price, newest, title_key, year, tags FROM series WHERE episodes > 0;
CREATE VIEW marked_rows AS
    SELECT 'y' || year AS mark, price, series, id, free, newest, title_key FROM library_rows WHERE year <> 0
    UNION ALL
    SELECT '#' || t.fold, r.price, r.series, r.id, r.free, r.newest, r.title_key FROM library_rows AS r
        CROSS JOIN json_each('[' || replace(replace(json_quote(r.tags), '\\', '\u005c'), '\n', '","') || ']') AS tag
        CROSS JOIN tags AS t ON t.name = tag.value
        WHERE r.tags <> ''
    UNION ALL
    SELECT 'y' || r.year || '#' || t.fold, r.price, r.series, r.id, r.free, r.newest, r.title_key FROM library_rows AS r
        CROSS JOIN json_each('[' || replace(replace(json_quote(r.tags), '\\', '\u005c'), '\n', '","') || ']') AS tag
        CROSS JOIN tags AS t ON t.name = tag.value
        WHERE r.tags <> '' AND r.year <> 0;

INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
    SELECT mark, price, series, id, free, newest, title_key FROM marked_rows ORDER BY mark, price, series, id;
CREATE INDEX library_marks_new ON library_marks (mark, free, newest, series, id);
CREATE INDEX library_marks_title ON library_marks (mark, free, title_key, series, id);

-- +goose StatementBegin
CREATE TRIGGER movie_marked_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NULL
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 0 AND id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER movie_marked_out BEFORE UPDATE OF shelf, series_id, price, title_key, year, tags ON movies
WHEN (old.shelf, old.series_id, old.price, old.title_key, old.year, old.tags) IS NOT (new.shelf, new.series_id, new.price, new.title_key, new.year, new.tags)
BEGIN
    DELETE FROM library_marks WHERE (mark, price, series, id) IN
        (SELECT mark, price, series, id FROM marked_rows WHERE series = 0 AND id = old.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER movie_marked_anew AFTER UPDATE OF shelf, series_id, price, title_key, year, tags ON movies
WHEN (old.shelf, old.series_id, old.price, old.title_key, old.year, old.tags) IS NOT (new.shelf, new.series_id, new.price, new.title_key, new.year, new.tags)
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 0 AND id = new.id;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER series_marked_out BEFORE UPDATE OF episodes, price, newest, title_key, year, tags ON series
WHEN (old.episodes > 0, old.price, old.newest, old.title_key, old.year, old.tags) IS NOT (new.episodes > 0, new.price, new.newest, new.title_key, new.year, new.tags)
BEGIN
    DELETE FROM library_marks WHERE (mark, price, series, id) IN
        (SELECT mark, price, series, id FROM marked_rows WHERE series = 1 AND id = old.id);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER series_marked_anew AFTER UPDATE OF episodes, price, newest, title_key, year, tags ON series
WHEN (old.episodes > 0, old.price, old.newest, old.title_key, old.year, old.tags) IS NOT (new.episodes > 0, new.price, new.newest, new.title_key, new.year, new.tags)
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 1 AND id = new.id;
END;
-- +goose StatementEnd

-- +goose Down
SELECT 'going back needs a backup';
