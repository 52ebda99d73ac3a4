package tui

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// account is who one is, and what one may change about it.
type account struct {
	*Screens
	at list
}

func newAccount(h *Screens) screen { return &account{Screens: h} }

func (s *account) Init() tea.Cmd          { return nil }
func (s *account) Title() words.T         { return textPlaceAccount }
func (s *account) Update(tea.Msg) tea.Cmd { return nil }

func (s *account) rows() []choiceRow {
	password, tip := textChangePassword, textChangePasswordTip
	if !s.acct.HasPassword {
		password, tip = textSetPassword, textSetPasswordTip
	}
	return []choiceRow{
		{"p", password, tip, func() tea.Cmd { return s.push(newPassword(s.Screens)) }},
		{"K", textKeys, textKeysTip, func() tea.Cmd { return s.push(newKeys(s.Screens)) }},
		{"L", textLanguage, textLanguageTip, nil},
		{"T", textTheme, s.themeText(), nil},
		{"m", textMouse, s.mouseName(), nil},
		{"o", textLogOut, textLogOutTip, s.leave},
	}
}

func (s *account) Keys() []key {
	rows := s.rows()
	move := s.at.keys(len(rows), nil)
	ks := []key{move[0]}
	does := rows[s.at.at].do
	if does == nil { // the keys that act everywhere
		does = map[string]func() tea.Cmd{"L": s.switchLanguage, "T": s.switchTheme, "m": s.switchMouse}[rows[s.at.at].on]
	}
	ks = append(ks, key{on: "enter l right", says: textKeyChoose, do: does})
	for _, r := range rows {
		if r.do != nil {
			ks = append(ks, key{on: r.on, says: r.says, do: r.do})
		}
	}
	return append(ks, move[1:]...)
}

func (s *account) mouseName() words.T {
	if s.mouse {
		return textMouseIsOn
	}
	return textMouseIsOff
}

func (s *account) View(w, h int) string {
	var ls []string
	if h >= 10 {
		ls = append(ls, s.facts(w)...)
		ls = append(ls, "")
	}
	ls = append(ls, s.menu(s.rows(), &s.at, min(w, 64), h >= 18)...)
	return strings.Join(ls, "\n")
}

func (s *account) facts(w int) []string {
	rows := [][2]string{{s.say(textName), clean(s.Actor.Name)}}
	if s.acct.ID != 0 {
		rows = append(rows, [2]string{s.say(textNumber), fmt.Sprint(s.acct.ID)}, [2]string{s.say(textSince), s.day(s.acct.CreatedAt)})
		vip := s.say(textNoVIP)
		if s.acct.VIP(s.now()) {
			vip = s.say(textUntil, s.day(s.acct.VIPUntil))
		}
		rows = append(rows, [2]string{"VIP", vip})
	}
	rows = append(rows, [2]string{s.say(textProvenBy), s.proof()})
	label := 0
	for _, r := range rows {
		label = max(label, width(r[0]))
	}
	var ls []string
	for _, r := range rows {
		ls = append(ls, "  "+s.styles.mute.Render(pad(r[0], label))+"   "+clip(r[1], w-label-5, s.styles.more))
	}
	return ls
}

// proof is how this session was let in.
func (s *account) proof() string {
	if s.Actor.Key != "" {
		return s.say(textByKey, clean(s.Actor.Key))
	}
	return s.say(textByPassword)
}
