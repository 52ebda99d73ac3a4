-- How many rows those lists have whose position is shown and that would have to
-- be counted otherwise. The library opens with every movie again: a filter that
-- was remembered hid most of it a week later.
-- +goose Up
CREATE TABLE list_counts (
    list TEXT    PRIMARY KEY,
    n    INTEGER NOT NULL CHECK (n >= 0)
) STRICT, WITHOUT ROWID;
INSERT INTO list_counts (list, n)
    SELECT 'off_shelf', count(*) FROM movies WHERE shelf <> 'published' UNION ALL
    SELECT 'users', count(*) FROM users UNION ALL
    SELECT 'audit', count(*) FROM audit;

-- +goose StatementBegin
CREATE TRIGGER off_shelf_counted_in AFTER INSERT ON movies WHEN new.shelf <> 'published'
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'off_shelf'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER off_shelf_counted_anew AFTER UPDATE OF shelf ON movies
WHEN (old.shelf = 'published') <> (new.shelf = 'published')
BEGIN UPDATE list_counts SET n = n + CASE new.shelf WHEN 'published' THEN -1 ELSE 1 END WHERE list = 'off_shelf'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_in AFTER INSERT ON users
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER users_counted_out AFTER DELETE ON users
BEGIN UPDATE list_counts SET n = n - 1 WHERE list = 'users'; END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER audit_counted_in AFTER INSERT ON audit
BEGIN UPDATE list_counts SET n = n + 1 WHERE list = 'audit'; END;
-- +goose StatementEnd

DELETE FROM preferences WHERE name = 'library.filter';

-- +goose Down
SELECT 'going back needs a backup';
