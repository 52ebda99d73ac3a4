// Package subtitle takes files of subtitles: srt, ass, ssa and vtt of at most
// MaxSize bytes, in UTF-8, UTF-16, GB18030 or Big5, and gives them back as clean
// UTF-8 (Read). What a file is stands in its content; its name is not asked.
//
// It knows bytes alone and imports nothing of this module. Begin reading at
// subtitle.go; decode.go guesses how the bytes are to be read.
package subtitle
