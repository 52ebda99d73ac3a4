package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// door is the first screen of a guest: look around, log in, register.
type door struct {
	*here
	at list
}

func newDoor(h *here) screen { return &door{here: h} }

type choiceRow struct {
	on   string
	says words.T
	tip  words.T
	do   func() tea.Cmd
}

func (d *door) rows() []choiceRow {
	rows := []choiceRow{
		{"b", textLookAround, textLookAroundTip, func() tea.Cmd { return d.goTo("library") }},
		{"i", textLogIn, textLogInTip, func() tea.Cmd { return d.push(newLogin(d.here, nil)) }},
		{"r", textRegister, textRegisterTip, func() tea.Cmd { return d.push(newRegister(d.here)) }},
	}
	if d.Vouched != "" {
		return []choiceRow{rows[2], rows[0]}
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
		for _, l := range d.banner() {
			ls = append(ls, l)
		}
		ls = append(ls, "")
	}
	ls = append(ls, d.look.mute.Render(clip(d.say(textWelcome), w, d.look.more)), "")
	name := 0
	for _, r := range d.rows() {
		name = max(name, width(d.say(r.says)))
	}
	wide := min(w, 60)
	for i, r := range d.rows() {
		text := d.look.accent.Render(r.on) + "  " + pad(d.say(r.says), name) + "   " + d.look.mute.Render(d.say(r.tip))
		ls = append(ls, d.row(i == d.at.at, text, wide))
		if h >= 14 {
			ls = append(ls, "")
		}
	}
	return middle(ls, w, h)
}

// banner is the house's name in large letters.
func (d *door) banner() []string {
	var ls []string
	for _, l := range bigText("YOUKU", 1, d.look.full) {
		ls = append(ls, d.look.accent.Render(l))
	}
	return ls
}
