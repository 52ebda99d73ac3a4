-- Folders of the server's own disks are taken in.
-- +goose Up

-- Of a movie whose bytes have a second name outside of the library: when they
-- were changed last, and when anything of the file was. 0: the library's own.
ALTER TABLE movies ADD COLUMN link_modified INTEGER NOT NULL DEFAULT 0;
ALTER TABLE movies ADD COLUMN link_changed  INTEGER NOT NULL DEFAULT 0;

-- A job that a command asks for and the server, or the command itself, carries out.
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
) STRICT;
CREATE INDEX imports_open ON imports (id) WHERE state IN ('queued', 'running');

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
CREATE INDEX import_files_of ON import_files (import_id, id);
CREATE INDEX import_files_open ON import_files (import_id, id) WHERE state IN ('keeping', 'published');

-- +goose Down
SELECT 'going back needs a backup';
