package viewer

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// wallet is the balance, how long one is a VIP, and where the money went.
type wallet struct {
	*Screens
	list    ui.Loader[store.Entry]
	balance store.Fen
}

func newWallet(v *Screens) ui.Screen {
	s := &wallet{Screens: v}
	s.list = ui.NewLoader(&v.Display, v.Fail, func(e store.Entry) int64 { return e.ID }, s.ask)
	return s
}

func (s *wallet) Init() tea.Cmd   { return s.list.Load() }
func (s *wallet) Return() tea.Cmd { return s.list.Load() }
func (s *wallet) Title() words.T  { return textPlaceWallet }

// ask asks for a part of the entries; the balance comes with each.
func (s *wallet) ask(p ui.Span, then func(ui.Batch[store.Entry], error) tea.Cmd) tea.Cmd {
	return screen.Ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Wallet, error) {
		return s.Shop.WalletPage(ctx, a, store.Span{After: p.After, Reverse: p.Reverse, Limit: p.Limit})
	}, func(w store.Wallet, err error) tea.Cmd {
		if err == nil {
			s.balance, s.Account.Balance = w.Balance, w.Balance
		}
		return then(ui.Batch[store.Entry]{Rows: w.Entries, Total: w.Total.N, More: w.Total.More}, err)
	})
}

func (s *wallet) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(screen.NewsMsg); ok && n.About(store.TopicWallet) && s.InSight(s) {
		return s.list.Load()
	}
	return nil
}

func (s *wallet) Keys() []ui.Key {
	ks := []ui.Key{
		{On: "r", Says: textRedeemCode, Do: func() tea.Cmd { return s.Push(newRedeem(s.Screens)) }},
		{On: "v", Says: s.vipWord(), Do: func() tea.Cmd { return s.Push(newPlans(s.Screens)) }},
	}
	ks = append(ks, s.list.Retry("R", "")...)
	if len(s.list.Rows) > 1 {
		ks = append(ks, s.list.Keys()...)
	}
	return ks
}

func (s *wallet) vipWord() words.T {
	if s.Account.VIP(s.Now()) {
		return textExtendVIP
	}
	return textBecomeVIP
}

func (s *wallet) View(w, h int) string {
	if body, instead := s.list.State(w, h); instead {
		return body
	}
	vip := s.Say(textNoVIP)
	if s.Account.VIP(s.Now()) {
		vip = s.Say(textVIPUntil, s.Day(s.Account.VIPUntil))
	}
	head := []string{
		cells.Ends(s.Styles.Mute.Render(s.Say(textBalance))+"  "+s.Styles.Sum.Render(s.balance.String()), s.Styles.Mute.Render(vip), w, s.Styles.More),
	}
	if cells.Width(s.Say(textBalance))+cells.Width(s.balance.String())+cells.Width(vip)+4 > w {
		head = append(head, s.Styles.Mute.Render(cells.Clip(vip, w, s.Styles.More)))
	}
	head = append(head, "")
	if len(s.list.Rows) == 0 {
		return strings.Join(head, "\n") + "\n" + s.Nothing(s.Say(textNoEntries), s.Say(textNoEntriesTip), w, h-len(head))
	}
	ls := s.list.Draw(w, h-len(head), s.line)
	if at := s.list.Position(); at != "" {
		head[len(head)-1] = cells.PadLeft(s.WithPosition(s.Aged(s.list.Reversed), at, w), w)
	}
	return strings.Join(append(head, ls...), "\n")
}

// line is one entry: when, what, how much, and the balance after it.
func (s *wallet) line(e store.Entry, w int) string {
	amount, style := words.Signed(e.Amount), s.Styles.Text
	if e.Amount > 0 {
		style = s.Styles.Good
	}
	right := style.Render(cells.PadLeft(amount, 11))
	left := ""
	if w >= 60 {
		right += s.Styles.Mute.Render(cells.PadLeft(e.Balance.String(), 12))
		left = s.Styles.Mute.Render(cells.Pad(s.Moment(e.At), 17))
	}
	room := w - cells.Width(right) - cells.Width(left) - 1
	return left + cells.Pad(cells.Clip(s.what(e), room, s.Styles.More), room) + " " + right
}

// what an entry was for.
func (s *wallet) what(e store.Entry) string {
	text := s.Say(words.Entry(e.Kind))
	if e.Kind == store.EntryVIP {
		return s.planName(e.Note)
	}
	for _, more := range []string{e.Title, e.Note} {
		if more != "" {
			text += " " + s.Styles.Dot + " " + ui.Clean(more)
		}
	}
	return text
}
