// Package canvas draws a picture in a terminal's cells: as half blocks in 16
// million or 256 colours. It knows nothing of movies or screens and imports
// nothing of this module.
package canvas
