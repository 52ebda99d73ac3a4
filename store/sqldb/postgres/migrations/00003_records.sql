-- What each server would otherwise keep for itself: the host keys, the admins' keys, …
-- (store.Record).
-- +goose Up

CREATE TABLE records (
    kind       TEXT COLLATE "C" NOT NULL,
    key        TEXT COLLATE "C" NOT NULL,
    body       TEXT COLLATE "C" NOT NULL,
    until      BIGINT NOT NULL,
    PRIMARY KEY (kind, key)
);

-- +goose Down
DROP TABLE records;
