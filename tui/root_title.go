package tui

import (
	"strings"

	"youku.example/store"
)

// titleBar shows where one is at the left and who one is at the right. The
// heavy piece of the line below stands under the place one is in. With less
// room, less is said: first when VIP ends, then the house's name, then the
// other places.
func (r *root) titleBar(w int) (bar, under string) {
	places, at, size, who := "", 0, 0, ""
	for _, try := range []struct {
		where func() (string, int, int)
		dated bool
	}{
		{func() (string, int, int) { return r.where(true) }, true},
		{func() (string, int, int) { return r.where(true) }, false},
		{func() (string, int, int) { return r.where(false) }, false},
		{r.whereNumbered, true},
		{r.whereNumbered, false},
		{r.whereOnly, false},
	} {
		places, at, size = try.where()
		if who = r.who(w, try.dated); width(places)+width(who)+2 <= w {
			break
		}
	}
	at, size = min(at, w), min(size, max(0, w-at))
	thin := func(n int) string { return r.look.rule.Render(strings.Repeat(r.look.glyphs.rule, n)) }
	return ends(places, who, w, r.look.more), thin(at) + r.look.accent.Render(strings.Repeat(r.look.heavy, size)) + thin(w-at-size)
}

// where lists the places with their numbers, after the house's name or not.
func (r *root) where(named bool) (text string, at, size int) {
	here := r.seen()
	if here == "" {
		return r.whereOnly()
	}
	var b strings.Builder
	if named {
		b.WriteString(r.look.strong.Render(r.say(textBrand)) + "   ")
	}
	for i, p := range r.open() {
		if i > 0 {
			b.WriteString("  ")
		}
		num, name, mark := string(rune('1'+i)), r.say(p.name), ""
		if p.id == "notices" && r.unread > 0 {
			mark = " " + r.look.accent.Render(r.look.mark)
		}
		if p.id == here {
			at, size = width(b.String()), width(num+" "+name)
			b.WriteString(r.click(r.look.accent.Bold(true).Render(num+" "+name)+mark, r.goer(p.id)))
			continue
		}
		b.WriteString(r.click(r.look.mute.Render(num)+" "+name+mark, r.goer(p.id)))
	}
	return b.String(), at, size
}

// whereNumbered names the seen place, and of the others shows the numbers.
func (r *root) whereNumbered() (text string, at, size int) {
	here := r.seen()
	if here == "" {
		return r.whereOnly()
	}
	var parts []string
	for i, p := range r.open() {
		num, mark := string(rune('1'+i)), ""
		if p.id == "notices" && r.unread > 0 {
			mark = r.look.accent.Render(r.look.mark)
		}
		if p.id != here {
			parts = append(parts, r.click(r.look.mute.Render(num)+mark, r.goer(p.id)))
			continue
		}
		at, size = width(strings.Join(append(parts, ""), " ")), width(num+" "+r.say(p.name))
		parts = append(parts, r.click(r.look.accent.Bold(true).Render(num+" "+r.say(p.name))+mark, r.goer(p.id)))
	}
	return strings.Join(parts, " "), at, size
}

// whereOnly names the seen screen alone.
func (r *root) whereOnly() (text string, at, size int) {
	brand, title := r.look.strong.Render(r.say(textBrand)), r.say(r.top().Title())
	return brand + "  " + r.look.accent.Bold(true).Render(title), width(brand) + 2, width(title)
}

// who is the person's name, VIP and balance; dated: and when VIP ends.
func (r *root) who(w int, dated bool) string {
	alive := ""
	if r.asking > 0 {
		alive = r.look.accent.Render(r.look.beat[r.beat%len(r.look.beat)]) + " "
	}
	if !r.user() {
		return alive + r.look.mute.Render(r.say(textGuest))
	}
	sep := r.look.mute.Render(" " + r.look.dot + " ")
	s := alive + clip(store.Clean(r.Actor.Name), max(8, w/5), r.look.more)
	if r.admin() {
		s += sep + r.look.accent.Render(r.say(textAdmin))
	}
	if r.acct.ID == 0 {
		return s
	}
	if r.acct.VIP(r.now()) {
		vip := "VIP"
		if dated {
			vip = r.say(textVIPUntilShort, r.acct.VIPUntil.In(r.Location).Format("01-02"))
		}
		s += sep + r.look.accent.Render(vip)
	}
	return s + sep + r.look.money.Render(r.acct.Balance.String())
}
