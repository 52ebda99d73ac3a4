// Package check proves what a library promises, against its rows and its files,
// and with --repair mends what has one right answer.
//
// It may import store, media and operator/{local,problem}. Begin reading at Run.
package check
