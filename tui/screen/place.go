package screen

import (
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// Place is a screen that is always one key away: its number in the title bar.
type Place struct {
	ID   string
	Name words.T
	Who  func(*Env) bool // may enter it
	Open func() ui.Screen
}

// Everybody, Guests, Members and Admins are who may enter a place.
func Everybody(*Env) bool { return true }

func Guests(e *Env) bool { return !e.User() }

func Members(e *Env) bool { return e.User() }

func Admins(e *Env) bool { return e.Admin() }
