-- Since when a movie's file can't be had (0: it can), so that nothing is sold
-- that can't be fetched; and those movies by themselves, for looking again.
-- +goose Up
ALTER TABLE movies ADD COLUMN missing_since INTEGER NOT NULL DEFAULT 0;
CREATE INDEX movies_missing ON movies (pos) WHERE missing_since <> 0;

-- +goose Down
SELECT 'going back needs a backup';
