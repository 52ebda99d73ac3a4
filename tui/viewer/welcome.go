package viewer

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// welcome is the first screen of a guest: look around, log in, register.
type welcome struct {
	*Screens
	at ui.List
}

func newWelcome(v *Screens) ui.Screen { return &welcome{Screens: v} }

// registrar is the name that one logs in by to make an account: it is what
// they came for, so it stands first.
const registrar = "new"

func (d *welcome) rows() []ui.MenuRow {
	var rows []ui.MenuRow
	add := func(may bool, r ui.MenuRow) {
		if may {
			rows = append(rows, r)
		}
	}
	register := ui.MenuRow{On: "r", Says: textRegister, Tip: textRegisterTip, Do: func() tea.Cmd { return d.Push(newRegister(d.Screens)) }}
	if d.Shop.Rules().Registration == store.AdmitInvited && d.Vouched == "" {
		register.Tip = textRegisterInvitedTip
	}
	first := d.Vouched != "" || d.Actor.Name == registrar
	add(first && d.mayRegister(), register)
	add(d.mayLook(d.Env), ui.MenuRow{On: "b", Says: textLookAround, Tip: textLookAroundTip, Do: func() tea.Cmd { return d.GoTo("library") }})
	add(d.Vouched == "", ui.MenuRow{On: "i", Says: textLogIn, Tip: textLogInTip, Do: func() tea.Cmd { return d.Push(newLogin(d.Screens, nil)) }})
	add(!first && d.mayRegister(), register)
	return rows
}

// says is what the library is, and for whom.
func (d *welcome) says() words.T {
	switch {
	case !d.mayLook(d.Env) && !d.mayRegister():
		return textForMembersClosed
	case !d.mayLook(d.Env):
		return textForMembers
	case !d.mayRegister():
		return textClosed
	}
	return textWelcome
}

func (d *welcome) Init() tea.Cmd          { return nil }
func (d *welcome) Title() words.T         { return textPlaceWelcome }
func (d *welcome) Update(tea.Msg) tea.Cmd { return nil }

func (d *welcome) Keys() []ui.Key {
	rows := d.rows()
	ks := []ui.Key{{On: "enter l right", Says: ui.TextKeyChoose, Do: func() tea.Cmd { return rows[d.at.At].Do() }}}
	ks = append(d.at.Keys(len(rows), nil)[:1], ks...)
	for _, r := range rows {
		ks = append(ks, ui.Key{On: r.On, Says: r.Says, Quiet: true, Do: r.Do}) // its row says it
	}
	return append(ks, d.at.Keys(len(rows), nil)[1:]...)
}

func (d *welcome) View(w, h int) string {
	var ls []string
	if h >= 14 && w >= 50 {
		ls = append(append(ls, d.Big("YOUKU", 1)...), "")
	}
	ls = append(append(ls, d.Muted(d.Say(d.says()), w)...), "")
	ls = append(ls, d.Menu(d.rows(), &d.at, min(w, 60), h >= 14)...)
	return cells.Middle(ls, w, h)
}
