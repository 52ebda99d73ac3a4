package viewer

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// account is who one is, and what one may change about it.
type account struct {
	*Screens
	at ui.List
}

func newAccount(v *Screens) ui.Screen { return &account{Screens: v} }

func (s *account) Init() tea.Cmd          { return nil }
func (s *account) Title() words.T         { return textPlaceAccount }
func (s *account) Update(tea.Msg) tea.Cmd { return nil }

func (s *account) rows() []ui.MenuRow {
	password, tip := textChangePassword, textChangePasswordTip
	if !s.Account.HasPassword {
		password, tip = textSetPassword, textSetPasswordTip
	}
	return []ui.MenuRow{
		{On: "p", Says: password, Tip: tip, Do: func() tea.Cmd { return s.Push(newPassword(s.Screens)) }},
		{On: "K", Says: textKeys, Tip: textKeysTip, Do: func() tea.Cmd { return s.Push(newKeys(s.Screens)) }},
		{On: "L", Says: textLanguage, Tip: textLanguageTip, Do: nil},
		{On: "T", Says: textTheme, Tip: s.ThemeText(), Do: nil},
		{On: "m", Says: textMouse, Tip: s.mouseName(), Do: nil},
		{On: keyRemoveAccount, Says: textRemoveAccount, Tip: textRemoveAccountTip, Do: s.remove},
		{On: "o", Says: textLogOut, Tip: textLogOutTip, Do: s.Leave},
	}
}

// keyRemoveAccount is not in the footer: it is found in the menu.
const keyRemoveAccount = "D"

// remove asks once, for it can't be undone; a removed account's session ends.
func (s *account) remove() tea.Cmd {
	return s.Confirm(ui.Question{
		Title: textRemoveAccountTitle, Yes: textRemoveAccountYes, No: textKeep, Danger: true,
		Body: func() []string {
			return []string{s.Say(textRemoveAccountMoney, s.Account.Balance), s.Say(textRemoveAccountWhat), "", s.Say(textRemoveAccountName)}
		},
		Do: func(asked ui.Screen) tea.Cmd {
			return screen.Do(s.Env, s, s.Shop.RemoveAccount, func(err error) tea.Cmd {
				s.Close(asked)
				if err != nil {
					return s.Fail(err)
				}
				return s.Leave()
			})
		},
	})
}

func (s *account) Keys() []ui.Key {
	rows := s.rows()
	move := s.at.Keys(len(rows), nil)
	ks := []ui.Key{move[0]}
	does := rows[s.at.At].Do
	if does == nil { // the keys that act everywhere
		does = map[string]func() tea.Cmd{"L": s.SwitchLanguage, "T": s.SwitchTheme, "m": s.SwitchMouse}[rows[s.at.At].On]
	}
	ks = append(ks, ui.Key{On: "enter l right", Says: ui.TextKeyChoose, Do: does})
	for _, r := range rows {
		if r.Do != nil {
			ks = append(ks, ui.Key{On: r.On, Says: r.Says, Quiet: r.On == keyRemoveAccount, Do: r.Do})
		}
	}
	return append(ks, move[1:]...)
}

func (s *account) mouseName() words.T {
	if s.Mouse {
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
	ls = append(ls, s.Menu(s.rows(), &s.at, min(w, 64), h >= 18)...)
	return strings.Join(ls, "\n")
}

func (s *account) facts(w int) []string {
	rows := [][2]string{{s.Say(textName), ui.Clean(s.Actor.Name)}}
	if s.Account.ID != 0 {
		rows = append(rows, [2]string{s.Say(textNumber), fmt.Sprint(s.Account.ID)}, [2]string{s.Say(textSince), s.Day(s.Account.CreatedAt)})
		vip := s.Say(textNoVIP)
		if s.Account.VIP(s.Now()) {
			vip = s.Say(textUntil, s.Day(s.Account.VIPUntil))
		}
		rows = append(rows, [2]string{"VIP", vip})
	}
	rows = append(rows, [2]string{s.Say(textProvenBy), s.proof()})
	label := 0
	for _, r := range rows {
		label = max(label, cells.Width(r[0]))
	}
	var ls []string
	for _, r := range rows {
		ls = append(ls, "  "+s.Styles.Mute.Render(cells.Pad(r[0], label))+"   "+cells.Clip(r[1], w-label-5, s.Styles.More))
	}
	return ls
}

// proof is how this session was let in.
func (s *account) proof() string {
	if s.Actor.Key != "" {
		return s.Say(textByKey, ui.Clean(s.Actor.Key))
	}
	return s.Say(textByPassword)
}
