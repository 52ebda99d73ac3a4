// Package canvas draws a picture in a terminal's cells: as half blocks in 16
// million or 256 colours, by kitty's graphics behind placeholders, or in sixels
// that an ImageLayer draws over the frame. It knows nothing of movies or screens
// and imports nothing of this module.
//
// Begin reading at Fit, which cuts a picture for its room, then Blocks, Kitty
// and Sixel.
package canvas
