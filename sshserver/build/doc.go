// Package build says which program this is, from what the Go toolchain writes
// into each binary. It imports nothing of this module. Begin reading at Read.
package build
