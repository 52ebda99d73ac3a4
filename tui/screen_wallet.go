package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// wallet is the balance, how long one is a VIP, and where the money went.
type wallet struct {
	*Screens
	list    loader[store.Entry]
	balance store.Fen
}

func newWallet(h *Screens) screen {
	s := &wallet{Screens: h}
	s.list = newLoader(&h.Display, h.fail, func(e store.Entry) int64 { return e.ID }, s.ask)
	return s
}

func (s *wallet) Init() tea.Cmd   { return s.list.load() }
func (s *wallet) Return() tea.Cmd { return s.list.load() }
func (s *wallet) Title() words.T  { return textPlaceWallet }

// ask hears the balance with each part of the entries.
func (s *wallet) ask(p span, then func(batch[store.Entry], error) tea.Cmd) tea.Cmd {
	return ask(s.Env, s, func(ctx context.Context, a store.Actor) (store.Wallet, error) {
		return s.Shop.WalletPage(ctx, a, store.Span{After: p.after, Reverse: p.reverse, Limit: p.limit})
	}, func(w store.Wallet, err error) tea.Cmd {
		if err == nil {
			s.balance, s.acct.Balance = w.Balance, w.Balance
		}
		return then(batch[store.Entry]{rows: w.Entries, total: w.Total.N, more: w.Total.More}, err)
	})
}

func (s *wallet) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(newsMsg); ok && n.about(store.TopicWallet) {
		return s.list.load()
	}
	return nil
}

func (s *wallet) Keys() []key {
	ks := []key{
		{on: "r", says: textRedeemCode, do: func() tea.Cmd { return s.push(newRedeem(s.Screens)) }},
		{on: "v", says: s.vipWord(), do: func() tea.Cmd { return s.push(newPlans(s.Screens)) }},
	}
	ks = append(ks, s.list.retry("R", "")...)
	if len(s.list.rows) > 1 {
		ks = append(ks, s.list.keys()...)
	}
	return ks
}

func (s *wallet) vipWord() words.T {
	if s.acct.VIP(s.now()) {
		return textExtendVIP
	}
	return textBecomeVIP
}

func (s *wallet) View(w, h int) string {
	if body, instead := s.list.state(w, h); instead {
		return body
	}
	vip := s.say(textNoVIP)
	if s.acct.VIP(s.now()) {
		vip = s.say(textVIPUntil, s.day(s.acct.VIPUntil))
	}
	head := []string{
		ends(s.styles.mute.Render(s.say(textBalance))+"  "+s.styles.money.Bold(true).Render(s.balance.String()), s.styles.mute.Render(vip), w, s.styles.more),
	}
	if width(s.say(textBalance))+width(s.balance.String())+width(vip)+4 > w {
		head = append(head, s.styles.mute.Render(clip(vip, w, s.styles.more)))
	}
	head = append(head, "")
	if len(s.list.rows) == 0 {
		return strings.Join(head, "\n") + "\n" + s.nothing(s.say(textNoEntries), s.say(textNoEntriesTip), w, h-len(head))
	}
	ls := s.list.draw(w, h-len(head), s.line)
	if at := s.list.position(); at != "" {
		head[len(head)-1] = padLeft(s.withPosition(s.aged(s.list.reversed), at, w), w)
	}
	return strings.Join(append(head, ls...), "\n")
}

// line is one entry: when, what, how much, and the balance after it.
func (s *wallet) line(e store.Entry, w int) string {
	amount, style := words.Signed(e.Amount), s.styles.text
	if e.Amount > 0 {
		style = s.styles.good
	}
	right := style.Render(padLeft(amount, 11))
	left := ""
	if w >= 60 {
		right += s.styles.mute.Render(padLeft(e.Balance.String(), 12))
		left = s.styles.mute.Render(pad(s.moment(e.At), 17))
	}
	room := w - width(right) - width(left) - 1
	return left + pad(clip(s.what(e), room, s.styles.more), room) + " " + right
}

// what an entry was for.
func (s *wallet) what(e store.Entry) string {
	text := s.say(words.Entry(e.Kind))
	if e.Kind == store.EntryVIP {
		return s.planName(e.Note)
	}
	for _, more := range []string{e.Title, e.Note} {
		if more != "" {
			text += " " + s.styles.dot + " " + clean(more)
		}
	}
	return text
}
