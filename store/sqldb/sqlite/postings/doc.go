// Package postings reads the search index from the pages in which FTS5 keeps it.
//
// FTS5's own answer to a question in which several common words must stand together
// takes 50 ns for each place of each word, and it begins at the end of the table,
// wherever the page that is asked for begins. Here a page of places is decoded at
// once, which takes a few ns a place; words are read side by side, the rarest first,
// from where the page begins; and the pages in which nothing can be found are left
// out.
//
// Of FTS5's format, which its files have had since 2023 and which every later version
// reads, these parts are used: the structure record, the index of terms (%_idx), leaf
// pages without positions (detail = none), the index of long lists of places, and
// the hash tables of what was deleted (contentless_delete = 1). All of that is
// described in fts5_index.c. The tests compare each answer with FTS5's own.
//
// It imports stmt alone. Begin reading at Index.
package postings
