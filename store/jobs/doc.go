// Package jobs is what a command leaves in the rows for a server to carry out,
// and how far that is: the folder to take in, and what became of each file.
//
// It imports nothing of this module. Begin reading at Import.
package jobs
