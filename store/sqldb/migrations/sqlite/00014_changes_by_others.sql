-- What others changed of an account, for its person to be told once: an admin
-- or the operator set a password or added a key.
-- +goose Up
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
