package tui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/words"
)

// form is some fields and a button. What is wrong with a field stands under it
// as one types; the line for it is kept free, so that nothing jumps.
type form struct {
	*Display
	fail   func(error) tea.Cmd // shows an error that is about no field
	fields []*field
	button words.T
	send   func() tea.Cmd // called once all fields are right
	at     int            // the focused field; len(fields) is the button
	busy   bool           // sent, not answered yet
	tight  bool           // no lines between the fields, for low windows
}

func (f *form) value(i int) string { return f.fields[i].value() }

// Unsaved reports whether anything was typed.
func (f *form) Unsaved() bool {
	return slices.ContainsFunc(f.fields, func(x *field) bool { return x.touched && x.value() != "" && x.kind != choice })
}

// Init, Typing, Keys and Update make a form most of a screen.
func (f *form) Init() tea.Cmd { return nil }

func (f *form) Typing() bool { return true }

func (f *form) Keys() []key {
	ks := []key{
		{on: "tab down", says: textKeyNext, do: func() tea.Cmd { return f.move(1) }},
		{on: "shift+tab up", says: textKeyPrevious, quiet: true, do: func() tea.Cmd { return f.move(-1) }},
		{on: "ctrl+s", says: f.button, quiet: true, do: f.submit},
	}
	enter := key{on: "enter", says: f.button, do: f.enter}
	if f.at < len(f.fields)-1 {
		enter.says = textKeyNext
		ks[0].quiet = true
	}
	if f.at < len(f.fields) && f.fields[f.at].breaks() {
		ks[0].on, ks[0].quiet, ks[1].on = "tab", false, "shift+tab"
		ks[2].quiet = false
		return ks
	}
	return append([]key{enter}, ks...)
}

func (f *form) move(by int) tea.Cmd {
	n := len(f.fields) + 1
	f.at = (f.at + by + n) % n
	for f.at < len(f.fields) && f.fields[f.at].kind == given {
		f.at = (f.at + by + n) % n
	}
	return nil
}

func (f *form) enter() tea.Cmd {
	if f.at < len(f.fields)-1 {
		return f.move(1)
	}
	return f.submit()
}

// submit sends what is right, else it goes to the first field that is not.
func (f *form) submit() tea.Cmd {
	if f.busy {
		return nil
	}
	for i, x := range f.fields {
		if err := x.fault(); err != nil {
			x.wrong, x.touched = err, true
			f.at = i
			return nil
		}
	}
	f.busy = true
	return f.send()
}

// answered frees the form; an error that is about a field goes under it (-1:
// about none, then it is a toast).
func (f *form) answered(err error, about int) tea.Cmd {
	f.busy = false
	if err == nil {
		return nil
	}
	if about < 0 || about >= len(f.fields) {
		return f.fail(err)
	}
	f.fields[about].wrong, f.fields[about].touched = err, true
	f.at = about
	return nil
}

// Update types into the focused field.
func (f *form) Update(msg tea.Msg) tea.Cmd {
	if f.at >= len(f.fields) || f.busy {
		return nil
	}
	if m, ok := msg.(tea.KeyPressMsg); ok && !f.fields[f.at].breaks() && m.String() == "enter" {
		return nil
	}
	f.fields[f.at].Update(msg)
	return nil
}

// labels is the width of the column of names.
func (f *form) labels() int {
	n := 0
	for _, x := range f.fields {
		n = max(n, width(f.say(x.label)))
	}
	return n
}

// draw gives the form's lines at most w wide, and the line of the focus.
func (f *form) draw(w int) (ls []string, focus int) {
	label := f.labels()
	room := min(w-label-4, 60)
	indent := strings.Repeat(" ", label+4)
	for i, x := range f.fields {
		on := i == f.at
		lead, name := "  ", f.styles.mute.Render(pad(f.say(x.label), label))
		if on {
			focus = len(ls)
			lead, name = f.styles.accent.Render(f.styles.bar)+" ", f.styles.strong.Render(pad(f.say(x.label), label))
		}
		for j, l := range x.draw(f.Display, room, on) {
			l = f.zone(l, func(dx int) tea.Cmd {
				if x.kind != given {
					f.at = i
					x.point(f.Display, j, dx)
				}
				return nil
			})
			if j == 0 {
				ls = append(ls, lead+name+"  "+l)
			} else {
				ls = append(ls, indent+l)
			}
		}
		below := f.below(x, on, w-label-4)
		for _, l := range below {
			ls = append(ls, indent+l)
		}
		if len(below) == 0 && !f.tight {
			ls = append(ls, "")
		}
	}
	if f.at == len(f.fields) {
		focus = len(ls)
	}
	b := f.styles.accent.Render("[ " + f.say(f.button) + " ]")
	switch {
	case f.busy:
		b = f.styles.mute.Render("[ " + f.say(textBusy) + " ]")
	case f.at == len(f.fields):
		b = f.styles.chosen(f.styles.badge, "[ "+f.say(f.button)+" ]")
	}
	if !f.tight && ls[len(ls)-1] != "" {
		ls = append(ls, "")
		if f.at == len(f.fields) {
			focus++
		}
	}
	return append(ls, indent+f.click(b, f.submit)), focus
}

// calm is how many lines the form has while all that is said of its fields has
// one line: by it the form stands, and it stays there when more is said.
func (f *form) calm() int {
	n := 1 // the button
	for _, x := range f.fields {
		n += x.height()
		if !f.tight {
			n++
		}
	}
	return n
}

// below is what is wrong with a field, or its hint while it has the focus. A
// password is judged when it is left: until then it is only unfinished.
func (f *form) below(x *field, on bool, w int) []string {
	style, text := f.styles.mute, ""
	typing := on && (x.kind == secret || x.value() == "") && x.wrong == nil
	if err := x.fault(); err != nil && x.touched && !typing {
		style, text = f.styles.bad, f.styles.cross+" "+f.errorText(err)
	} else if on && x.hint != (words.T{}) {
		text = f.say(x.hint)
	}
	if text == "" {
		return nil
	}
	ls := wrap(text, w)
	for i, l := range ls {
		ls[i] = style.Render(l)
	}
	return ls
}

// window shows h of the lines so that the focused one is among them.
func window(ls []string, focus, h int) []string {
	if len(ls) <= h {
		return ls
	}
	from := max(0, min(focus-h/2, len(ls)-h))
	return ls[from : from+h]
}

// page draws a form with its title and a note, in the middle of the space.
func (f *form) page(title words.T, note string, w, h int) string {
	f.tight = h < 12
	wide := min(w, 72)
	ls, focus := f.draw(wide)
	var head []string
	if h >= 10 {
		head = append(head, f.styles.strong.Render(f.say(title)), "")
	}
	if note != "" {
		for _, l := range wrap(note, wide) {
			head = append(head, f.styles.mute.Render(l))
		}
		if h >= 10 {
			head = append(head, "")
		}
	}
	calm := len(head) + f.calm()
	ls = window(append(head, ls...), focus+len(head), h)
	left := strings.Repeat(" ", (w-wide)/2)
	top := strings.Repeat("\n", max(0, min((h-calm)/3, h-len(ls))))
	return top + left + strings.Join(ls, "\n"+left)
}
