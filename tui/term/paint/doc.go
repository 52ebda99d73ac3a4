// Package paint writes the frames of a Bubble Tea program to a terminal that is
// far away. It writes when there is something new and never else, and keeps of a
// screen no more than its text: Bubble Tea's own renderer holds two buffers of
// cells, at 104 bytes a cell, and compares them thirty times a second for as
// long as a session lasts.
//
// It imports nothing of this module. Begin reading at Painter.Show: what it
// keeps is painted by screen.frame, line by line with an encoder.
package paint
