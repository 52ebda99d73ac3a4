// Package intake is the life of an upload: from the first byte in /incoming to
// a published movie, or to nothing.
//
// A row in the shop goes before every change of the bytes, so that a start after
// a crash knows what was meant and finishes or undoes it:
//
//	receiving   bytes come; at a start: cut off, so partial
//	partial     resumable, not publishable
//	hashing     recognised and hashed in the background; at a start: again
//	ready       may be published
//	duplicate   a movie has this content already
//	sidecar     belongs to a movie, by its name (store/sidecar)
//	refused     not a movie
//	publishing  the bytes are being kept; at a start: undone
//	removing    the bytes are going; at a start: they go
//
// The uploads are a tree whose folders are rows alone (folders.go). A small file is
// looked at as it is closed, and never stands at hashing.
//
// Each opening for writing is a generation of the row. A writer that went silent
// is taken over by the same account (writer.go); what an older generation saves
// is refused by the shop, and a start makes all of them old.
//
// One at a time holds a row (row_lock.go): whatever writes it, hashes it,
// publishes it or removes it. It imports store and media. Begin reading at
// Intake, then open.go, upload.go, close.go, hash.go and publish.go, in the order of
// a life.
package intake
