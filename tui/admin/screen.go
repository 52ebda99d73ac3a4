package admin

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// Screen is the admins' place. What they do there lies in tabs side by side, so
// that it takes one number in the title bar.
type Screen struct {
	*screen.Env
	Shop   Shop
	Intake Intake
	Guard  Guard

	tabs []tab
	seen int // the tab in sight
}

// tab is a screen within the admins' place. Only the seen one gets keys; answers to what
// it asks come through the admin screen.
type tab interface {
	ui.Screen
	// wake is called whenever the tab comes into sight: it asks anew.
	wake() tea.Cmd
}

// statusArea is a tab with something to show at the right of the tabs' line, in
// at most that many cells.
type statusArea interface{ statusArea(room int) string }

// NewPlace is the admins' place.
func NewPlace(e *screen.Env, shop Shop, intake Intake, guard Guard) screen.Place {
	return screen.Place{ID: "admin", Name: textPlaceAdmin, Who: screen.Admins, Open: func() ui.Screen { return newScreen(e, shop, intake, guard) }}
}

func newScreen(e *screen.Env, shop Shop, intake Intake, guard Guard) ui.Screen {
	d := &Screen{Env: e, Shop: shop, Intake: intake, Guard: guard}
	d.tabs = []tab{newUploads(d), newAdminMovies(d), newPeople(d), newAdminNotices(d), newCodes(d), newLive(d), newAuditLog(d), newBans(d)}
	return d
}

func (d *Screen) Init() tea.Cmd   { return d.tabs[d.seen].wake() }
func (d *Screen) Return() tea.Cmd { return d.tabs[d.seen].wake() }
func (d *Screen) Title() words.T  { return textPlaceAdmin }

// sees reports whether a tab is in sight, or under a form that was opened there.
func (d *Screen) sees(t tab) bool { return d.Stack[0] == ui.Screen(d) && d.tabs[d.seen] == t }

func (d *Screen) Typing() bool {
	t, ok := d.tabs[d.seen].(ui.TextEntry)
	return ok && t.Typing()
}

func (d *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		return d.tabs[d.seen].Update(msg)
	}
	var cmds []tea.Cmd
	for _, t := range d.tabs {
		cmds = append(cmds, t.Update(msg))
	}
	return tea.Batch(cmds...)
}

func (d *Screen) Keys() []ui.Key {
	ks := d.tabs[d.seen].Keys()
	if d.Typing() {
		return ks
	}
	return append(ks,
		ui.Key{On: "tab right", Says: textKeyNextTab, Do: func() tea.Cmd { return d.turn(1) }},
		ui.Key{On: "shift+tab left", Show: d.Styles.Left, Says: textKeyPreviousTab, Quiet: true, Do: func() tea.Cmd { return d.turn(-1) }})
}

func (d *Screen) turn(by int) tea.Cmd {
	d.Forget()
	d.seen = (d.seen + by + len(d.tabs)) % len(d.tabs)
	return d.tabs[d.seen].wake()
}

// View draws the tab first: what its list shows decides whether the line above
// it says a position.
func (d *Screen) View(w, h int) string {
	gap := "\n"
	if h >= 10 {
		gap = "\n\n"
		h--
	}
	body := d.tabs[d.seen].View(w, h-1)
	return d.head(w) + gap + body
}

// head is the line of tabs, with as many of them as there is room for.
func (d *Screen) head(w int) string {
	aside := func(int) string { return "" }
	if c, ok := d.tabs[d.seen].(statusArea); ok {
		aside = c.statusArea
	}
	for _, air := range []string{" ", ""} {
		var parts []string
		for i, t := range d.tabs {
			parts = append(parts, d.tabName(i, air+d.Say(t.Title())+air))
		}
		line := strings.Join(parts, " ")
		room := w - cells.Width(line) - 2
		if right := aside(room); cells.Width(right) <= room && (right != "" || aside(w/2) == "") {
			return cells.Ends(line, right, w, d.Styles.More)
		}
	}
	right := aside(w / 2)
	return cells.Ends(d.narrowHead(w-cells.Width(right)-2), right, w, d.Styles.More)
}

// narrowHead shows the seen tab and those that follow, as far as they fit.
func (d *Screen) narrowHead(w int) string {
	name := func(i int) string { return d.Say(d.tabs[(i+len(d.tabs))%len(d.tabs)].Title()) }
	line := d.Styles.Mute.Render(d.Styles.Left+" ") + d.tabName(d.seen, " "+name(d.seen)+" ") + d.Styles.Mute.Render(" "+d.Styles.Right)
	for i := 1; i < len(d.tabs); i++ {
		more := line + "  " + d.tabName((d.seen+i)%len(d.tabs), name(d.seen+i))
		if cells.Width(more) > w {
			break
		}
		line = more
	}
	return line
}

func (d *Screen) tabName(i int, name string) string {
	drawn := d.Styles.Mute.Render(name)
	if i == d.seen {
		drawn = d.Styles.Chosen(d.Styles.Badge, name)
	}
	return d.Click(drawn, func() tea.Cmd { return d.turn(i - d.seen) })
}

// sure asks once before what can't be undone, with the question off the stack
// when act is called.
func (d *Screen) sure(title, yes words.T, body func() []string, act func() tea.Cmd) tea.Cmd {
	return d.Confirm(ui.Question{
		Title: title, Body: body, Yes: yes, No: textLeaveIt, Danger: true,
		Do: func(asked ui.Screen) tea.Cmd { d.Close(asked); return act() },
	})
}
