// Package keyboard turns the bytes that come from a terminal into keys, clicks
// and answers: whole sequences only (sequences.go), and no faster than screens
// can be drawn (input.go). Begin reading with Keyboard.Run.
//
// It may import nothing of ours: it knows neither sessions nor screens.
package keyboard
