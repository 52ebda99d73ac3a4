package tui

import (
	"context"
	"image"
	"time"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/admin"
	"youku.example/tui/screen"
	"youku.example/tui/term"
	"youku.example/tui/term/canvas"
	"youku.example/tui/ui"
	"youku.example/tui/viewer"
	"youku.example/tui/words"
)

// Session is one person at one terminal: who was proven, what is known of
// the terminal, and what the screens ask.
type Session struct {
	Shop    Shop
	Intake  admin.Intake
	Logins  viewer.LoginService
	Guard   admin.Guard
	Posters Posters // nil: all pictures are drawn from the titles

	Actor   store.Actor
	Vouched string // the only name that this key may register, "" for everybody else

	Chosen map[string]string // what the account chose before: store.Preferences

	Lang       words.Lang
	Host       string // as people outside write it, for the commands to copy
	Port       int
	Dark       bool               // of the background; only a guess until the terminal reports it
	ImageLayer *canvas.ImageLayer // what the program writes to; nil: no pictures but of text
	Term       string             // the terminal's name
	NoColour   bool               // the person wants none
	Cell       image.Point        // the size of a cell in points, zero where not known
	ASCII      bool               // the terminal draws ambiguous glyphs wide, or not at all
	Location   *time.Location
	Clock      func() time.Time  // the library's calendar; nil is this machine's
	Ctx        context.Context   // ends with the session, not with the connection
	OnCopy     func(line string) // is called with each single line that was copied; may be nil
}

// New is the program's model. Its caller runs it and ends it by Ctx.
func New(s Session) tea.Model {
	if s.Location == nil {
		s.Location = time.Local
	}
	if s.Ctx == nil {
		s.Ctx = context.Background()
	}
	return newRoot(s).begin()
}

// newRoot makes the model before its first screen.
func newRoot(s Session) *root {
	h := &screen.Env{
		Display: ui.Display{Lang: s.Lang, Location: s.Location, Explain: explain},
		Actor:   s.Actor, Vouched: s.Vouched, Host: s.Host, Port: s.Port, Ctx: s.Ctx, OnCopy: s.OnCopy, Clock: s.Clock,
	}
	r := &root{
		Env: h, session: s, helpText: ui.NewReader(), choices: newChoices(s.Chosen), backgroundUnknown: true,
		posterCache: term.NewPosterCache(s.ImageLayer),
		capabilities: term.NewCapabilities(term.Options{
			Name: s.Term, Pictures: s.ImageLayer != nil && s.Posters != nil, ASCII: s.ASCII, NoColour: s.NoColour, Cell: s.Cell,
		}),
	}
	r.screens = &viewer.Screens{Env: h, Program: r, Shop: s.Shop, Logins: s.Logins}
	r.all = append(r.screens.Places(), admin.NewPlace(h, s.Shop, s.Intake, s.Guard))
	h.Press = func(name string) tea.Cmd {
		if k, ok := ui.FindKey(h.Top().Keys(), name); ok {
			return k.Do()
		}
		return nil
	}
	r.restyle()
	return r
}

// begin shows the first screen.
func (r *root) begin() *root {
	r.Stack = []ui.Screen{r.first()}
	return r
}
