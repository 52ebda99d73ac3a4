-- What an account chose on its screens: an order, a filter. Nothing rests on it.
-- +goose Up
CREATE TABLE preferences (
    user_id INTEGER NOT NULL REFERENCES users (id),
    name    TEXT    NOT NULL,
    value   TEXT    NOT NULL,
    PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

-- +goose Down
DROP TABLE preferences;
