// Package term is what a program knows of the terminal in front of it: what it
// asks it at the start (Capabilities), how a picture comes onto it
// (PosterCache, Landscape) and where its cursor stands (Cursor). Below it are
// the painter that writes frames (paint), the drawing of pictures in cells
// (canvas), and the width and wrapping of text (cells).
//
// It knows no screen and no movie: a picture is a number, and comes from a
// function. It imports the packages below it and nothing else of this module.
//
// Begin reading at Capabilities.
package term
