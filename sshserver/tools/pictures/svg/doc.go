// Package svg draws what a terminal shows as an SVG picture, and reads the text
// of such a picture again.
//
// It imports nothing of the module. Begin reading at Draw.
package svg
