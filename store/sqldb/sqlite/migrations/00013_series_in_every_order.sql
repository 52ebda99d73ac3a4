-- Series stand in the search index in every order of the library, as movies do,
-- and the specials are no season. What the index holds is made in Go when the file
-- is opened (search_fill.go).
-- +goose Up
DROP TABLE grams_series;
CREATE VIRTUAL TABLE grams_series_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_series_price USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_series_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO grams_series_new (grams_series_new, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_series_price (grams_series_price, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_series_title (grams_series_title, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_series_new (grams_series_new, rank) VALUES ('automerge', 0);
INSERT INTO grams_series_price (grams_series_price, rank) VALUES ('automerge', 0);
INSERT INTO grams_series_title (grams_series_title, rank) VALUES ('automerge', 0);
INSERT INTO grams_series_new (grams_series_new, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_series_price (grams_series_price, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_series_title (grams_series_title, rank) VALUES ('crisismerge', 64);
CREATE INDEX series_title_place ON series (title_place) WHERE episodes > 0;

-- What came of late to a series is counted without reading its movies.
CREATE INDEX movies_dates_of_series ON movies (series_id, created_at) WHERE shelf = 'published' AND series_id IS NOT NULL;

-- What an account bought of a series, by what it costs now.
CREATE TABLE owned_counts (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    series_id INTEGER NOT NULL REFERENCES series (id),
    price     INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (user_id, series_id, price)
) STRICT, WITHOUT ROWID;
INSERT INTO owned_counts (user_id, series_id, price, n)
    SELECT p.user_id, m.series_id, m.price, count(*) FROM purchases p JOIN movies m ON m.id = p.movie_id
    WHERE p.refunded_at = 0 AND m.shelf = 'published' AND m.series_id IS NOT NULL GROUP BY 1, 2, 3;

-- +goose StatementBegin
CREATE TRIGGER owned_counted_in AFTER INSERT ON purchases WHEN new.refunded_at = 0
BEGIN
    INSERT INTO owned_counts (user_id, series_id, price, n)
        SELECT new.user_id, series_id, price, 1 FROM movies WHERE id = new.movie_id AND shelf = 'published' AND series_id IS NOT NULL
        ON CONFLICT (user_id, series_id, price) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER owned_counted_out AFTER UPDATE OF refunded_at ON purchases WHEN old.refunded_at = 0 AND new.refunded_at <> 0
BEGIN
    UPDATE owned_counts SET n = n - 1 WHERE user_id = old.user_id AND (series_id, price) =
        (SELECT series_id, price FROM movies WHERE id = old.movie_id AND shelf = 'published' AND series_id IS NOT NULL);
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER owned_counted_anew AFTER UPDATE OF shelf, price, series_id ON movies
WHEN (old.shelf, old.price, old.series_id) IS NOT (new.shelf, new.price, new.series_id)
BEGIN
    UPDATE owned_counts SET n = n - 1 WHERE old.shelf = 'published' AND series_id = old.series_id AND price = old.price
        AND user_id IN (SELECT user_id FROM purchases WHERE movie_id = old.id AND refunded_at = 0);
    INSERT INTO owned_counts (user_id, series_id, price, n)
        SELECT user_id, new.series_id, new.price, 1 FROM purchases
        WHERE movie_id = new.id AND refunded_at = 0 AND new.shelf = 'published' AND new.series_id IS NOT NULL
        ON CONFLICT (user_id, series_id, price) DO UPDATE SET n = n + 1;
END;
-- +goose StatementEnd

-- Series that were renamed and have episodes, those after upto, that the search index
-- still finds by the old name.
CREATE TABLE renamed_series (
    series_id INTEGER PRIMARY KEY REFERENCES series (id),
    upto      INTEGER NOT NULL
) STRICT;

DROP TRIGGER episodes_counted_in;
DROP TRIGGER episodes_counted_anew;
-- +goose StatementBegin
CREATE TRIGGER episodes_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NOT NULL
BEGIN
    INSERT INTO series_counts (series_id, season, price, n) VALUES (new.series_id, new.season, new.price, 1)
        ON CONFLICT (series_id, season, price) DO UPDATE SET n = n + 1;
    UPDATE series SET
        episodes = coalesce((SELECT sum(n) FROM series_counts WHERE series_id = series.id), 0),
        seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id AND season > 0),
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
        seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id AND season > 0),
        price = coalesce((SELECT sum(n * price) FROM series_counts WHERE series_id = series.id), price),
        newest = coalesce((SELECT max(pos) FROM movies WHERE shelf = 'published' AND series_id = series.id), newest)
        WHERE id IN (old.series_id, new.series_id);
END;
-- +goose StatementEnd
UPDATE series SET seasons = (SELECT count(DISTINCT season) FROM series_counts WHERE series_id = series.id AND season > 0);

-- +goose Down
SELECT 'going back needs a backup';
