-- code: H66F-ZAN6-CQTH-YT5V-FNAJ
PRAGMA application_id = 1500476779;
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
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
, bought INTEGER NOT NULL DEFAULT 0 CHECK (bought >= 0), balance_down INTEGER NOT NULL GENERATED ALWAYS AS (-balance) VIRTUAL, bought_down  INTEGER NOT NULL GENERATED ALWAYS AS (-bought) VIRTUAL, locked_down  INTEGER NOT NULL GENERATED ALWAYS AS (-locked) VIRTUAL, vip_down     INTEGER NOT NULL GENERATED ALWAYS AS (-vip_until) VIRTUAL, removed_at INTEGER NOT NULL DEFAULT 0, was TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE user_keys (
    fingerprint TEXT    PRIMARY KEY,
    user_id     INTEGER NOT NULL REFERENCES users (id),
    line        TEXT    NOT NULL,
    comment     TEXT    NOT NULL,
    added_at    INTEGER NOT NULL
) STRICT;
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
    file        TEXT    NOT NULL, title_place INTEGER NOT NULL DEFAULT 0, missing_since INTEGER NOT NULL DEFAULT 0, streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no')), year INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '', series_id INTEGER REFERENCES series (id), season INTEGER NOT NULL DEFAULT 0, episode INTEGER NOT NULL DEFAULT 0, episode_end INTEGER NOT NULL DEFAULT 0, cover INTEGER NOT NULL DEFAULT 0, link_modified INTEGER NOT NULL DEFAULT 0, link_changed  INTEGER NOT NULL DEFAULT 0, tracks TEXT, vip_free INTEGER NOT NULL DEFAULT 0 CHECK (vip_free IN (0, 1) AND (vip_free = 0 OR free = 0)),
    CHECK ((free = 1) = (price = 0))
) STRICT;
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
CREATE TABLE postings (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL REFERENCES ledger_entries (id),
    user_id  INTEGER REFERENCES users (id),
    till     TEXT    REFERENCES house_accounts (till),
    amount   INTEGER NOT NULL,
    balance  INTEGER NOT NULL,
    CHECK ((user_id IS NULL) <> (till IS NULL))
) STRICT;
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
CREATE TABLE codes (
    hash    TEXT    PRIMARY KEY,
    amount  INTEGER NOT NULL CHECK (amount > 0),
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    used_by INTEGER REFERENCES users (id),
    used_at INTEGER NOT NULL
, batch_id INTEGER REFERENCES batches (id), voided_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
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
, streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no')), modified_at INTEGER NOT NULL DEFAULT 0, generation  INTEGER NOT NULL DEFAULT 0, folder TEXT NOT NULL DEFAULT '', said   TEXT NOT NULL DEFAULT '', edited TEXT NOT NULL DEFAULT '', tracks TEXT, kept_as TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE preferences (
    user_id INTEGER NOT NULL REFERENCES users (id),
    name    TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE grams_free_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_price USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_free_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_paid_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_off_shelf USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE TABLE movie_index (
    version INTEGER NOT NULL,
    upto    INTEGER NOT NULL
) STRICT;
CREATE TABLE movie_counts (
    free INTEGER PRIMARY KEY CHECK (free IN (0, 1)),
    n    INTEGER NOT NULL CHECK (n >= 0)
) STRICT;
CREATE TABLE library (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_files (
    name    TEXT PRIMARY KEY,
    mode    INTEGER NOT NULL,
    content BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE list_counts (
    list TEXT    PRIMARY KEY,
    n    INTEGER NOT NULL CHECK (n >= 0)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_changes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    kind    TEXT    NOT NULL,
    detail  TEXT    NOT NULL,
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    told_at INTEGER NOT NULL
) STRICT;
CREATE TABLE series (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    pos         INTEGER NOT NULL GENERATED ALWAYS AS (id) STORED,
    title       TEXT    NOT NULL,
    title_key   TEXT    NOT NULL,
    fold        TEXT    NOT NULL UNIQUE,
    slug        TEXT    NOT NULL UNIQUE,
    year        INTEGER NOT NULL,
    tags        TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    episodes    INTEGER NOT NULL DEFAULT 0 CHECK (episodes >= 0),
    seasons     INTEGER NOT NULL DEFAULT 0,
    price       INTEGER NOT NULL DEFAULT 0,
    newest      INTEGER NOT NULL DEFAULT 0,
    title_place INTEGER NOT NULL DEFAULT 0,
    about       TEXT    NOT NULL,
    free        INTEGER NOT NULL GENERATED ALWAYS AS (price = 0) STORED
, cover INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE series_counts (
    series_id INTEGER NOT NULL REFERENCES series (id),
    season    INTEGER NOT NULL,
    price     INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (series_id, season, price)
) STRICT, WITHOUT ROWID;
CREATE TABLE library_counts (
    series INTEGER NOT NULL CHECK (series IN (0, 1)),
    free   INTEGER NOT NULL CHECK (free IN (0, 1)),
    n      INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (series, free)
) STRICT, WITHOUT ROWID;
CREATE TABLE movie_about (
    movie_id INTEGER PRIMARY KEY REFERENCES movies (id),
    about    TEXT NOT NULL
) STRICT;
CREATE TABLE tags (
    fold TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE subtitles (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    movie_id INTEGER NOT NULL REFERENCES movies (id),
    language TEXT    NOT NULL,
    kind     TEXT    NOT NULL CHECK (kind IN ('', 'forced', 'sdh')),
    format   TEXT    NOT NULL CHECK (format IN ('srt', 'ass', 'ssa', 'vtt')),
    size     INTEGER NOT NULL,
    sha256   TEXT    NOT NULL,
    file     TEXT    NOT NULL UNIQUE,
    added_by TEXT    NOT NULL,
    added_at INTEGER NOT NULL,
    UNIQUE (movie_id, language, kind)
) STRICT;
CREATE TABLE incoming_folders (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE,
    folder      TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE grams_audit USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE TABLE audit_index (
    version INTEGER NOT NULL,
    upto    INTEGER NOT NULL
) STRICT;
CREATE TABLE covers (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    size     INTEGER NOT NULL,
    sha256   TEXT    NOT NULL,
    file     TEXT    NOT NULL UNIQUE,
    added_by TEXT    NOT NULL,
    added_at INTEGER NOT NULL
) STRICT;
CREATE TABLE imports (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    folder     TEXT    NOT NULL,
    mode       TEXT    NOT NULL,
    free       INTEGER NOT NULL,
    price      INTEGER NOT NULL,
    watch      INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    cancel     INTEGER NOT NULL,
    heard_at   INTEGER NOT NULL,
    problem    TEXT    NOT NULL,
    files      INTEGER NOT NULL,
    files_done INTEGER NOT NULL,
    bytes      INTEGER NOT NULL,
    bytes_done INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
, run INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE import_files (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    import_id INTEGER NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
    path      TEXT    NOT NULL,
    size      INTEGER NOT NULL,
    modified  INTEGER NOT NULL,
    state     TEXT    NOT NULL,
    file      TEXT    NOT NULL,
    movie_id  INTEGER NOT NULL,
    title     TEXT    NOT NULL,
    refusal   TEXT    NOT NULL,
    beside    TEXT    NOT NULL
) STRICT;
CREATE VIRTUAL TABLE grams_series_new USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_series_price USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE VIRTUAL TABLE grams_series_title USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
CREATE TABLE owned_counts (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    series_id INTEGER NOT NULL REFERENCES series (id),
    price     INTEGER NOT NULL,
    n         INTEGER NOT NULL CHECK (n >= 0),
    PRIMARY KEY (user_id, series_id, price)
) STRICT, WITHOUT ROWID;
CREATE TABLE renamed_series (
    series_id INTEGER PRIMARY KEY REFERENCES series (id),
    upto      INTEGER NOT NULL
) STRICT;
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
CREATE TABLE batches (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT    NOT NULL CHECK (kind IN ('codes', 'invitations')),
    amount  INTEGER NOT NULL CHECK (amount >= 0),
    plan    TEXT    NOT NULL,
    days    INTEGER NOT NULL CHECK (days >= 0),
    count   INTEGER NOT NULL CHECK (count > 0),
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE invitations (
    hash      TEXT    PRIMARY KEY,
    batch_id  INTEGER NOT NULL REFERENCES batches (id),
    used_by   INTEGER REFERENCES users (id),
    used_at   INTEGER NOT NULL,
    voided_at INTEGER NOT NULL,
    entry_id  INTEGER REFERENCES ledger_entries (id)
) STRICT, WITHOUT ROWID;
CREATE TABLE movie_marks (
    movie_id INTEGER NOT NULL REFERENCES movies (id),
    user_id  INTEGER NOT NULL REFERENCES users (id),
    kind     TEXT NOT NULL CHECK (kind IN ('favourite', 'later', 'seen')),
    at       INTEGER NOT NULL,
    PRIMARY KEY (movie_id, user_id, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE series_follows (
    user_id   INTEGER NOT NULL REFERENCES users (id),
    series_id INTEGER NOT NULL REFERENCES series (id),
    following INTEGER NOT NULL CHECK (following IN (0, 1)),
    at        INTEGER NOT NULL,
    PRIMARY KEY (user_id, series_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE last_visits (
    user_id INTEGER PRIMARY KEY REFERENCES users (id),
    at      INTEGER NOT NULL
) STRICT;
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (1, 0, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (2, 1, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (3, 2, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (4, 3, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (5, 4, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (6, 5, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (7, 6, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (8, 7, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (9, 8, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (10, 9, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (11, 10, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (12, 11, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (13, 12, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (14, 13, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (15, 14, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (16, 15, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (17, 16, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (18, 17, 1, '2026-11-30 16:35:31');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (19, 18, 1, '2026-11-30 16:35:32');
INSERT OR REPLACE INTO goose_db_version (id, version_id, is_applied, tstamp) VALUES (20, 19, 1, '2026-11-30 16:35:32');
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at, bought, removed_at, was) VALUES (1, 'alice', 'alice', '$argon2id$v=19$m=19456,t=2,p=1$Hmj/+3UcMz3KNrF+2FbICg$Xj0C3FlupksDvIoIDFwMu7sS38VWU8B9kZR+aPX0llc', 1796056532211135, 0, 1798648532277260, 2500, 'zh', 1796056532156979, 1, 0, '');
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at, bought, removed_at, was) VALUES (2, 'bob', 'bob', '', 0, 0, 0, 3000, 'zh', 1796056532215149, 0, 0, '');
INSERT OR REPLACE INTO users (id, name, fold, hash, stamp, locked, vip_until, balance, language, created_at, bought, removed_at, was) VALUES (3, '流浪者', '流浪者', '', 0, 1, 0, 0, 'zh', 1796056532219828, 0, 0, '');
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 1, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINW/Sj/M5xewOIvMJ0nrwUitmWmyP0XuG2Bf1Yd4V2rE alice', 'alice', 1796056532156979);
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 2, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOzBtYcn8/ErMZSIGp7LneCyjOeyByMNjpMP4bznXiVs bob', 'bob', 1796056532215149);
INSERT OR REPLACE INTO user_keys (fingerprint, user_id, line, comment, added_at) VALUES ('SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU', 3, 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIM0sHnH+GpzFqS96aFlEAz2qroy1M+3wNmM2cg0tyKSz 流浪者', '流浪者', 1796056532219828);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file, title_place, missing_since, streams, year, tags, series_id, season, episode, episode_end, cover, link_modified, link_changed, tracks, vip_free) VALUES (1, '城南旧事', 'cheng nan jiu shi	城南旧事', '城南旧事', 1, 0, 1000, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056532228226, 'published', 0, '5e97c3111ddc8d24cdf55514f63c919442b746473689583e20ba5e66b363631d.mp4', 1366869820769271808, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file, title_place, missing_since, streams, year, tags, series_id, season, episode, episode_end, cover, link_modified, link_changed, tracks, vip_free) VALUES (2, '流浪地球 The Wandering Earth', 'liu lang di qiu the wandering earth	流浪地球', '流浪地球-The-Wandering-Earth', 0, 2000, 1000, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056532247226, 'published', 0, 'def7eda939d23085ea6e6f451f823e6499668fb219e20c9c5cadb3dea8c63632.mp4', 2806339499105632256, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file, title_place, missing_since, streams, year, tags, series_id, season, episode, episode_end, cover, link_modified, link_changed, tracks, vip_free) VALUES (3, 'Deleted', 'deleted', 'Deleted', 1, 0, 1000, 'b48ff39c2e0f5451b9b29b09c2a74d2760db230749ffd48a6e901cc91fef9a8d', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056532252776, 'deleted', 0, 'b48ff39c2e0f5451b9b29b09c2a74d2760db230749ffd48a6e901cc91fef9a8d.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file, title_place, missing_since, streams, year, tags, series_id, season, episode, episode_end, cover, link_modified, link_changed, tracks, vip_free) VALUES (4, 'Taken down', 'taken down', 'Taken-down', 0, 2000, 1000, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056532257752, 'taken_down', 0, '70e371377046e084b4c92743560bcb14e0733ba7320d978802160c48f162a03c.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT OR REPLACE INTO movies (id, title, title_key, slug, free, price, size, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, uploaded_by, created_at, shelf, purging, file, title_place, missing_since, streams, year, tags, series_id, season, episode, episode_end, cover, link_modified, link_changed, tracks, vip_free) VALUES (5, 'Purged', 'purged', 'Purged', 1, 0, 1000, '77ecafb30795e9b8445fe00bdb6e0f507d984e429bb2be397e34e6d7f3fdf2fb', '', 'video/mp4', '.mp4', 0, 0, 0, '', '', 'youku', 1796056532262376, 'purged', 0, '77ecafb30795e9b8445fe00bdb6e0f507d984e429bb2be397e34e6d7f3fdf2fb.mp4', 0, 0, '', 0, '', NULL, 0, 0, 0, 0, 0, 0, NULL, 0);
INSERT OR REPLACE INTO notices (id, title, content, author, created_at, withdrawn_at) VALUES (1, '停机', '今晚十点
at ten', 'youku', 1796056532351439, 0);
INSERT OR REPLACE INTO notices (id, title, content, author, created_at, withdrawn_at) VALUES (2, 'unread', 'x', 'youku', 1796056532352608, 0);
INSERT OR REPLACE INTO notice_reads (user_id, notice_id, read_at) VALUES (1, 1, 1796056532354109);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (1, 'redeem', NULL, NULL, '', 'alice', 1796056532269139);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (2, 'credit', NULL, NULL, 'thanks', 'youku', 1796056532270550);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (3, 'vip', NULL, NULL, 'month', 'alice', 1796056532277264);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (4, 'buy', 4, NULL, '', 'alice', 1796056532283362);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (5, 'buy', 4, NULL, '', 'bob', 1796056532289207);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (6, 'buy', 2, NULL, '', 'alice', 1796056532290789);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (7, 'refund', 4, 4, '', 'youku', 1796056532319737);
INSERT OR REPLACE INTO ledger_entries (id, kind, movie_id, reverses, note, author, at) VALUES (8, 'refund', 4, 5, '', 'youku', 1796056532321025);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('codes', -5000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('credits', -3000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('movies', 1000);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('vip', 1500);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('operator', 0);
INSERT OR REPLACE INTO house_accounts (till, balance) VALUES ('promotions', 0);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (1, 1, 1, NULL, 5000, 5000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (2, 1, NULL, 'codes', -5000, -5000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (3, 2, 2, NULL, 3000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (4, 2, NULL, 'credits', -3000, -3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (5, 3, 1, NULL, -1500, 3500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (6, 3, NULL, 'vip', 1500, 1500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (7, 4, 1, NULL, -1000, 2500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (8, 4, NULL, 'movies', 1000, 1000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (9, 5, 2, NULL, -2000, 1000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (10, 5, NULL, 'movies', 2000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (11, 6, 1, NULL, -1000, 1500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (12, 6, NULL, 'movies', 1000, 4000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (13, 7, 1, NULL, 1000, 2500);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (14, 7, NULL, 'movies', -1000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (15, 8, 2, NULL, 2000, 3000);
INSERT OR REPLACE INTO postings (id, entry_id, user_id, till, amount, balance) VALUES (16, 8, NULL, 'movies', -2000, 1000);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (1, 1, 4, 1000, 4, 1796056532283361, 1796056532320466, 7);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (2, 2, 4, 2000, 5, 1796056532289206, 1796056532321375, 8);
INSERT OR REPLACE INTO purchases (id, user_id, movie_id, paid, entry_id, bought_at, refunded_at, refund_entry_id) VALUES (3, 1, 2, 1000, 6, 1796056532290789, 0, NULL);
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (1, 1, 1, NULL, 1796056532297121, 1796056532297121, 1796142932297121, 0, 0, '', 500, 0, X'00F403');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (2, 1, 2, 3, 1796056532302935, 1796056532302935, 0, 0, 0, '', 1000, 1, X'00E807');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (3, 1, 3, NULL, 1796056532308430, 1796056532308430, 1796142932308430, 0, 0, '', 500, 0, X'00F403');
INSERT OR REPLACE INTO download_records (id, user_id, movie_id, purchase_id, requested_at, ready_at, expires_at, wait, ended_at, ended_by, sent, complete, cover) VALUES (4, 2, 1, NULL, 1796056532312662, 1796056562312662, 1796142962312662, 30000000, 0, '', 0, 0, NULL);
INSERT OR REPLACE INTO codes (hash, amount, made_by, made_at, used_by, used_at, batch_id, voided_at) VALUES ('82e3b62b2bc5e856c829ac91c387fda20e68d5f5025587461b22990292c2d56b', 5000, 'youku', 1796056532266524, 1, 1796056532269018, 1, 0);
INSERT OR REPLACE INTO codes (hash, amount, made_by, made_at, used_by, used_at, batch_id, voided_at) VALUES ('c90d935573c673abfd04111b75ab9a8e4ba2a5d2dc0ad6166e3459f6be885fed', 5000, 'youku', 1796056532266524, NULL, 0, 1, 0);
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (1, 1796056532156979, 'alice', 'guest', 'register', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'key SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (2, 1796056532215149, 'bob', 'guest', 'register', 'bob', '192.0.2.7', 'SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 'key SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (3, 1796056532219828, '流浪者', 'guest', 'register', '流浪者', '192.0.2.7', 'SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU', 'key SHA256:RJdi181lPA+yMK9cyywDBe22uhyWAN28Y49C4mj1pcU');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (4, 1796056532222925, 'youku', 'admin', 'upload', '0.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (5, 1796056532228226, 'youku', 'admin', 'publish', '城南旧事', '', '', 'movie 1, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (6, 1796056532242084, 'youku', 'admin', 'upload', '1.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (7, 1796056532247226, 'youku', 'admin', 'publish', '流浪地球 The Wandering Earth', '', '', 'movie 2, ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (8, 1796056532250916, 'youku', 'admin', 'upload', '2.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (9, 1796056532252776, 'youku', 'admin', 'publish', 'Deleted', '', '', 'movie 3, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (10, 1796056532256120, 'youku', 'admin', 'upload', '3.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (11, 1796056532257752, 'youku', 'admin', 'publish', 'Taken down', '', '', 'movie 4, ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (12, 1796056532261065, 'youku', 'admin', 'upload', '4.mp4', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (13, 1796056532262376, 'youku', 'admin', 'publish', 'Purged', '', '', 'movie 5, ¥0.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (14, 1796056532265301, 'youku', 'admin', 'upload', 'half.mkv', '', '', '');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (15, 1796056532266959, 'youku', 'admin', 'codes mint', '', '', '', '2 of ¥50.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (16, 1796056532269717, 'alice', 'user', 'redeem', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', '¥50.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (17, 1796056532271082, 'youku', 'admin', 'credit', 'bob', '', '', '¥30.00 thanks');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (18, 1796056532278314, 'alice', 'user', 'vip', 'alice', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'month, ¥15.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (19, 1796056532284104, 'alice', 'user', 'buy', 'Taken down', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 4, paid ¥10.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (20, 1796056532289691, 'bob', 'user', 'buy', 'Taken down', '192.0.2.7', 'SHA256:pOFYONeRL07H3T9tf0FhwK1slkJs5kvkcnOnf+vGgXA', 'movie 4, paid ¥20.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (21, 1796056532291226, 'alice', 'user', 'buy', '流浪地球 The Wandering Earth', '192.0.2.7', 'SHA256:WeXpogacdCqvmaxuNZFUpT1Te6ZU/j7aPAocB0T2i8o', 'movie 2, paid ¥10.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (22, 1796056532318206, 'youku', 'admin', 'takedown', 'Taken down', '', '', 'movie 4, 2 to refund');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (23, 1796056532321707, 'youku', 'admin', 'takedown refund', '', '', '', '2 buyers, ¥30.00');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (24, 1796056532327402, 'youku', 'admin', 'delete', 'Deleted', '', '', 'movie 3');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (25, 1796056532331347, 'youku', 'admin', 'delete', 'Purged', '', '', 'movie 5');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (26, 1796056532341979, 'youku', 'admin', 'purge', 'Purged', '', '', 'movie 5');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (27, 1796056532351952, 'youku', 'admin', 'post', '停机', '', '', 'notice 1');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (28, 1796056532352994, 'youku', 'admin', 'post', 'unread', '', '', 'notice 2');
INSERT OR REPLACE INTO audit (id, at, actor, role, action, target, addr, key, detail) VALUES (29, 1796056532355301, 'youku', 'admin', 'lock', '流浪者', '', '', '');
INSERT OR REPLACE INTO incoming (id, name, file, size, done, state, sha256, sampled_md5, media_type, ext, duration, width, height, video_codec, audio_codec, duplicate_of, problem, author, updated_at, streams, modified_at, generation, folder, said, edited, tracks, kept_as) VALUES (6, 'half.mkv', 'halfhalfhalfhalfhalf', 500, 500, 'partial', '', '', '', '', 0, 0, 0, '', '', 0, '', 'youku', 1796056532265944, '', 0, 1, '', '', '', NULL, '');
INSERT OR REPLACE INTO preferences (user_id, name, value) VALUES (1, 'library.sort', 'title');
DELETE FROM grams_free_new_data;
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (1, X'013E');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (10, X'00000000FF0000010103000003010101010100000102010102020101010301010303010101');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (137438953473, X'0000011602306301020168010301650104016E010501670106016E010701610108016A0109056975736869010B027A690108016E0109066A6975736869010C027A690102016E0103016A010401730104017A0101016A01020169010301750104017301050168010601690104017A01050169010201730102017A0101016E010201610103016A01040169010501750106017301070168010801690106017A010701690103016E0104016A01050169010601750107017301080168010901690107017A010801690102016A010301730103017A0101017301020168010301690101017A01020169010103C39F6D010103E4BA8B010103E58D97010403E697A70102029F8E010403E58D97010103E697A7010403E4BA8B010404040404040404040805040905040404040404040404040404040404040404040404040404040404040404040404040404040404040406060606050606');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (274877906945, X'00000026023064030201650303016C03040165030501740306016503070164030103C39F6D030404040404040404');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (412316860417, X'000000220230700502017505030172050401670505016505060164050103C39F6D0504040404040404');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (9007474132647936, X'04000000000000010000000000000000000000000000000300000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT OR REPLACE INTO grams_free_new_data (id, block) VALUES (9007611571601408, X'04000000000000010000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_free_new_idx;
INSERT OR REPLACE INTO grams_free_new_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_free_new_idx (segid, term, pgno) VALUES (2, X'', 2);
INSERT OR REPLACE INTO grams_free_new_idx (segid, term, pgno) VALUES (3, X'', 2);
DELETE FROM grams_free_new_docsize;
INSERT OR REPLACE INTO grams_free_new_docsize (id, sz, origin) VALUES (1, X'3E', 1);
DELETE FROM grams_free_new_config;
INSERT OR REPLACE INTO grams_free_new_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_free_new_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_free_new_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_free_new_config (k, v) VALUES ('version', 4);
DELETE FROM grams_paid_new_data;
INSERT OR REPLACE INTO grams_paid_new_data (id, block) VALUES (1, X'016F');
INSERT OR REPLACE INTO grams_paid_new_data (id, block) VALUES (10, X'00000000FF000001010200000201010101010000010201010202010101');
INSERT OR REPLACE INTO grams_paid_new_data (id, block) VALUES (137438953473, X'000002660230640202016502030171020401690205017502060174020701680208016502090E77616E646572696E6765617274680202016902030171020401690205017502060174020701680208016502090E77616E646572696E6765617274680202017102030174020401680205016502060177020701610208016E02090B646572696E67656172746802010165020201610203017202040174020501680201016C020201610203016E02040167020501640206016502070171020801690209107574686577616E646572696E676561720206016902070171020801690209107574686577616E646572696E676561720202016402030171020401740205016802060165020701770208016102090C6E646572696E67656172746802020169020301750204016C020501610206016E02070167020801640209106571697574686577616E646572696E670209106971697574686577616E646572696E670202016C02030164020401710205017402060168020701650208017702090D616E646572696E676561727468020101710202016902030175020401740205016802060165020701770208016102090C6E646572696E67656172746802020174020301680204016502050177020601610207016E0208016402090A6572696E67656172746802010174020201680203016502040177020501610206016E020701640208016502090972696E67656172746802010177020201610203016E020401640205016502060172020701690208016E020906676561727468020103C39F6D020103E59CB0020403E79083020103E6B581020403E6B5AA020301AA020403E59CB0020103E7908302040404040404040404110404040404040411040404040404040E040404040404040404040404041304040413040404040404040F040404040404041313040404040404041004040404040404040F040404040404040D04040404040404040C04040404040404040906060606060406');
INSERT OR REPLACE INTO grams_paid_new_data (id, block) VALUES (274877906945, X'0000003E0230640402016F040301770404016E04010174040201610403016B040401650405016E040601640407016F040801770409016E040103C39F6D040404040404040404040404040404');
INSERT OR REPLACE INTO grams_paid_new_data (id, block) VALUES (9007474132647936, X'04000000000000010000000000000000000000000000000000000004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_paid_new_idx;
INSERT OR REPLACE INTO grams_paid_new_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_paid_new_idx (segid, term, pgno) VALUES (2, X'', 2);
DELETE FROM grams_paid_new_docsize;
INSERT OR REPLACE INTO grams_paid_new_docsize (id, sz, origin) VALUES (2, X'6F', 1);
DELETE FROM grams_paid_new_config;
INSERT OR REPLACE INTO grams_paid_new_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_paid_new_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_paid_new_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_paid_new_config (k, v) VALUES ('version', 4);
DELETE FROM grams_paid_price_data;
INSERT OR REPLACE INTO grams_paid_price_data (id, block) VALUES (1, X'016F');
INSERT OR REPLACE INTO grams_paid_price_data (id, block) VALUES (10, X'00000000FF000001010200000201010101010000010201010202010101');
INSERT OR REPLACE INTO grams_paid_price_data (id, block) VALUES (137438953473, X'00000491023064BEC080808002020165BEC080808002030171BEC080808002040169BEC080808002050175BEC080808002060174BEC080808002070168BEC080808002080165BEC080808002090E77616E646572696E676561727468BEC080808002020169BEC080808002030171BEC080808002040169BEC080808002050175BEC080808002060174BEC080808002070168BEC080808002080165BEC080808002090E77616E646572696E676561727468BEC080808002020171BEC080808002030174BEC080808002040168BEC080808002050165BEC080808002060177BEC080808002070161BEC08080800208016EBEC080808002090B646572696E676561727468BEC080808002010165BEC080808002020161BEC080808002030172BEC080808002040174BEC080808002050168BEC08080800201016CBEC080808002020161BEC08080800203016EBEC080808002040167BEC080808002050164BEC080808002060165BEC080808002070171BEC080808002080169BEC08080800209107574686577616E646572696E67656172BEC080808002060169BEC080808002070171BEC080808002080169BEC08080800209107574686577616E646572696E67656172BEC080808002020164BEC080808002030171BEC080808002040174BEC080808002050168BEC080808002060165BEC080808002070177BEC080808002080161BEC080808002090C6E646572696E676561727468BEC080808002020169BEC080808002030175BEC08080800204016CBEC080808002050161BEC08080800206016EBEC080808002070167BEC080808002080164BEC08080800209106571697574686577616E646572696E67BEC08080800209106971697574686577616E646572696E67BEC08080800202016CBEC080808002030164BEC080808002040171BEC080808002050174BEC080808002060168BEC080808002070165BEC080808002080177BEC080808002090D616E646572696E676561727468BEC080808002010171BEC080808002020169BEC080808002030175BEC080808002040174BEC080808002050168BEC080808002060165BEC080808002070177BEC080808002080161BEC080808002090C6E646572696E676561727468BEC080808002020174BEC080808002030168BEC080808002040165BEC080808002050177BEC080808002060161BEC08080800207016EBEC080808002080164BEC080808002090A6572696E676561727468BEC080808002010174BEC080808002020168BEC080808002030165BEC080808002040177BEC080808002050161BEC08080800206016EBEC080808002070164BEC080808002080165BEC080808002090972696E676561727468BEC080808002010177BEC080808002020161BEC08080800203016EBEC080808002040164BEC080808002050165BEC080808002060172BEC080808002070169BEC08080800208016EBEC0808080020906676561727468BEC0808080020103C39F6DBEC0808080020103E59CB0BEC0808080020403E79083BEC0808080020103E6B581BEC0808080020403E6B5AABEC0808080020301AABEC0808080020403E59CB0BEC0808080020103E79083BEC080808002040909090909090909160909090909090916090909090909091309090909090909090909090909180909091809090909090909140909090909090918180909090909090915090909090909090914090909090909091209090909090909091109090909090909090E0B0B0B0B0B090B');
INSERT OR REPLACE INTO grams_paid_price_data (id, block) VALUES (274877906945, X'00000084023064BEC08080800402016FBEC080808004030177BEC08080800404016EBEC080808004010174BEC080808004020161BEC08080800403016BBEC080808004040165BEC08080800405016EBEC080808004060164BEC08080800407016FBEC080808004080177BEC08080800409016EBEC0808080040103C39F6DBEC0808080040409090909090909090909090909');
INSERT OR REPLACE INTO grams_paid_price_data (id, block) VALUES (9007474132647936, X'08000000000000010000000000000000000000000000000000000000000000000000000000000000000001F400000004000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_paid_price_idx;
INSERT OR REPLACE INTO grams_paid_price_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_paid_price_idx (segid, term, pgno) VALUES (2, X'', 2);
DELETE FROM grams_paid_price_docsize;
INSERT OR REPLACE INTO grams_paid_price_docsize (id, sz, origin) VALUES (2147483648002, X'6F', 1);
DELETE FROM grams_paid_price_config;
INSERT OR REPLACE INTO grams_paid_price_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_paid_price_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_paid_price_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_paid_price_config (k, v) VALUES ('version', 4);
DELETE FROM grams_free_title_data;
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (1, X'013E');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (10, X'00000000FF0000010103000003010101010100000102010102020101010301010303010101');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (137438953473, X'0000030602306389BE838DE1A4CF800002016889BE838DE1A4CF800003016589BE838DE1A4CF800004016E89BE838DE1A4CF800005016789BE838DE1A4CF800006016E89BE838DE1A4CF800007016189BE838DE1A4CF800008016A89BE838DE1A4CF80000905697573686989BE838DE1A4CF80000B027A6989BE838DE1A4CF800008016E89BE838DE1A4CF800009066A697573686989BE838DE1A4CF80000C027A6989BE838DE1A4CF800002016E89BE838DE1A4CF800003016A89BE838DE1A4CF800004017389BE838DE1A4CF800004017A89BE838DE1A4CF800001016A89BE838DE1A4CF800002016989BE838DE1A4CF800003017589BE838DE1A4CF800004017389BE838DE1A4CF800005016889BE838DE1A4CF800006016989BE838DE1A4CF800004017A89BE838DE1A4CF800005016989BE838DE1A4CF800002017389BE838DE1A4CF800002017A89BE838DE1A4CF800001016E89BE838DE1A4CF800002016189BE838DE1A4CF800003016A89BE838DE1A4CF800004016989BE838DE1A4CF800005017589BE838DE1A4CF800006017389BE838DE1A4CF800007016889BE838DE1A4CF800008016989BE838DE1A4CF800006017A89BE838DE1A4CF800007016989BE838DE1A4CF800003016E89BE838DE1A4CF800004016A89BE838DE1A4CF800005016989BE838DE1A4CF800006017589BE838DE1A4CF800007017389BE838DE1A4CF800008016889BE838DE1A4CF800009016989BE838DE1A4CF800007017A89BE838DE1A4CF800008016989BE838DE1A4CF800002016A89BE838DE1A4CF800003017389BE838DE1A4CF800003017A89BE838DE1A4CF800001017389BE838DE1A4CF800002016889BE838DE1A4CF800003016989BE838DE1A4CF800001017A89BE838DE1A4CF800002016989BE838DE1A4CF80000103C39F6D89BE838DE1A4CF80000103E4BA8B89BE838DE1A4CF80000103E58D9789BE838DE1A4CF80000403E697A789BE838DE1A4CF800002029F8E89BE838DE1A4CF80000403E58D9789BE838DE1A4CF80000103E697A789BE838DE1A4CF80000403E4BA8B89BE838DE1A4CF8000040C0C0C0C0C0C0C0C100D0C110D0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0C0E0E0E0E0D0E0E');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (274877906945, X'000000660230648A8383B29DCAFA80000201658A8383B29DCAFA800003016C8A8383B29DCAFA80000401658A8383B29DCAFA80000501748A8383B29DCAFA80000601658A8383B29DCAFA80000701648A8383B29DCAFA80000103C39F6D8A8383B29DCAFA8000040C0C0C0C0C0C0C');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (412316860417, X'0000005A023070989EC5E58FCD808000020175989EC5E58FCD808000030172989EC5E58FCD808000040167989EC5E58FCD808000050165989EC5E58FCD808000060164989EC5E58FCD8080000103C39F6D989EC5E58FCD808000040C0C0C0C0C0C');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (9007474132647936, X'0800000000000001140C1B23B2BD00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT OR REPLACE INTO grams_free_title_data (id, block) VALUES (9007611571601408, X'0800000000000001307A2E51F34000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_free_title_idx;
INSERT OR REPLACE INTO grams_free_title_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_free_title_idx (segid, term, pgno) VALUES (2, X'', 2);
INSERT OR REPLACE INTO grams_free_title_idx (segid, term, pgno) VALUES (3, X'', 2);
DELETE FROM grams_free_title_docsize;
INSERT OR REPLACE INTO grams_free_title_docsize (id, sz, origin) VALUES (1366869820769271808, X'3E', 1);
DELETE FROM grams_free_title_config;
INSERT OR REPLACE INTO grams_free_title_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_free_title_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_free_title_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_free_title_config (k, v) VALUES ('version', 4);
DELETE FROM grams_paid_title_data;
INSERT OR REPLACE INTO grams_paid_title_data (id, block) VALUES (1, X'016F');
INSERT OR REPLACE INTO grams_paid_title_data (id, block) VALUES (10, X'00000000FF000001010200000201010101010000010201010202010101');
INSERT OR REPLACE INTO grams_paid_title_data (id, block) VALUES (137438953473, X'000005DE02306493BCC3EEBF8DADC00002016593BCC3EEBF8DADC00003017193BCC3EEBF8DADC00004016993BCC3EEBF8DADC00005017593BCC3EEBF8DADC00006017493BCC3EEBF8DADC00007016893BCC3EEBF8DADC00008016593BCC3EEBF8DADC000090E77616E646572696E67656172746893BCC3EEBF8DADC00002016993BCC3EEBF8DADC00003017193BCC3EEBF8DADC00004016993BCC3EEBF8DADC00005017593BCC3EEBF8DADC00006017493BCC3EEBF8DADC00007016893BCC3EEBF8DADC00008016593BCC3EEBF8DADC000090E77616E646572696E67656172746893BCC3EEBF8DADC00002017193BCC3EEBF8DADC00003017493BCC3EEBF8DADC00004016893BCC3EEBF8DADC00005016593BCC3EEBF8DADC00006017793BCC3EEBF8DADC00007016193BCC3EEBF8DADC00008016E93BCC3EEBF8DADC000090B646572696E67656172746893BCC3EEBF8DADC00001016593BCC3EEBF8DADC00002016193BCC3EEBF8DADC00003017293BCC3EEBF8DADC00004017493BCC3EEBF8DADC00005016893BCC3EEBF8DADC00001016C93BCC3EEBF8DADC00002016193BCC3EEBF8DADC00003016E93BCC3EEBF8DADC00004016793BCC3EEBF8DADC00005016493BCC3EEBF8DADC00006016593BCC3EEBF8DADC00007017193BCC3EEBF8DADC00008016993BCC3EEBF8DADC00009107574686577616E646572696E6765617293BCC3EEBF8DADC00006016993BCC3EEBF8DADC00007017193BCC3EEBF8DADC00008016993BCC3EEBF8DADC00009107574686577616E646572696E6765617293BCC3EEBF8DADC00002016493BCC3EEBF8DADC00003017193BCC3EEBF8DADC00004017493BCC3EEBF8DADC00005016893BCC3EEBF8DADC00006016593BCC3EEBF8DADC00007017793BCC3EEBF8DADC00008016193BCC3EEBF8DADC000090C6E646572696E67656172746893BCC3EEBF8DADC00002016993BCC3EEBF8DADC00003017593BCC3EEBF8DADC00004016C93BCC3EEBF8DADC00005016193BCC3EEBF8DADC00006016E93BCC3EEBF8DADC00007016793BCC3EEBF8DADC00008016493BCC3EEBF8DADC00009106571697574686577616E646572696E6793BCC3EEBF8DADC00009106971697574686577616E646572696E6793BCC3EEBF8DADC00002016C93BCC3EEBF8DADC00003016493BCC3EEBF8DADC00004017193BCC3EEBF8DADC00005017493BCC3EEBF8DADC00006016893BCC3EEBF8DADC00007016593BCC3EEBF8DADC00008017793BCC3EEBF8DADC000090D616E646572696E67656172746893BCC3EEBF8DADC00001017193BCC3EEBF8DADC00002016993BCC3EEBF8DADC00003017593BCC3EEBF8DADC00004017493BCC3EEBF8DADC00005016893BCC3EEBF8DADC00006016593BCC3EEBF8DADC00007017793BCC3EEBF8DADC00008016193BCC3EEBF8DADC000090C6E646572696E67656172746893BCC3EEBF8DADC00002017493BCC3EEBF8DADC00003016893BCC3EEBF8DADC00004016593BCC3EEBF8DADC00005017793BCC3EEBF8DADC00006016193BCC3EEBF8DADC00007016E93BCC3EEBF8DADC00008016493BCC3EEBF8DADC000090A6572696E67656172746893BCC3EEBF8DADC00001017493BCC3EEBF8DADC00002016893BCC3EEBF8DADC00003016593BCC3EEBF8DADC00004017793BCC3EEBF8DADC00005016193BCC3EEBF8DADC00006016E93BCC3EEBF8DADC00007016493BCC3EEBF8DADC00008016593BCC3EEBF8DADC000090972696E67656172746893BCC3EEBF8DADC00001017793BCC3EEBF8DADC00002016193BCC3EEBF8DADC00003016E93BCC3EEBF8DADC00004016493BCC3EEBF8DADC00005016593BCC3EEBF8DADC00006017293BCC3EEBF8DADC00007016993BCC3EEBF8DADC00008016E93BCC3EEBF8DADC000090667656172746893BCC3EEBF8DADC0000103C39F6D93BCC3EEBF8DADC0000103E59CB093BCC3EEBF8DADC0000403E7908393BCC3EEBF8DADC0000103E6B58193BCC3EEBF8DADC0000403E6B5AA93BCC3EEBF8DADC0000301AA93BCC3EEBF8DADC0000403E59CB093BCC3EEBF8DADC0000103E7908393BCC3EEBF8DADC000040C0C0C0C0C0C0C0C190C0C0C0C0C0C0C190C0C0C0C0C0C0C160C0C0C0C0C0C0C0C0C0C0C0C0C1B0C0C0C1B0C0C0C0C0C0C0C170C0C0C0C0C0C0C1B1B0C0C0C0C0C0C0C180C0C0C0C0C0C0C0C170C0C0C0C0C0C0C150C0C0C0C0C0C0C0C140C0C0C0C0C0C0C0C110E0E0E0E0E0C0E');
INSERT OR REPLACE INTO grams_paid_title_data (id, block) VALUES (274877906945, X'000000AE0230649AD8F19DC1F68A800002016F9AD8F19DC1F68A80000301779AD8F19DC1F68A800004016E9AD8F19DC1F68A80000101749AD8F19DC1F68A80000201619AD8F19DC1F68A800003016B9AD8F19DC1F68A80000401659AD8F19DC1F68A800005016E9AD8F19DC1F68A80000601649AD8F19DC1F68A800007016F9AD8F19DC1F68A80000801779AD8F19DC1F68A800009016E9AD8F19DC1F68A80000103C39F6D9AD8F19DC1F68A8000040C0C0C0C0C0C0C0C0C0C0C0C0C');
INSERT OR REPLACE INTO grams_paid_title_data (id, block) VALUES (9007474132647936, X'0800000000000001356389D83D8500000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_paid_title_idx;
INSERT OR REPLACE INTO grams_paid_title_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_paid_title_idx (segid, term, pgno) VALUES (2, X'', 2);
DELETE FROM grams_paid_title_docsize;
INSERT OR REPLACE INTO grams_paid_title_docsize (id, sz, origin) VALUES (2806339499105632256, X'6F', 1);
DELETE FROM grams_paid_title_config;
INSERT OR REPLACE INTO grams_paid_title_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_paid_title_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_paid_title_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_paid_title_config (k, v) VALUES ('version', 4);
DELETE FROM grams_off_shelf_data;
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (1, X'031D');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (10, X'00000000FF000001010500000501010101010000010201010202000001030101030301010104010104040101010501010505000001');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (137438953473, X'0000003E0230640402016F040301770404016E04010174040201610403016B040401650405016E040601640407016F040801770409016E040103C39F6D040404040404040404040404040404');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (274877906945, X'00000026023064030201650303016C03040165030501740306016503070164030103C39F6D030404040404040404');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (412316860417, X'000000220230700502017505030172050401670505016505060164050103C39F6D0504040404040404');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (549755813889, X'000000220230700502017505030172050401670505016505060164050103C39F6D0504040404040404');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (687194767361, X'000000220230700502017505030172050401670505016505060164050103C39F6D0504040404040404');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (9007611571601408, X'04000000000000010000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
INSERT OR REPLACE INTO grams_off_shelf_data (id, block) VALUES (9007749010554880, X'04000000000000010000000000000000000000000000000000000000000000050000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000');
DELETE FROM grams_off_shelf_idx;
INSERT OR REPLACE INTO grams_off_shelf_idx (segid, term, pgno) VALUES (1, X'', 2);
INSERT OR REPLACE INTO grams_off_shelf_idx (segid, term, pgno) VALUES (2, X'', 2);
INSERT OR REPLACE INTO grams_off_shelf_idx (segid, term, pgno) VALUES (3, X'', 2);
INSERT OR REPLACE INTO grams_off_shelf_idx (segid, term, pgno) VALUES (4, X'', 2);
INSERT OR REPLACE INTO grams_off_shelf_idx (segid, term, pgno) VALUES (5, X'', 2);
DELETE FROM grams_off_shelf_docsize;
INSERT OR REPLACE INTO grams_off_shelf_docsize (id, sz, origin) VALUES (3, X'08', 2);
INSERT OR REPLACE INTO grams_off_shelf_docsize (id, sz, origin) VALUES (4, X'0E', 1);
INSERT OR REPLACE INTO grams_off_shelf_docsize (id, sz, origin) VALUES (5, X'07', 5);
DELETE FROM grams_off_shelf_config;
INSERT OR REPLACE INTO grams_off_shelf_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_off_shelf_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_off_shelf_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_off_shelf_config (k, v) VALUES ('version', 4);
INSERT OR REPLACE INTO movie_index (version, upto) VALUES (7, -1);
INSERT OR REPLACE INTO movie_counts (free, n) VALUES (0, 1);
INSERT OR REPLACE INTO movie_counts (free, n) VALUES (1, 1);
INSERT OR REPLACE INTO library (id) VALUES ('e50251a5d4b8c430ea1ab4662a516760');
INSERT OR REPLACE INTO list_counts (list, n) VALUES ('audit', 29);
INSERT OR REPLACE INTO list_counts (list, n) VALUES ('off_shelf', 3);
INSERT OR REPLACE INTO list_counts (list, n) VALUES ('users', 3);
INSERT OR REPLACE INTO library_counts (series, free, n) VALUES (0, 0, 1);
INSERT OR REPLACE INTO library_counts (series, free, n) VALUES (0, 1, 1);
INSERT OR REPLACE INTO library_counts (series, free, n) VALUES (1, 0, 0);
INSERT OR REPLACE INTO library_counts (series, free, n) VALUES (1, 1, 0);
DELETE FROM grams_audit_data;
INSERT OR REPLACE INTO grams_audit_data (id, block) VALUES (1, X'');
INSERT OR REPLACE INTO grams_audit_data (id, block) VALUES (10, X'00000000FF000001000000');
DELETE FROM grams_audit_idx;
DELETE FROM grams_audit_docsize;
DELETE FROM grams_audit_config;
INSERT OR REPLACE INTO grams_audit_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_audit_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_audit_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_audit_config (k, v) VALUES ('version', 4);
INSERT OR REPLACE INTO audit_index (version, upto) VALUES (1, 0);
DELETE FROM grams_series_new_data;
INSERT OR REPLACE INTO grams_series_new_data (id, block) VALUES (1, X'');
INSERT OR REPLACE INTO grams_series_new_data (id, block) VALUES (10, X'00000000FF000001000000');
DELETE FROM grams_series_new_idx;
DELETE FROM grams_series_new_docsize;
DELETE FROM grams_series_new_config;
INSERT OR REPLACE INTO grams_series_new_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_series_new_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_series_new_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_series_new_config (k, v) VALUES ('version', 4);
DELETE FROM grams_series_price_data;
INSERT OR REPLACE INTO grams_series_price_data (id, block) VALUES (1, X'');
INSERT OR REPLACE INTO grams_series_price_data (id, block) VALUES (10, X'00000000FF000001000000');
DELETE FROM grams_series_price_idx;
DELETE FROM grams_series_price_docsize;
DELETE FROM grams_series_price_config;
INSERT OR REPLACE INTO grams_series_price_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_series_price_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_series_price_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_series_price_config (k, v) VALUES ('version', 4);
DELETE FROM grams_series_title_data;
INSERT OR REPLACE INTO grams_series_title_data (id, block) VALUES (1, X'');
INSERT OR REPLACE INTO grams_series_title_data (id, block) VALUES (10, X'00000000FF000001000000');
DELETE FROM grams_series_title_idx;
DELETE FROM grams_series_title_docsize;
DELETE FROM grams_series_title_config;
INSERT OR REPLACE INTO grams_series_title_config (k, v) VALUES ('automerge', 0);
INSERT OR REPLACE INTO grams_series_title_config (k, v) VALUES ('crisismerge', 64);
INSERT OR REPLACE INTO grams_series_title_config (k, v) VALUES ('hashsize', 8388608);
INSERT OR REPLACE INTO grams_series_title_config (k, v) VALUES ('version', 4);
INSERT OR REPLACE INTO batches (id, kind, amount, plan, days, count, made_by, made_at) VALUES (1, 'codes', 5000, '', 0, 2, 'youku', 1796056532266524);
CREATE INDEX user_keys_by_user ON user_keys (user_id);
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
CREATE INDEX postings_by_entry ON postings (entry_id);
CREATE INDEX postings_by_user ON postings (user_id, id) WHERE user_id IS NOT NULL;
CREATE INDEX postings_by_till ON postings (till, amount) WHERE till IS NOT NULL;
CREATE UNIQUE INDEX purchases_once ON purchases (user_id, movie_id) WHERE refunded_at = 0;
CREATE INDEX purchases_by_movie ON purchases (movie_id) WHERE refunded_at = 0;
CREATE UNIQUE INDEX download_records_one_open ON download_records (user_id, movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_open_by_movie ON download_records (movie_id) WHERE ended_at = 0;
CREATE INDEX download_records_by_ready ON download_records (ready_at) WHERE ended_at = 0;
CREATE INDEX download_records_by_user ON download_records (user_id, id);
CREATE TRIGGER ledger_entries_stay BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER ledger_entries_remain BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
CREATE TRIGGER postings_stay BEFORE UPDATE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER postings_remain BEFORE DELETE ON postings
BEGIN SELECT RAISE(ABORT, 'postings is append-only'); END;
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER movies_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published'
BEGIN UPDATE movie_counts SET n = n + 1 WHERE free = new.free; END;
CREATE TRIGGER movies_counted_anew AFTER UPDATE OF shelf, free ON movies
BEGIN
    UPDATE movie_counts SET n = n - 1 WHERE old.shelf = 'published' AND free = old.free;
    UPDATE movie_counts SET n = n + 1 WHERE new.shelf = 'published' AND free = new.free;
END;
CREATE INDEX movies_title_place ON movies (title_place) WHERE shelf = 'published';
CREATE INDEX movies_missing ON movies (pos) WHERE missing_since <> 0;
CREATE TRIGGER off_shelf_counted_in AFTER INSERT ON movies WHEN new.shelf <> 'published'
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'off_shelf'; END;
CREATE TRIGGER off_shelf_counted_anew AFTER UPDATE OF shelf ON movies
WHEN (old.shelf = 'published') <> (new.shelf = 'published')
BEGIN UPDATE list_counts SET n = n + CASE new.shelf WHEN 'published' THEN -1 ELSE 1 END WHERE list = 'off_shelf'; END;
CREATE TRIGGER audit_counted_in AFTER INSERT ON audit
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'audit'; END;
CREATE INDEX account_changes_untold ON account_changes (user_id, id) WHERE told_at = 0;
CREATE INDEX series_new ON series (newest) WHERE episodes > 0;
CREATE INDEX series_new_priced ON series (free, newest) WHERE episodes > 0;
CREATE INDEX series_title ON series (title_key, pos) WHERE episodes > 0;
CREATE INDEX series_title_priced ON series (free, title_key, pos) WHERE episodes > 0;
CREATE INDEX series_price ON series (price, pos) WHERE episodes > 0;
CREATE INDEX movies_of_series ON movies (series_id, season, episode, pos) WHERE series_id IS NOT NULL;
CREATE INDEX movies_newest_of_series ON movies (series_id, pos) WHERE shelf = 'published' AND series_id IS NOT NULL;
CREATE INDEX movies_single_new ON movies (pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_new_priced ON movies (free, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_title ON movies (title_key, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_title_priced ON movies (free, title_key, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE INDEX movies_single_price ON movies (price, pos) WHERE shelf = 'published' AND series_id IS NULL;
CREATE TRIGGER singles_counted_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NULL
BEGIN UPDATE library_counts SET n = n + 1 WHERE series = 0 AND free = new.free; END;
CREATE TRIGGER singles_counted_anew AFTER UPDATE OF shelf, free, series_id ON movies
WHEN (old.shelf, old.free, old.series_id) IS NOT (new.shelf, new.free, new.series_id)
BEGIN
    UPDATE library_counts SET n = n - 1 WHERE old.shelf = 'published' AND old.series_id IS NULL AND series = 0 AND free = old.free;
    UPDATE library_counts SET n = n + 1 WHERE new.shelf = 'published' AND new.series_id IS NULL AND series = 0 AND free = new.free;
END;
CREATE TRIGGER series_counted_anew AFTER UPDATE OF episodes, price ON series
WHEN (old.episodes > 0, old.price = 0) <> (new.episodes > 0, new.price = 0)
BEGIN
    UPDATE library_counts SET n = n - 1 WHERE old.episodes > 0 AND series = 1 AND free = (old.price = 0);
    UPDATE library_counts SET n = n + 1 WHERE new.episodes > 0 AND series = 1 AND free = (new.price = 0);
END;
CREATE INDEX incoming_in_folder ON incoming (folder, name);
CREATE INDEX incoming_by_sum ON incoming (sha256) WHERE sha256 <> '';
CREATE INDEX incoming_folders_in_folder ON incoming_folders (folder, name);
CREATE TRIGGER bought_counted_in AFTER INSERT ON purchases WHEN new.refunded_at = 0
BEGIN UPDATE users SET bought = bought + 1 WHERE id = new.user_id; END;
CREATE TRIGGER bought_counted_anew AFTER UPDATE OF refunded_at ON purchases
WHEN (old.refunded_at = 0) <> (new.refunded_at = 0)
BEGIN UPDATE users SET bought = bought + iif(new.refunded_at = 0, 1, -1) WHERE id = new.user_id; END;
CREATE INDEX users_by_balance ON users (balance_down, fold);
CREATE INDEX users_by_bought ON users (bought_down, fold);
CREATE INDEX users_by_state ON users (locked_down, vip_down, fold);
CREATE INDEX notices_by_title ON notices (title) WHERE withdrawn_at = 0;
CREATE INDEX notices_by_author ON notices (author) WHERE withdrawn_at = 0;
CREATE UNIQUE INDEX movies_by_cover ON movies (cover) WHERE cover <> 0;
CREATE UNIQUE INDEX series_by_cover ON series (cover) WHERE cover <> 0;
CREATE INDEX imports_open ON imports (id) WHERE state IN ('queued', 'running');
CREATE INDEX import_files_of ON import_files (import_id, id);
CREATE INDEX import_files_open ON import_files (import_id, id) WHERE state IN ('keeping', 'published');
CREATE INDEX series_title_place ON series (title_place) WHERE episodes > 0;
CREATE INDEX movies_dates_of_series ON movies (series_id, created_at) WHERE shelf = 'published' AND series_id IS NOT NULL;
CREATE TRIGGER owned_counted_in AFTER INSERT ON purchases WHEN new.refunded_at = 0
BEGIN
    INSERT INTO owned_counts (user_id, series_id, price, n)
        SELECT new.user_id, series_id, price, 1 FROM movies WHERE id = new.movie_id AND shelf = 'published' AND series_id IS NOT NULL
        ON CONFLICT (user_id, series_id, price) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER owned_counted_out AFTER UPDATE OF refunded_at ON purchases WHEN old.refunded_at = 0 AND new.refunded_at <> 0
BEGIN
    UPDATE owned_counts SET n = n - 1 WHERE user_id = old.user_id AND (series_id, price) =
        (SELECT series_id, price FROM movies WHERE id = old.movie_id AND shelf = 'published' AND series_id IS NOT NULL);
END;
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
CREATE INDEX movies_to_examine ON movies (pos) WHERE tracks IS NULL AND shelf <> 'purged';
CREATE INDEX tags_by_name ON tags (name);
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
CREATE INDEX library_marks_new ON library_marks (mark, free, newest, series, id);
CREATE INDEX library_marks_title ON library_marks (mark, free, title_key, series, id);
CREATE TRIGGER movie_marked_in AFTER INSERT ON movies WHEN new.shelf = 'published' AND new.series_id IS NULL
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 0 AND id = new.id;
END;
CREATE TRIGGER movie_marked_out BEFORE UPDATE OF shelf, series_id, price, title_key, year, tags ON movies
WHEN (old.shelf, old.series_id, old.price, old.title_key, old.year, old.tags) IS NOT (new.shelf, new.series_id, new.price, new.title_key, new.year, new.tags)
BEGIN
    DELETE FROM library_marks WHERE (mark, price, series, id) IN
        (SELECT mark, price, series, id FROM marked_rows WHERE series = 0 AND id = old.id);
END;
CREATE TRIGGER movie_marked_anew AFTER UPDATE OF shelf, series_id, price, title_key, year, tags ON movies
WHEN (old.shelf, old.series_id, old.price, old.title_key, old.year, old.tags) IS NOT (new.shelf, new.series_id, new.price, new.title_key, new.year, new.tags)
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 0 AND id = new.id;
END;
CREATE TRIGGER series_marked_out BEFORE UPDATE OF episodes, price, newest, title_key, year, tags ON series
WHEN (old.episodes > 0, old.price, old.newest, old.title_key, old.year, old.tags) IS NOT (new.episodes > 0, new.price, new.newest, new.title_key, new.year, new.tags)
BEGIN
    DELETE FROM library_marks WHERE (mark, price, series, id) IN
        (SELECT mark, price, series, id FROM marked_rows WHERE series = 1 AND id = old.id);
END;
CREATE TRIGGER series_marked_anew AFTER UPDATE OF episodes, price, newest, title_key, year, tags ON series
WHEN (old.episodes > 0, old.price, old.newest, old.title_key, old.year, old.tags) IS NOT (new.episodes > 0, new.price, new.newest, new.title_key, new.year, new.tags)
BEGIN
    INSERT OR IGNORE INTO library_marks (mark, price, series, id, free, newest, title_key)
        SELECT mark, price, series, id, free, newest, title_key FROM marked_rows WHERE series = 1 AND id = new.id;
END;
CREATE INDEX batches_by_kind ON batches (kind, id);
CREATE INDEX codes_by_batch ON codes (batch_id, used_at, voided_at);
CREATE INDEX invitations_by_batch ON invitations (batch_id, used_at, voided_at);
CREATE INDEX users_removed ON users (was, removed_at) WHERE removed_at <> 0;
CREATE TRIGGER users_counted_in AFTER INSERT ON users WHEN new.removed_at = 0
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'users'; END;
CREATE TRIGGER users_counted_out AFTER DELETE ON users WHEN old.removed_at = 0
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
CREATE TRIGGER users_counted_removed AFTER UPDATE OF removed_at ON users WHEN old.removed_at = 0 AND new.removed_at <> 0
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
CREATE INDEX movie_marks_of_user ON movie_marks (user_id, kind, at, movie_id);
CREATE INDEX series_follows_of_user ON series_follows (user_id, at, series_id) WHERE following = 1;
CREATE INDEX movies_since ON movies (created_at, pos) WHERE shelf = 'published';
