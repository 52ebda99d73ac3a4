// Package poster makes one small picture of a movie: a frame from about a
// fifth of its length, by the operator's ffmpeg. Without an ffmpeg, and for
// movies that it can't read, there is none, and the caller draws its own.
//
// A movie comes from outside, so ffmpeg runs as if the sender ran it: it gets
// the open file and fixed arguments, reads the file as the container that it
// was recognised to be and as no playlist, and has limits on its time, memory,
// files and output. What it answers is taken only if it is a small picture.
//
// It imports package media and nothing else of this module. Begin reading at
// Service.Poster.
package poster
