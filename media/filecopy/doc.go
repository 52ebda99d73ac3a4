// Package filecopy copies the files of one library into another, whatever engines they
// are of: each is proved by its hash before it has its name, so what is there was proved,
// and a movie that was cut off goes on from where it was.
//
// It imports package media and nothing else of this module. Begin reading at Copier.
package filecopy
