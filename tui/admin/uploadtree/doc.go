// Package uploadtree orders the uploads of a plan as a tree: folders in each
// other, movies in them, and below each movie what belongs to it. It says which
// rows of the tree are seen while some folders are closed and something is
// searched for.
//
// It is a pure function of the plan, and draws nothing. It imports store and
// media/language. Begin reading at Of.
package uploadtree
