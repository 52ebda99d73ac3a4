-- The key under which the bytes of an upload are being kept while it is published, and
-- which run of an import is the newest: what an older one still does is refused.
-- +goose Up
ALTER TABLE incoming ADD COLUMN kept_as TEXT NOT NULL DEFAULT '';
ALTER TABLE imports ADD COLUMN run INTEGER NOT NULL DEFAULT 0;
UPDATE incoming SET kept_as = sha256 || ext
    WHERE state = 'publishing' AND sha256 <> '' AND NOT EXISTS (SELECT 1 FROM movies WHERE file = incoming.sha256 || incoming.ext);

-- +goose Down
SELECT 'going back needs a backup';
