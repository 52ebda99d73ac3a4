-- What publications leave in the search index is brought together when nobody
-- waits (tend.go), and no longer by FTS5 within whichever update comes next.
-- +goose Up
INSERT INTO grams_free_new (grams_free_new, rank) VALUES ('automerge', 0);
INSERT INTO grams_paid_new (grams_paid_new, rank) VALUES ('automerge', 0);
INSERT INTO grams_paid_price (grams_paid_price, rank) VALUES ('automerge', 0);
INSERT INTO grams_free_title (grams_free_title, rank) VALUES ('automerge', 0);
INSERT INTO grams_paid_title (grams_paid_title, rank) VALUES ('automerge', 0);
INSERT INTO grams_off_shelf (grams_off_shelf, rank) VALUES ('automerge', 0);
INSERT INTO grams_free_new (grams_free_new, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_paid_new (grams_paid_new, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_paid_price (grams_paid_price, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_free_title (grams_free_title, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_paid_title (grams_paid_title, rank) VALUES ('crisismerge', 64);
INSERT INTO grams_off_shelf (grams_off_shelf, rank) VALUES ('crisismerge', 64);

-- +goose Down
SELECT 'going back needs a backup';
