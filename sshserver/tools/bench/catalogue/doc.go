// Package main asks the shop for pages of a library of any size and prints how
// long each kind of question takes: go run ./sshserver/tools/bench/catalogue. The
// library is made by store/storetest/stock, once, and kept for the next run.
//
// As a program of its own it may open an engine, as the server's main
// does; it imports store and store/storetest/stock besides. Begin reading at
// questions.go.
package main
