// Package viewer holds the commands of people who look for movies, buy and fetch
// them. Each is a function in a file of its name that takes what it works on
// and answers a row of the table; what they ask of the shop and the library
// stands in needs.go.
//
// It may import command/cli, command/view, store, media and tui/words, and no
// other folder of commands: ../table.go joins them. Begin reading at
// cmd_movies.go.
package viewer
