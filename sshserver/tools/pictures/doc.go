// Package main makes the README's pictures: go run ./sshserver/tools/pictures.
//
// It builds the real program, serves a library in a folder that is thrown away,
// and comes in over SSH as the people of a short story: a guest, a viewer and an
// admin. Their screens are kept by a virtual terminal, and its cells are drawn
// as SVG, in both languages. With -check nothing is written; the text of the
// fresh screens is held against the committed pictures instead.
//
// It is a client like any other: of ours it may import only the sample movies
// (media/demo) and tools/program, and never an engine, the shop or a screen. Begin
// reading at story.go.
package main
