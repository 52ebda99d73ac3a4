// Package container reads what a movie says of itself: whether bytes are an mp4,
// mkv or webm with a picture (Recognise), and whether the first of them can
// become one (Head).
//
// Every file it reads was uploaded: sizes, counts and nesting in it are
// claims, and none decides how much is read or held. All reading goes through
// one budget of steps, bytes and time (bounded_reader.go).
//
// What it says in words (said.go) is cut at its bounds and cleaned; tags that are
// broken say nothing, and leave the movie what it is.
//
// It imports package language of media and nothing else of this module. Begin
// reading at recognise.go; the readers are mp4*.go, and mkv*.go above ebml.go.
package container
