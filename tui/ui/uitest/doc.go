// Package uitest is what tests of screens share: key presses by name, texts
// that are hard to draw, and a check of what was drawn. It imports tui/term
// alone, so that tests of tui/ui may use it too. Begin reading at
// press.go.
package uitest
