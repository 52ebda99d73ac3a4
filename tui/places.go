package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// place is a screen that is always one key away: its number in the title bar.
type place struct {
	id   string
	name words.T
	open func(*Env) ui.Screen
	who  func(*Env) bool
}

func everybody(*Env) bool  { return true }
func guests(h *Env) bool   { return !h.user() }
func members(h *Env) bool  { return h.user() }
func managers(h *Env) bool { return h.admin() }

// allPlaces are the places in the order of their numbers. A new one is a line
// here.
var allPlaces = []place{
	{"door", textPlaceDoor, viewer(newDoor), guests},
	{"library", textPlaceLibrary, viewer(newLibrary), everybody},
	{"downloads", textPlaceDownloads, viewer(newDownloads), members},
	{"wallet", textPlaceWallet, viewer(newWallet), members},
	{"notices", textPlaceNotices, viewer(newNotices), everybody},
	{"account", textPlaceAccount, viewer(newAccount), members},
	{"admin", textAdminPlaceAdmin, newAdminScreen, managers},
}

// viewer gives a place whose screen is one of the viewers'.
func viewer(open func(*Screens) ui.Screen) func(*Env) ui.Screen {
	return func(h *Env) ui.Screen { return open(&Screens{h}) }
}

// open lists the places that this person may enter.
func (h *Env) open() []place {
	var ps []place
	for _, p := range allPlaces {
		if p.who(h) {
			ps = append(ps, p)
		}
	}
	return ps
}

// first is the screen that a session begins with.
func (h *Env) first() ui.Screen {
	if h.Vouched != "" && !h.user() {
		return newRegister(&Screens{h})
	}
	s := h.open()[0].open(h)
	h.keep(h.open()[0].id, s)
	return s
}

func (h *Env) keep(id string, s ui.Screen) {
	if h.places == nil {
		h.places = map[string]ui.Screen{}
	}
	h.places[id] = s
}

// goTo shows a place as it was left, or for the first time.
func (h *Env) goTo(id string) tea.Cmd {
	if s, ok := h.places[id]; ok {
		h.stack = []ui.Screen{s}
		if r, ok := s.(interface{ Return() tea.Cmd }); ok {
			return r.Return()
		}
		return nil
	}
	for _, p := range h.open() {
		if p.id == id {
			s := p.open(h)
			h.keep(id, s)
			h.stack = []ui.Screen{s}
			return s.Init()
		}
	}
	return nil
}

// seen is the id of the place that the seen screen lies on.
func (h *Env) seen() string {
	for id, s := range h.places {
		if s == h.stack[0] {
			return id
		}
	}
	return ""
}

// home is the place that Esc leads to in the end.
func (h *Env) home() string {
	if h.Vouched != "" && !h.user() {
		return "door"
	}
	return "library"
}
