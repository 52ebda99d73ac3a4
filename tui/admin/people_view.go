package admin

import (
	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
)

func (p *people) View(w, h int) string {
	return p.view(w, h, p.line, p.detail, textNobody, textNobodyAdvice, textNameAdvice)
}

// line is one person: here or not, name, VIP or locked, movies, balance.
func (p *people) line(who store.Person, w int) string {
	mark := " "
	if who.Online > 0 {
		mark = p.Styles.Good.Render(p.Styles.Mark)
	}
	right := p.Styles.Money.Render(cells.PadLeft(who.Balance.String(), 12))
	if w >= 60 {
		right = p.Styles.Mute.Render(cells.PadLeft(p.Say(textBoughtBrief, who.Bought), 10)) + right
	}
	tag := ""
	switch {
	case who.Locked:
		tag = p.Styles.Bad.Render(p.Styles.Cross + " " + p.Say(textLocked))
	case who.VIP(p.Now()):
		tag = p.Styles.Accent.Render("VIP")
	}
	tag = cells.Pad(tag, 8)
	room := w - cells.Width(tag) - cells.Width(right) - 4
	return mark + " " + cells.Pad(cells.Clip(ui.Clean(who.Name), room, p.Styles.More), room) + " " + tag + " " + right
}

func (p *people) detail(who store.Person, w, h int) []string {
	var ls []string
	if h >= 6 {
		name := p.Styles.Strong.Render(cells.Clip(ui.Clean(who.Name), w-10, p.Styles.More))
		if who.Locked {
			name += "  " + p.Styles.Bad.Render(p.Say(textLocked))
		}
		ls = append(ls, name, "")
	}
	vip := p.Say(textNever)
	if who.VIP(p.Now()) {
		vip = p.Say(textVIPUntil, p.Day(who.VIPUntil))
	}
	return append(ls, p.FactRows(w, [][2]string{
		{p.Say(textBalanceNow), p.Styles.Money.Render(who.Balance.String())},
		{"VIP", vip},
		{p.Say(textMoviesBought), p.Say(textBoughtCount, who.Bought)},
		{p.Say(textFetchedCount), p.Say(textTimes, who.Downloads)},
		{p.Say(textSessions), p.Say(textSessionCount, who.Online)},
		{p.Say(textSince), p.Day(who.CreatedAt)},
	})...)
}
