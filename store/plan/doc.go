// Package plan says of every upload what it is: a movie with what it may be
// published as, something that belongs to a movie, or a file that was refused.
// Commands and screens publish by the same plan.
//
// It is a pure function of the rows of uploads, in which is kept what their bytes
// say of themselves. It imports store, store/sidecar, store/proposal and
// store/title. Begin reading at Of.
package plan
