// Package main measures how fast the server is: go run ./sshserver/tools/bench.
//
// It builds the real program, serves a library from a folder in memory, starts
// OpenSSH's sshd beside it over the same movie, and lets stock clients do the
// same work with both in turn. What it prints are medians of several rounds
// and the ratios within each round, with the facts of the machine: a figure
// alone says nothing. README.md says how to run and read it, BENCHMARKS.md
// keeps a run.
//
// It is a client like any other: of ours it may import only the sample movies
// (media/demo), tools/program and
// pgtest, which starts PostgreSQL, and never an engine, the shop or a screen. Begin
// reading at parts.go.
package main
