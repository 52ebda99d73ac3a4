-- What an account has running is asked for at each login.
-- +goose Up

CREATE INDEX running_of_accounts ON running (account, kind);

-- +goose Down
DROP INDEX running_of_accounts;
