-- Whether a movie can be played while it comes: its index stands before its
-- picture. Empty is not looked at yet; Matroska always can be.
-- +goose Up
ALTER TABLE movies ADD COLUMN streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no'));
ALTER TABLE incoming ADD COLUMN streams TEXT NOT NULL DEFAULT '' CHECK (streams IN ('', 'yes', 'no'));
UPDATE movies SET streams = 'yes' WHERE ext <> '.mp4';
UPDATE incoming SET streams = 'yes' WHERE sha256 <> '' AND ext <> '.mp4';
CREATE INDEX movies_by_unknown_streams ON movies (pos) WHERE streams = '';

-- +goose Down
DROP INDEX movies_by_unknown_streams;
ALTER TABLE movies DROP COLUMN streams;
ALTER TABLE incoming DROP COLUMN streams;
