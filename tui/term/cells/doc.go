// Package cells measures text in a terminal's cells and breaks it into lines
// by UAX 14. It is the one place that does: screens, help and commands all
// wrap with Wrap. It imports nothing of this module.
//
// Begin reading at Width, then Wrap.
package cells
