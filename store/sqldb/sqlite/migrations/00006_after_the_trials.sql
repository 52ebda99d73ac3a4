-- What the trials of the first library asked for, one part after another.
-- +goose Up

-- Which library this is, so that another's backup is never put into it; and
-- the files that a backup takes along (host keys, admins' keys), which are rows
-- in backups alone.
CREATE TABLE library (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO library (id) VALUES (lower(hex(randomblob(16))));
CREATE TABLE kept_files (
    name    TEXT PRIMARY KEY,
    mode    INTEGER NOT NULL,
    content BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- Since when a movie's file can't be had (0: it can), so that nothing is sold
-- that can't be fetched; and those movies by themselves, for looking again.
ALTER TABLE movies ADD COLUMN missing_since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movies_missing ON movies (pos) WHERE missing_since <> 0;

-- Whether a movie can be played while it comes: its index stands before its
-- picture. Empty is not looked at yet; Matroska always can be.
ALTER TABLE movies ADD COLUMN streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no'));
ALTER TABLE incoming ADD COLUMN streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no'));
UPDATE movies SET streams = 'yes' WHERE ext <> '.mp4';
UPDATE incoming SET streams = 'yes' WHERE sha256 <> '' AND ext <> '.mp4';
CREATE INDEX movies_by_unknown_streams ON movies (pos) WHERE streams = '';

-- When an upload was last changed, as its sender or the last write has it (0:
-- not known), and how often it was opened for writing: what an older writer
-- says is not taken.
ALTER TABLE incoming ADD COLUMN modified_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incoming ADD COLUMN generation  INTEGER NOT NULL DEFAULT 0;

-- How many rows those lists have whose position is shown and that would have to
-- be counted otherwise. The library opens with every movie again: a filter that
-- was remembered hid most of it a week later.
CREATE TABLE list_counts (
    list TEXT    PRIMARY KEY,
    n    INTEGER NOT NULL CHECK (n >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO list_counts (list, n)
    SELECT 'off_shelf', count(*) FROM movies WHERE shelf <> 'published' UNION ALL
    SELECT 'users', count(*) FROM users UNION ALL
    SELECT 'audit', count(*) FROM audit;

-- +goose StatementBegin
CREATE TRIGGER off_shelf_counted_in AFTER INSERT ON movies WHEN new.shelf <> 'published'
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'off_shelf'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER off_shelf_counted_anew AFTER UPDATE OF shelf ON movies
WHEN (old.shelf = 'published') <> (new.shelf = 'published')
BEGIN UPDATE list_counts SET n = n + CASE new.shelf WHEN 'published' THEN -1 ELSE 1 END WHERE list = 'off_shelf'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_in AFTER INSERT ON users
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_out AFTER DELETE ON users
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_counted_in AFTER INSERT ON audit
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'audit'; END;
-- +goose StatementEnd

DELETE FROM preferences WHERE name = 'library.filter';

-- What others changed of an account, for its person to be told once: an admin
-- or the operator set a password or added a key.
CREATE TABLE account_changes (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users (id),
    kind    TEXT    NOT NULL,
    detail  TEXT    NOT NULL,
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL,
    told_at INTEGER NOT NULL
) STRICT;
CREATE INDEX account_changes_untold ON account_changes (user_id, id) WHERE told_at = 0;

-- +goose Down
SELECT 'going back needs a backup';
