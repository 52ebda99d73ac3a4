package container

import (
	"errors"
	"time"
)

var (
	// ErrNotAMovie says that the bytes are no mp4, mkv or webm with a picture.
	ErrNotAMovie = errors.New("not a movie")
	// ErrTruncated says that the container ends before its own boxes say:
	// the rest was not sent.
	ErrTruncated = errors.New("the movie ends too early")
)

// Info is what a movie says of itself. Its words but those of Tags come from
// short lists of our own, so they may be shown as they are.
type Info struct {
	MediaType  string // video/mp4, video/x-matroska, video/webm
	Ext        string // .mp4, .mkv, .webm
	Duration   time.Duration
	Width      int
	Height     int
	VideoCodec string // h264, hevc, av1, vp9, …; "" unknown
	Streams    bool   // it can be played while it comes: its index is not at its end
	AudioCodec string // aac, opus, …; "" unknown or none
	Tags       Tags
	Tracks     []Track  // of subtitles
	Sound      []string // the languages of its tracks of sound, each once, as far as they are said
}
