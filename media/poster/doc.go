// Package poster makes one small picture of a movie: a frame from about a
// fifth of its length, by the operator's ffmpeg. Without an ffmpeg, and for
// movies that it can't read, there is none, and whoever asked draws its own.
//
// The movie was sent by somebody, so ffmpeg is treated as if it were theirs:
// it gets the open file and fixed words, reads it as the container that it was
// recognised to be and as no playlist, and has bounds on its time, memory,
// files and output. What it answers is taken only if it is a small picture.
//
// It imports package media and nothing else of this module.
package poster
