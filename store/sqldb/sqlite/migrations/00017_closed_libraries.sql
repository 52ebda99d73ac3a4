-- Codes and invitations by the batch that they were made in, and accounts that were
-- removed.
-- +goose Up

-- What was minted at once: redeem codes of an amount, or invitations, each with VIP time
-- of a plan (or ''), for which the amount is posted once it is used.
CREATE TABLE batches (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT    NOT NULL CHECK (kind IN ('codes', 'invitations')),
    amount  INTEGER NOT NULL CHECK (amount >= 0),
    plan    TEXT    NOT NULL,
    days    INTEGER NOT NULL CHECK (days >= 0),
    count   INTEGER NOT NULL CHECK (count > 0),
    made_by TEXT    NOT NULL,
    made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX batches_by_kind ON batches (kind, id);

ALTER TABLE codes ADD COLUMN batch_id INTEGER REFERENCES batches (id);
ALTER TABLE codes ADD COLUMN voided_at INTEGER NOT NULL DEFAULT 0;
INSERT INTO batches (kind, amount, plan, days, count, made_by, made_at)
    SELECT 'codes', amount, '', 0, count(*), made_by, made_at FROM codes GROUP BY made_at, made_by, amount ORDER BY made_at, made_by, amount;
CREATE INDEX batches_found ON batches (made_at, made_by, amount);
UPDATE codes SET batch_id = (SELECT b.id FROM batches b
    WHERE b.made_at = codes.made_at AND b.made_by = codes.made_by AND b.amount = codes.amount);
DROP INDEX batches_found;
CREATE INDEX codes_by_batch ON codes (batch_id, used_at, voided_at);

CREATE TABLE invitations (
    hash      TEXT    PRIMARY KEY,
    batch_id  INTEGER NOT NULL REFERENCES batches (id),
    used_by   INTEGER REFERENCES users (id),
    used_at   INTEGER NOT NULL,
    voided_at INTEGER NOT NULL,
    entry_id  INTEGER REFERENCES ledger_entries (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX invitations_by_batch ON invitations (batch_id, used_at, voided_at);

-- promotions pays for what is given away, operator gets what removed accounts leave.
INSERT INTO house_accounts (till, balance) VALUES ('operator', 0), ('promotions', 0);

-- The row of a removed account stays, for what refers to it; was is its folded name.
ALTER TABLE users ADD COLUMN removed_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE users ADD COLUMN was TEXT NOT NULL DEFAULT '';
CREATE INDEX users_removed ON users (was, removed_at) WHERE removed_at <> 0;

DROP TRIGGER users_counted_in;
DROP TRIGGER users_counted_out;
-- +goose StatementBegin
CREATE TRIGGER users_counted_in AFTER INSERT ON users WHEN new.removed_at = 0
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_out AFTER DELETE ON users WHEN old.removed_at = 0
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_removed AFTER UPDATE OF removed_at ON users WHEN old.removed_at = 0 AND new.removed_at <> 0
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
-- +goose StatementEnd

-- +goose Down
SELECT 'going back needs a backup';
