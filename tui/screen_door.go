package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// door is the first screen of a guest: look around, log in, register.
type door struct {
	*Screens
	at list
}

func newDoor(h *Screens) screen { return &door{Screens: h} }

// registrar is the name that one logs in by to make an account: it is what
// they came for, so it stands first.
const registrar = "new"

func (d *door) rows() []choiceRow {
	rows := []choiceRow{
		{"b", textLookAround, textLookAroundTip, func() tea.Cmd { return d.goTo("library") }},
		{"i", textLogIn, textLogInTip, func() tea.Cmd { return d.push(newLogin(d.Screens, nil)) }},
		{"r", textRegister, textRegisterTip, func() tea.Cmd { return d.push(newRegister(d.Screens)) }},
	}
	switch {
	case d.Vouched != "":
		return []choiceRow{rows[2], rows[0]}
	case d.Actor.Name == registrar:
		return []choiceRow{rows[2], rows[0], rows[1]}
	}
	return rows
}

func (d *door) Init() tea.Cmd          { return nil }
func (d *door) Title() words.T         { return textPlaceDoor }
func (d *door) Update(tea.Msg) tea.Cmd { return nil }

func (d *door) Keys() []key {
	rows := d.rows()
	ks := []key{{on: "enter l right", says: textKeyChoose, do: func() tea.Cmd { return rows[d.at.at].do() }}}
	ks = append(d.at.keys(len(rows), nil)[:1], ks...)
	for _, r := range rows {
		ks = append(ks, key{on: r.on, says: r.says, do: r.do})
	}
	return append(ks, d.at.keys(len(rows), nil)[1:]...)
}

func (d *door) View(w, h int) string {
	var ls []string
	if h >= 14 && w >= 50 {
		ls = append(append(ls, d.big("YOUKU", 1)...), "")
	}
	ls = append(append(ls, d.muted(d.say(textWelcome), w)...), "")
	ls = append(ls, d.menu(d.rows(), &d.at, min(w, 60), h >= 14)...)
	return middle(ls, w, h)
}
