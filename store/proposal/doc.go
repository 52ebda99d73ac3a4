// Package proposal says what an upload may be published as, by what its files
// say of themselves: the NFO beside it, the tags in its container, the names of
// its folders and its own name. What is not certain is marked, so that a person
// looks at it.
//
// It is pure, and imports store/title and store/runes alone. Begin reading at
// Propose; how names are read is in name.go.
package proposal
