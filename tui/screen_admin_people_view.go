package tui

import (
	"youku.example/store"
)

func (p *people) statusArea(room int) string {
	if find := p.finder.draw(&p.Display, room); find != "" {
		return p.withPosition(find, p.list.position(), room)
	}
	return p.list.statusArea(room, p.styles.mute.Render(p.direction(p.list.reversed)+" "+p.say(textSortName)))
}

func (p *people) View(w, h int) string {
	if body, instead := p.list.state(w, h); instead {
		return body
	}
	switch {
	case len(p.list.rows) > 0:
		return p.panes(w, h, p.rows, p.detail)
	case p.text() != "":
		return p.nothing(p.say(textNothingFound, clean(p.text())), p.say(textAdminNameAdvice), w, h)
	}
	return p.nothing(p.say(textAdminNobody), p.say(textAdminNobodyAdvice), w, h)
}

func (p *people) rows(w, h int) []string { return p.list.draw(w, h, p.line) }

// line is one person: here or not, name, VIP or locked, movies, balance.
func (p *people) line(who store.Person, w int) string {
	mark := " "
	if who.Online > 0 {
		mark = p.styles.good.Render(p.styles.mark)
	}
	right := p.styles.money.Render(padLeft(who.Balance.String(), 12))
	if w >= 60 {
		right = p.styles.mute.Render(padLeft(p.say(textAdminBoughtBrief, who.Bought), 10)) + right
	}
	tag := ""
	switch {
	case who.Locked:
		tag = p.styles.bad.Render(p.styles.cross + " " + p.say(textAdminLocked))
	case who.VIP(p.now()):
		tag = p.styles.accent.Render("VIP")
	}
	tag = pad(tag, 8)
	room := w - width(tag) - width(right) - 4
	return mark + " " + pad(clip(clean(who.Name), room, p.styles.more), room) + " " + tag + " " + right
}

func (p *people) detail(w, h int) []string {
	who, ok := p.selected()
	if !ok {
		return nil
	}
	var ls []string
	if h >= 6 {
		name := p.styles.strong.Render(clip(clean(who.Name), w-10, p.styles.more))
		if who.Locked {
			name += "  " + p.styles.bad.Render(p.say(textAdminLocked))
		}
		ls = append(ls, name, "")
	}
	vip := p.say(textAdminNever)
	if who.VIP(p.now()) {
		vip = p.say(textAdminVIPUntil, p.day(who.VIPUntil))
	}
	return append(ls, p.factRows(w, [][2]string{
		{p.say(textAdminBalanceNow), p.styles.money.Render(who.Balance.String())},
		{"VIP", vip},
		{p.say(textAdminMoviesBought), p.say(textAdminBoughtCount, who.Bought)},
		{p.say(textAdminFetchedCount), p.say(textAdminTimes, who.Downloads)},
		{p.say(textAdminSessions), p.say(textAdminSessionCount, who.Online)},
		{p.say(textAdminSince), p.day(who.CreatedAt)},
	})...)
}
