// Package names says what the name of an account may be, and which names the eye
// takes for the same (Fold).
//
// It imports store/runes, and nothing else of this module. Begin reading at
// names.go.
package names
