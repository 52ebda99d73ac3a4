// Package s3 is the media library in a bucket of an S3 store:
//
//	incoming/KEY/WRITER/PART  a part of what is being received
//	incoming/KEY/WRITER/head  which parts of older writers that writer goes on with
//	importing/KEY/PART        a part of a copy that has no key yet
//	movies/ab/KEY             what is kept, named as in media/disk
//	posters/ab/KEY.jpg        a picture of it, which may be lost
//	subtitles/ab/KEY          a file of subtitles
//	covers/ab/KEY             a picture that was given to a movie or a series
//
// What is received is a list of parts (chain.go): objects of their own, each
// written once, with the state of the hash up to its end beside it. So a part is
// readable at once, an upload that was cut off goes on from its last one on any
// server, and no writer can change what another wrote. Keeping copies the parts
// into one object, within the store.
//
// Reads come in chunks (package chunk) of one ranged stream a handle; readers of one
// movie share them, and a folder of bounded size keeps those that were fetched twice.
//
// It imports packages media, media/keylock and its own below it, and nothing else of
// this module.
// Begin reading at library.go, then receive.go, inbox.go and file.go.
package s3
