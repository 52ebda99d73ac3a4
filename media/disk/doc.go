// Package disk is the media library as a folder:
//
//	incoming/KEY         what is being received
//	movies/ab/KEY        what is kept, in folders by the first two letters
//	posters/ab/KEY.jpg  a picture of it, which may be lost
//	subtitles/ab/KEY    a file of subtitles
//	covers/ab/KEY       a picture that was given to a movie or a series
//
// Folders are 0700 and files 0600, and belong to the owner of the folder. The
// five folders may be symbolic links that the operator made, to disks of their
// own. Below each of them every path is opened under its os.Root, so that
// neither a key nor a link leads out of it. Names that begin with a dot are
// pieces of work in progress and never listed.
//
// It imports packages media and keys/owner and nothing else of this module.
// Begin reading at library.go.
package disk
