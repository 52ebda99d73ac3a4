// Package fair bounds how much of what all share is done for one caller at once,
// so that a caller that asks for a thousand things delays no other: reads and
// writes of rows, hashes of passwords, checksums of files.
//
// It imports nothing of this module. Begin reading at keyed_semaphore.go.
package fair
