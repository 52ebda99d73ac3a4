// Package sample fills an empty library with the demo: sample movies, a notice
// and a redeem code. Its movies take the way of every upload.
//
// It may import media/demo, sshserver/intake, store and operator/local. Begin
// reading at Filler.
package sample
