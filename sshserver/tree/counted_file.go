package tree

import "youku.example/sshserver/sftp"

// mostOpened is how many files an account may have open in all its sessions
// together: each takes a descriptor, of which the process has only so many. One
// session's own bound would let fifty connections take them all.
const mostOpened = 256

// countedFile gives its place back when it is closed.
type countedFile struct {
	sftp.File
	leave func()
}

// Expect passes on how large the file will be.
func (f countedFile) Expect(size int64) {
	if e, is := f.File.(sftp.Expecter); is {
		e.Expect(size)
	}
}

// Follow passes on what was written.
func (f countedFile) Follow(p []byte, off int64) {
	if e, is := f.File.(sftp.Follower); is {
		e.Follow(p, off)
	}
}

// Close closes the file, and then counts it as closed.
func (f countedFile) Close(clean bool) error {
	defer f.leave()
	return f.File.Close(clean)
}
