// Package event says what a change of rows means to the sessions and transfers
// that run: a value that the change announces and that each server applies.
//
// It imports store/live and nothing else of this module. Begin reading at event.go.
package event
