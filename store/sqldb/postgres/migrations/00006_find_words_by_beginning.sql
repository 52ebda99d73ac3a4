-- The search index holds words, and what begins as one does is found by GIN's own match
-- of beginnings: before, each word stood there with all its beginnings, three times. A
-- row keeps its words once; the index holds them behind each bucket that the row is in.
-- The program fills both tables at its next start.
-- +goose Up
DROP TABLE movie_grams;
DROP TABLE series_grams;

CREATE FUNCTION in_buckets(buckets TEXT[], words TEXT[]) RETURNS TSVECTOR LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000
    RETURN array_to_tsvector(ARRAY(SELECT b || w FROM unnest(buckets) AS b, unnest(words) AS w));

CREATE TABLE movie_words (
    movie_id  BIGINT PRIMARY KEY REFERENCES movies (id),
    price     BIGINT NOT NULL,
    title_key TEXT COLLATE "C" NOT NULL,
    buckets   TEXT[] COLLATE "C" NOT NULL,
    words     TEXT[] COLLATE "C" NOT NULL
);
CREATE INDEX movie_words_found ON movie_words USING gin (in_buckets(buckets, words)) WITH (fastupdate = off);

CREATE TABLE series_words (
    pos       BIGINT PRIMARY KEY REFERENCES series (id),
    newest    BIGINT NOT NULL,
    price     BIGINT NOT NULL,
    free      BIGINT NOT NULL,
    title_key TEXT COLLATE "C" NOT NULL,
    buckets   TEXT[] COLLATE "C" NOT NULL,
    words     TEXT[] COLLATE "C" NOT NULL
);
CREATE INDEX series_words_found ON series_words USING gin (in_buckets(buckets, words)) WITH (fastupdate = off);

UPDATE movie_index SET version = 0, upto = 0;

-- +goose Down
SELECT 'what was found before is found again: the index is made from the rows';
