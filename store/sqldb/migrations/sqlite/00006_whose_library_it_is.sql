-- Which library this is, so that another's backup is never put into it; and
-- the files that a backup takes along (host keys, admins' keys), which are rows
-- in backups alone.
-- +goose Up
CREATE TABLE library (
    id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO library (id) VALUES (lower(hex(randomblob(16))));
CREATE TABLE kept_files (
    name    TEXT PRIMARY KEY,
    mode    INTEGER NOT NULL,
    content BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE kept_files;
DROP TABLE library;
