-- The lists that admins read are searched, and sorted by each of their columns.
-- +goose Up

-- How many movies a person has bought and not given back, kept by triggers: a list
-- sorted by it counts nothing.
ALTER TABLE users ADD COLUMN bought INTEGER NOT NULL DEFAULT 0 CHECK (bought >= 0);
UPDATE users SET bought = (SELECT count(*) FROM purchases p WHERE p.user_id = users.id AND p.refunded_at = 0);

-- +goose StatementBegin
CREATE TRIGGER bought_counted_in AFTER INSERT ON purchases WHEN new.refunded_at = 0
BEGIN UPDATE users SET bought = bought + 1 WHERE id = new.user_id; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER bought_counted_anew AFTER UPDATE OF refunded_at ON purchases
WHEN (old.refunded_at = 0) <> (new.refunded_at = 0)
BEGIN UPDATE users SET bought = bought + iif(new.refunded_at = 0, 1, -1) WHERE id = new.user_id; END;
-- +goose StatementEnd

-- What is greatest comes first, and of equal ones the names from a on; a page goes
-- on in an index of columns alone.
ALTER TABLE users ADD COLUMN balance_down INTEGER NOT NULL GENERATED ALWAYS AS (-balance) VIRTUAL;
ALTER TABLE users ADD COLUMN bought_down  INTEGER NOT NULL GENERATED ALWAYS AS (-bought) VIRTUAL;
ALTER TABLE users ADD COLUMN locked_down  INTEGER NOT NULL GENERATED ALWAYS AS (-locked) VIRTUAL;
ALTER TABLE users ADD COLUMN vip_down     INTEGER NOT NULL GENERATED ALWAYS AS (-vip_until) VIRTUAL;
CREATE INDEX users_by_balance ON users (balance_down, fold);
CREATE INDEX users_by_bought ON users (bought_down, fold);
CREATE INDEX users_by_state ON users (locked_down, vip_down, fold);
CREATE INDEX notices_by_title ON notices (title) WHERE withdrawn_at = 0;
CREATE INDEX notices_by_author ON notices (author) WHERE withdrawn_at = 0;

-- The words by which lines of the audit are found, by ID. Lines get in some at a
-- time, when no update waits (audit_index.go); upto is the last one that is in.
CREATE VIRTUAL TABLE grams_audit USING fts5(grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO grams_audit (grams_audit, rank) VALUES ('hashsize', 8388608);
INSERT INTO grams_audit (grams_audit, rank) VALUES ('automerge', 0);
INSERT INTO grams_audit (grams_audit, rank) VALUES ('crisismerge', 64);
CREATE TABLE audit_index (
    version INTEGER NOT NULL,
    upto    INTEGER NOT NULL
) STRICT;
INSERT INTO audit_index (version, upto) VALUES (0, 0);

-- +goose Down
SELECT 'going back needs a backup';
