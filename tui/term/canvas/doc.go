// Package canvas draws a picture in a terminal's cells: as half blocks in 16
// million or 256 colours, by kitty's graphics behind placeholders, or in sixels
// that a ImageLayer lays over the frame. It knows nothing of movies or screens and
// imports nothing of this module.
package canvas
