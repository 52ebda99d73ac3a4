// Package operator is the commands of the program on the machine itself: their
// table, usage and help. Each stands in a package of its own (serve, admin, restore
// with backup, check, passwd) and works on a local.Call; the settings stand in
// setting, errors in both languages in problem, the demo in sample.
//
// It may import its own packages, sshserver/build, store and tui. Begin reading
// at main.go.
package operator
