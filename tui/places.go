package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/admin"
	"youku.example/tui/screen"
	"youku.example/tui/ui"
)

// open lists the places that this person may enter.
func (r *root) open() []screen.Place {
	ps := make([]screen.Place, 0, len(r.all))
	for _, p := range r.all {
		if p.Who(r.Env) {
			ps = append(ps, p)
		}
	}
	return ps
}

// first is the screen that a session begins with.
func (r *root) first() ui.Screen {
	if r.Vouched != "" && !r.User() {
		return r.screens.Register()
	}
	s := r.open()[0].Open()
	r.keep(r.open()[0].ID, s)
	return s
}

func (r *root) keep(id string, s ui.Screen) {
	if r.Kept == nil {
		r.Kept = map[string]ui.Screen{}
	}
	r.Kept[id] = s
}

// GoTo shows a place as it was left, or for the first time.
func (r *root) GoTo(id string) tea.Cmd {
	if s, ok := r.Kept[id]; ok {
		r.Stack = []ui.Screen{s}
		if back, ok := s.(interface{ Return() tea.Cmd }); ok {
			return back.Return()
		}
		return nil
	}
	for _, p := range r.open() {
		if p.ID == id {
			s := p.Open()
			r.keep(id, s)
			r.Stack = []ui.Screen{s}
			return s.Init()
		}
	}
	return nil
}

// EditSeries opens the form of a series, which admins have.
func (r *root) EditSeries(id int64) tea.Cmd {
	return r.Push(admin.EditSeries(r.Env, r.session.Shop, id))
}

// seen is the id of the place that the seen screen lies on.
func (r *root) seen() string {
	for id, s := range r.Kept {
		if s == r.Stack[0] {
			return id
		}
	}
	return ""
}

// home is the place that Esc leads to in the end.
func (r *root) home() string {
	if !r.User() && (r.Vouched != "" || r.session.Shop.Rules().NoGuests) {
		return "welcome"
	}
	return "library"
}
