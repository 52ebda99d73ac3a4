// Package paint brings the frames of a Bubble Tea program onto a terminal that
// is far away. It writes when there is something new and never else, and keeps
// of a screen no more than its text: Bubble Tea's own renderer holds two
// buffers of cells, at 104 bytes a cell, and looks at them thirty times a
// second for as long as somebody is connected.
package paint
