package words

import "youku.example/store"

// Clean is a text of the database made fit for one line of a screen.
func Clean(s string) string { return store.Clean(s) }
