// Package progress draws how far a command of the operator came: a bar that is drawn over
// itself on a terminal.
//
// It imports nothing of this module. Begin reading at Bar.
package progress
