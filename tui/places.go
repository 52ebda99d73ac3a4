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
	open func(*root) ui.Screen
	who  func(*root) bool
}

func everybody(*root) bool  { return true }
func guests(r *root) bool   { return !r.user() }
func members(r *root) bool  { return r.user() }
func managers(r *root) bool { return r.admin() }

// allPlaces are the places in the order of their numbers. A new one is a line
// here.
var allPlaces = []place{
	{"door", textPlaceDoor, viewer(newDoor), guests},
	{"library", textPlaceLibrary, viewer(newLibrary), everybody},
	{"downloads", textPlaceDownloads, viewer(newDownloads), members},
	{"wallet", textPlaceWallet, viewer(newWallet), members},
	{"notices", textPlaceNotices, viewer(newNotices), everybody},
	{"account", textPlaceAccount, viewer(newAccount), members},
	{"admin", textAdminPlaceAdmin, admins, managers},
}

// viewer gives a place whose screen is one of the viewers'.
func viewer(open func(*Screens) ui.Screen) func(*root) ui.Screen {
	return func(r *root) ui.Screen { return open(r.screens) }
}

// admins gives the admins' place.
func admins(r *root) ui.Screen {
	return newAdminScreen(r.Env, r.session.Shop, r.session.Intake, r.session.Guard)
}

// open lists the places that this person may enter.
func (r *root) open() []place {
	var ps []place
	for _, p := range allPlaces {
		if p.who(r) {
			ps = append(ps, p)
		}
	}
	return ps
}

// first is the screen that a session begins with.
func (r *root) first() ui.Screen {
	if r.Vouched != "" && !r.user() {
		return newRegister(r.screens)
	}
	s := r.open()[0].open(r)
	r.keep(r.open()[0].id, s)
	return s
}

func (r *root) keep(id string, s ui.Screen) {
	if r.places == nil {
		r.places = map[string]ui.Screen{}
	}
	r.places[id] = s
}

// goTo shows a place as it was left, or for the first time.
func (h *root) goTo(id string) tea.Cmd {
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
func (r *root) seen() string {
	for id, s := range r.places {
		if s == r.stack[0] {
			return id
		}
	}
	return ""
}

// home is the place that Esc leads to in the end.
func (r *root) home() string {
	if r.Vouched != "" && !r.user() {
		return "door"
	}
	return "library"
}
