package tui

// titleParts are what the title bar says beyond the least: the numbers of the
// places, the name of the one that one is in, the beginning of the person's
// name and the whole yuan of the balance.
type titleParts struct {
	names bool // of all places
	name  int  // cells of the person's name
	gaps  bool // two blanks between named places
	dots  bool // between what is said of the person
	cents bool
	vip   bool // the word
	admin bool // the word
	until bool // when VIP ends
	brand bool
}

// leastName is how many cells of a person's name are always shown, as far as
// it has them; titleGap is what is kept free before it: a blank, and two cells
// for the sign of life, so that nothing moves when it comes.
const (
	leastName = 4
	titleGap  = 3
)

// optional are the parts that only a person who has much room reads, in the
// order in which they come as the room grows.
var optional = []func(*titleParts){
	func(p *titleParts) { p.gaps = true },
	func(p *titleParts) { p.dots = true },
	func(p *titleParts) { p.cents = true },
	func(p *titleParts) { p.vip = true },
	func(p *titleParts) { p.admin = true },
	func(p *titleParts) { p.until = true },
	func(p *titleParts) { p.brand = true },
}

// chooseParts finds what a title bar of w cells has room for. As the room
// shrinks the parts go in this order: the brand, when VIP ends, the words admin
// and VIP, the cents, the dots and blanks, the end of the person's name, and the names
// of the places last. Where those have gone, there is room for others again.
func (l *titleLayout) chooseParts(w int) titleParts {
	fits := func(p titleParts) bool { return l.width(p) <= w }
	whole := l.nameWidth
	p := titleParts{names: true, name: min(whole, leastName)}
	p.names = fits(p)
	bare := p
	bare.name = 0
	p.name = min(whole, max(p.name, w-l.width(bare)))
	if p.name < whole {
		return p
	}
	for n := len(optional); n > 0; n-- {
		more := p
		for _, add := range optional[:n] {
			add(&more)
		}
		if fits(more) {
			return more
		}
	}
	return p
}

// gap stands between two places; numbers alone need no more than a blank.
func (p titleParts) gap() string {
	if p.gaps && p.names {
		return "  "
	}
	return " "
}

// between stands between two things that are said of the person.
func (p titleParts) between(dot string) string {
	if p.dots {
		return " " + dot + " "
	}
	return " "
}
