-- What the servers over these rows know of each other (store/lease). Durations are
-- integer microseconds.
-- +goose Up

CREATE TABLE servers (
    server   TEXT COLLATE "C" PRIMARY KEY,
    beats    BIGINT NOT NULL,
    version  BIGINT NOT NULL,
    expected BIGINT NOT NULL
);

-- What runs on them, each row as its server wrote it.
CREATE TABLE running (
    server  TEXT COLLATE "C" NOT NULL,
    kind    TEXT COLLATE "C" NOT NULL,
    id      TEXT COLLATE "C" NOT NULL,
    account BIGINT NOT NULL,
    body    TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (server, kind, id)
);

-- The library's time is that of this server's clock plus this.
CREATE TABLE library_time (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    "offset"   BIGINT NOT NULL,
    epoch      BIGINT NOT NULL
);
INSERT INTO library_time (one, "offset", epoch) VALUES (1, 0, 0);

-- +goose Down
DROP TABLE library_time;
DROP TABLE running;
DROP TABLE servers;
