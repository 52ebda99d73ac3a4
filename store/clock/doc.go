// Package clock is the library's time: on one server by its own steady clock, on
// several by the database's, from which a step is taken out.
//
// It imports nothing of this module. Begin reading at clock.go.
package clock
