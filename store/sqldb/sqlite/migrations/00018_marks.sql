-- What people mark for themselves: movies, series that they follow, and when they were
-- here last.
-- +goose Up
CREATE TABLE movie_marks (
    movie_id INTEGER NOT NULL REFERENCES movies (id),
    user_id  INTEGER NOT NULL REFERENCES users (id),
    kind     TEXT NOT NULL CHECK (kind IN ('favourite', 'later', 'seen')),
    at       INTEGER NOT NULL,
    PRIMARY KEY (movie_id, user_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX movie_marks_of_user ON movie_marks (user_id, kind, at, movie_id);

-- following 0 is a series that a person follows no more: it is not followed by itself
-- again.
CREATE TABLE series_follows (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    series_id INTEGER NOT NULL REFERENCES series (id),
    following INTEGER NOT NULL CHECK (following IN (0, 1)),
    at        INTEGER NOT NULL,
    PRIMARY KEY (user_id, series_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX series_follows_of_user ON series_follows (user_id, at, series_id) WHERE following = 1;

CREATE TABLE last_visits (
    user_id INTEGER PRIMARY KEY REFERENCES users (id),
    at      INTEGER NOT NULL
) STRICT;

-- Accounts that asked for an episode or bought one follow its series.
INSERT INTO series_follows (user_id, series_id, following, at)
    SELECT g.user_id, m.series_id, 1, min(g.at)
    FROM (SELECT user_id, movie_id, requested_at AS at FROM download_records
          UNION ALL SELECT user_id, movie_id, bought_at FROM purchases) AS g
    JOIN movies AS m ON m.id = g.movie_id
    JOIN users AS u ON u.id = g.user_id AND u.removed_at = 0
    WHERE m.series_id IS NOT NULL GROUP BY g.user_id, m.series_id;

-- What came before this is no news.
INSERT INTO last_visits (user_id, at) SELECT id, CAST(unixepoch() AS INTEGER) * 1000000 FROM users WHERE removed_at = 0;

CREATE INDEX movies_since ON movies (created_at, pos) WHERE shelf = 'published';

-- +goose Down
SELECT 'going back needs a backup';
