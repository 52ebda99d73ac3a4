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
	*here
	rows   list
	w      store.Wallet
	loaded bool
	err    error
}

func newWallet(h *here) screen { return &wallet{here: h} }

func (s *wallet) Init() tea.Cmd   { return s.load() }
func (s *wallet) Return() tea.Cmd { return s.load() }
func (s *wallet) Title() words.T  { return textPlaceWallet }

func (s *wallet) load() tea.Cmd {
	return ask(s.here, s, func(ctx context.Context, a store.Actor) (store.Wallet, error) { return s.Shop.Wallet(ctx, a) },
		func(w store.Wallet, err error) tea.Cmd {
			if s.err = err; err == nil {
				s.loaded, s.w, s.acct.Balance = true, w, w.Balance
				s.rows.at = max(0, min(s.rows.at, len(w.Entries)-1))
			}
			return nil
		})
}

func (s *wallet) Update(msg tea.Msg) tea.Cmd {
	if n, ok := msg.(newsMsg); ok && n.about(store.TopicWallet) {
		return s.load()
	}
	return nil
}

func (s *wallet) Keys() []key {
	ks := []key{
		{on: "r", says: textRedeemCode, do: func() tea.Cmd { return s.push(newRedeem(s.here)) }},
		{on: "v", says: s.vipWord(), do: func() tea.Cmd { return s.push(newPlans(s.here)) }},
	}
	if s.err != nil {
		ks = append(ks, key{on: "R", says: textKeyAgain, do: s.load})
	}
	if len(s.w.Entries) > 1 {
		ks = append(ks, s.rows.keys(len(s.w.Entries), nil)...)
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
	if s.err != nil && !s.loaded {
		return middle(wrap(s.look.cross+" "+s.sorry(s.err), w-4), w, h)
	}
	if !s.loaded {
		return s.wait(w, h)
	}
	vip := s.say(textNoVIP)
	if s.acct.VIP(s.now()) {
		vip = s.say(textVIPUntil, s.day(s.acct.VIPUntil))
	}
	head := []string{
		ends(s.look.mute.Render(s.say(textBalance))+"  "+s.look.money.Bold(true).Render(s.w.Balance.String()), s.look.mute.Render(vip), w, s.look.more),
	}
	if width(s.say(textBalance))+width(s.w.Balance.String())+width(vip)+4 > w {
		head = append(head, s.look.mute.Render(clip(vip, w, s.look.more)))
	}
	head = append(head, "")
	if len(s.w.Entries) == 0 {
		return strings.Join(head, "\n") + "\n" + s.nothing(s.say(textNoEntries), s.say(textNoEntriesTip), w, h-len(head))
	}
	from, to := s.rows.window(len(s.w.Entries), h-len(head))
	for i := from; i < to; i++ {
		head = append(head, s.item(&s.rows, i, s.line(s.w.Entries[i], w-2), w))
	}
	return strings.Join(head, "\n")
}

// line is one entry: when, what, how much, and the balance after it.
func (s *wallet) line(e store.Entry, w int) string {
	amount, style := words.Signed(e.Amount), s.look.text
	if e.Amount > 0 {
		style = s.look.good
	}
	right := style.Render(padLeft(amount, 11))
	left := ""
	if w >= 60 {
		right += s.look.mute.Render(padLeft(e.Balance.String(), 12))
		left = s.look.mute.Render(pad(s.moment(e.At), 17))
	}
	room := w - width(right) - width(left) - 1
	return left + pad(clip(s.what(e), room, s.look.more), room) + " " + right
}

// what an entry was for.
func (s *wallet) what(e store.Entry) string {
	kinds := map[store.EntryKind]words.T{
		store.EntryRedeem: textEntryRedeem, store.EntryCredit: textEntryCredit, store.EntryBuy: textEntryBuy,
		store.EntryVIP: textEntryVIP, store.EntryRefund: textEntryRefund,
	}
	text := s.say(kinds[e.Kind])
	if e.Kind == store.EntryVIP {
		return s.planName(e.Note)
	}
	for _, more := range []string{e.Title, e.Note} {
		if more != "" {
			text += " " + s.look.dot + " " + clean(more)
		}
	}
	return text
}
