-- When an upload was last changed, as its sender or the last write has it (0:
-- not known), and how often it was opened for writing: what an older writer
-- says is not taken.
-- +goose Up
ALTER TABLE incoming ADD COLUMN modified_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE incoming ADD COLUMN generation  INTEGER NOT NULL DEFAULT 0;

-- +goose Down
SELECT 'going back needs a backup';
