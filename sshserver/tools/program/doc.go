// Package program builds the real program and runs it, for the tools that
// measure it and draw its screens: its folder, its environment, its start and
// its end, and waiting with a bound.
//
// It imports nothing of the module. Begin reading at Build.
package program
