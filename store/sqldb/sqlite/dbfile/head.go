package dbfile

import "os"

// The head of a SQLite file, and where in page 1 the stamp stands that proves
// which log is its own (user_version).
const (
	Magic    = "SQLite format 3\x00"
	HeadSize = 100
	StampAt  = 60
)

// Sync makes a file's bytes, or a folder's names, durable.
func Sync(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}
