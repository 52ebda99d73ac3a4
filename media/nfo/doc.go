// Package nfo reads what an .nfo file says of a movie, an episode or a show, in
// the XML that Kodi and Jellyfin write.
//
// Such a file comes from outside: its size, its depth and what is taken of it
// are bounded, and it has no entities beyond the five of XML, for a document
// type is refused. The texts are plain strings that the caller must clean.
//
// It imports nothing of this module. Begin reading at Parse.
package nfo
