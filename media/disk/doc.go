// Package disk is the media library as a folder:
//
//	incoming/KEY         what is being received
//	movies/ab/KEY        what is kept, in folders by the first two letters
//	posters/ab/KEY.jpg  a picture of it, which may be lost
//
// Folders are 0700 and files 0600. Every path is opened under one os.Root, so
// that neither a key nor a symbolic link leads out of the folder. Names that
// begin with a dot are pieces of work in progress and never listed.
//
// It imports package media and nothing else of this module.
package disk
