-- The tracks in a movie's file: of subtitles, and the languages of its sound. NULL
-- is a file that was not examined for them; those are examined after a start.
-- +goose Up
ALTER TABLE movies ADD COLUMN tracks TEXT;
ALTER TABLE incoming ADD COLUMN tracks TEXT;
DROP INDEX movies_by_unknown_streams;
CREATE INDEX movies_to_examine ON movies (pos) WHERE tracks IS NULL AND shelf <> 'purged';

-- +goose Down
SELECT 'going back needs a backup';
