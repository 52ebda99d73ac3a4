package store

import "io/fs"

// KeptFile is a small file of the data folder that a backup of the rows takes
// along: a host key, the admins' keys.
type KeptFile struct {
	Name    string // without a folder
	Mode    fs.FileMode
	Content []byte
}
