-- A movie that others buy may be free for VIPs.
-- +goose Up
ALTER TABLE movies ADD COLUMN vip_free BIGINT NOT NULL DEFAULT 0 CHECK (vip_free IN (0, 1) AND (vip_free = 0 OR free = 0));

-- +goose Down
SELECT 'going back needs a backup';
