// Package cells measures text in a terminal's cells, cuts and fills it to so
// many (clip.go), breaks it into lines by UAX 14 (wrap.go) and lays lines out
// (lines.go). It is the one place that does, and never cuts inside a character.
// It imports nothing of this module.
//
// Begin reading at Width, then Clip and Wrap.
package cells
