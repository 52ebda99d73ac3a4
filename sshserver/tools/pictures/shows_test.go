package main

import (
	"testing"

	"github.com/charmbracelet/x/vt"

	"youku.example/sshserver/tools/pictures/svg"
)

// shows is the screen of a program that wrote this.
func shows(t *testing.T, w, h int, written string) svg.Grid {
	t.Helper()
	term := vt.NewEmulator(w, h)
	if _, err := term.WriteString(written); err != nil {
		t.Fatal(err)
	}
	return svg.Read(term)
}
