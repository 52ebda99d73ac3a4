package admin

import (
	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
)

func (p *people) statusArea(room int) string {
	if find := p.Finder.Draw(&p.Display, max(10, room-2)); find != "" {
		return p.WithPosition(find, p.list.Position(), room)
	}
	return p.list.StatusArea(room, p.Styles.Mute.Render(p.Direction(p.list.Reversed)+" "+p.Say(screen.TextSortName)))
}

func (p *people) View(w, h int) string {
	if body, instead := p.list.State(w, h); instead {
		return body
	}
	switch {
	case len(p.list.Rows) > 0:
		return p.Panes(w, h, p.rows, p.detail)
	case p.Text() != "":
		return p.Nothing(p.Say(screen.TextNothingFound, ui.Clean(p.Text())), p.Say(textNameAdvice), w, h)
	}
	return p.Nothing(p.Say(textNobody), p.Say(textNobodyAdvice), w, h)
}

func (p *people) rows(w, h int) []string { return p.list.Draw(w, h, p.line) }

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

func (p *people) detail(w, h int) []string {
	who, ok := p.selected()
	if !ok {
		return nil
	}
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
