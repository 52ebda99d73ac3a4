-- The uploads become a tree, and know what their bytes say.
-- +goose Up

-- name is a path now. folder is all of it before the last slash, so that one
-- folder is listed without reading the others; said is what the bytes say of
-- themselves and edited what an admin changed of the proposal, both as JSON.
ALTER TABLE incoming ADD COLUMN folder TEXT NOT NULL DEFAULT '';
ALTER TABLE incoming ADD COLUMN said   TEXT NOT NULL DEFAULT '';
ALTER TABLE incoming ADD COLUMN edited TEXT NOT NULL DEFAULT '';
CREATE INDEX incoming_in_folder ON incoming (folder, name);
-- Each publication asks which uploads have the same content.
CREATE INDEX incoming_by_sum ON incoming (sha256) WHERE sha256 <> '';

-- A folder is a row and nothing on the disk.
CREATE TABLE incoming_folders (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT    NOT NULL UNIQUE,
    folder      TEXT    NOT NULL,
    author      TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    modified_at INTEGER NOT NULL
) STRICT;
CREATE INDEX incoming_folders_in_folder ON incoming_folders (folder, name);

-- +goose Down
SELECT 'going back needs a backup';
