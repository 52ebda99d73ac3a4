-- +goose Up

-- Times are integer microseconds UTC, 0 for never. Money is integer fen.

CREATE TABLE users (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    fold       TEXT    NOT NULL UNIQUE,
    hash       TEXT    NOT NULL,
    stamp      INTEGER NOT NULL,
    locked     INTEGER NOT NULL CHECK (locked IN (0, 1)),
    vip_until  INTEGER NOT NULL,
    balance    INTEGER NOT NULL CHECK (balance >= 0),
    language   TEXT    NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE user_keys (
    fingerprint TEXT    PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    line        TEXT    NOT NULL,
    comment     TEXT    NOT NULL,
    added_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX user_keys_by_user ON user_keys (user_id);

-- pos is the id once more: a keyset over an index needs a column that is not
-- SQLite's rowid, or it walks the whole index.
CREATE TABLE movies (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    pos         INTEGER NOT NULL GENERATED ALWAYS AS (id) STORED,
    title       TEXT    NOT NULL,
    title_key   TEXT    NOT NULL,
    slug        TEXT    NOT NULL,
    free        INTEGER NOT NULL CHECK (free IN (0, 1)),
    price       INTEGER NOT NULL CHECK (price >= 0),
    size        INTEGER NOT NULL,
    sha256      TEXT    NOT NULL,
    sampled_md5 TEXT    NOT NULL,
    media_type  TEXT    NOT NULL,
    ext         TEXT    NOT NULL,
    duration    INTEGER NOT NULL,
    width       INTEGER NOT NULL,
    height      INTEGER NOT NULL,
    video_codec TEXT    NOT NULL,
    audio_codec TEXT    NOT NULL,
    uploaded_by TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    shelf       TEXT    NOT NULL CHECK (shelf IN ('published', 'deleted', 'taken_down', 'purged')),
    purging     INTEGER NOT NULL CHECK (purging IN (0, 1)),
    file        TEXT    NOT NULL,
    CHECK ((free = 1) = (price = 0))
) STRICT;
CREATE UNIQUE INDEX movies_one_by_content ON movies (sha256) WHERE shelf <> 'purged';
CREATE INDEX movies_by_sampled_md5 ON movies (sampled_md5);
CREATE INDEX movies_purging ON movies (id) WHERE purging = 1;
CREATE INDEX movies_off_shelf ON movies (pos) WHERE shelf <> 'published';
CREATE INDEX movies_new ON movies (pos) WHERE shelf = 'published';
CREATE INDEX movies_new_priced ON movies (free, pos) WHERE shelf = 'published';
CREATE INDEX movies_title ON movies (title_key, pos) WHERE shelf = 'published';
CREATE INDEX movies_title_priced ON movies (free, title_key, pos) WHERE shelf = 'published';
CREATE INDEX movies_price ON movies (price, pos) WHERE shelf = 'published';
CREATE INDEX movies_price_priced ON movies (free, price, pos) WHERE shelf = 'published';

-- The words under which titles are found; made in Go (store.Grams).
CREATE VIRTUAL TABLE movie_grams USING fts5(
    grams, content = '', contentless_delete = 1, detail = none,
    tokenize = 'ascii', prefix = '1 2 3'
);

CREATE TABLE notices (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    title        TEXT    NOT NULL,
    content      TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    withdrawn_at INTEGER NOT NULL
) STRICT;

CREATE TABLE notice_reads (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    notice_id INTEGER NOT NULL REFERENCES notices (id),
    read_at   INTEGER NOT NULL,
    PRIMARY KEY (user_id, notice_id)
) STRICT, WITHOUT ROWID;

-- The ledger. Lines are only added; the postings of one sum to zero.
CREATE TABLE ledger_entries (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    kind     TEXT    NOT NULL,
    movie_id INTEGER REFERENCES movies (id),
    reverses INTEGER UNIQUE REFERENCES ledger_entries (id),
    note     TEXT    NOT NULL,
    author   TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT;

CREATE TABLE house_accounts (
    till    TEXT    PRIMARY KEY,
    balance INTEGER NOT NULL
) STRICT;
INSERT INTO house_accounts (till, balance) VALUES ('codes', 0), ('credits', 0), ('movies', 0), ('vip', 0);

CREATE TABLE postings (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    user_id  INTEGER REFERENCES users (id),
    till     TEXT    REFERENCES house_accounts (till),
    amount   INTEGER NOT NULL,
    balance  INTEGER NOT NULL,
    CHECK ((user_id IS NULL) <> (till IS NULL))
) STRICT;
CREATE INDEX postings_by_entry ON postings (entry_id);
CREATE INDEX postings_by_user ON postings (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX postings_by_till ON postings (till, amount) WHERE till IS NOT NULL;

CREATE TABLE purchases (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id         INTEGER NOT NULL REFERENCES users (id),
    movie_id        INTEGER NOT NULL REFERENCES movies (id),
    paid            INTEGER NOT NULL CHECK (paid >= 0),
    entry_id        INTEGER REFERENCES ledger_entries (id),
    bought_at       INTEGER NOT NULL,
    refunded_at     INTEGER NOT NULL,
    refund_entry_id INTEGER REFERENCES ledger_entries (id)
) STRICT;
CREATE UNIQUE INDEX purchases_once ON purchases (user_id, movie_id) WHERE refunded_at = 0;
CREATE INDEX purchases_by_movie ON purchases (movie_id) WHERE refunded_at = 0;

-- Grants: leave to fetch a movie. One that was not ended is the only one of
-- its account and movie.
CREATE TABLE download_records (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id      INTEGER NOT NULL REFERENCES users (id),
    movie_id     INTEGER NOT NULL REFERENCES movies (id),
    purchase_id  INTEGER REFERENCES purchases (id),
    requested_at INTEGER NOT NULL,
    ready_at     INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    wait         INTEGER NOT NULL CHECK (wait >= 0),
    ended_at     INTEGER NOT NULL,
    ended_by     TEXT    NOT NULL,
    sent         INTEGER NOT NULL,
    complete     INTEGER NOT NULL CHECK (complete IN (0, 1)),
    cover        BLOB
) STRICT;
CREATE UNIQUE INDEX download_records_one_open ON download_records (user_id, movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_open_by_movie ON download_records (movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_by_ready ON download_records (ready_at) WHERE ended_at = 0;
CREATE INDEX download_records_by_user ON download_records (user_id, id);

CREATE TABLE codes (
    hash    TEXT    PRIMARY KEY,
    amount  INTEGER NOT NULL CHECK (amount > 0),
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES users (id),
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    role   TEXT    NOT NULL,
    action TEXT    NOT NULL,
    target TEXT    NOT NULL,
    addr   TEXT    NOT NULL,
    key    TEXT    NOT NULL,
    detail TEXT    NOT NULL
) STRICT;

CREATE TABLE incoming (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    name         TEXT    NOT NULL UNIQUE,
    file         TEXT    NOT NULL UNIQUE,
    size         INTEGER NOT NULL,
    done         INTEGER NOT NULL,
    state        TEXT    NOT NULL,
    sha256       TEXT    NOT NULL,
    sampled_md5  TEXT    NOT NULL,
    media_type   TEXT    NOT NULL,
    ext          TEXT    NOT NULL,
    duration     INTEGER NOT NULL,
    width        INTEGER NOT NULL,
    height       INTEGER NOT NULL,
    video_codec  TEXT    NOT NULL,
    audio_codec  TEXT    NOT NULL,
    duplicate_of INTEGER NOT NULL,
    problem      TEXT    NOT NULL,
    author       TEXT    NOT NULL,
    updated_at   INTEGER NOT NULL
) STRICT;

-- What was written down stays written down.
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER postings_stay BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER postings_remain BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 'the first schema has nothing before it';
