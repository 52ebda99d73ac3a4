// Package passwd gives an account a new password, while a server runs or not.
//
// It may import store and operator/{local,problem}. Begin reading at Run.
package passwd
