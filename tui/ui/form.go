package ui

import (
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/term/cells"
	"youku.example/tui/words"
)

// Form is some fields and a button. What is wrong with a field stands under it
// as one types; the line for it is kept free, so that nothing jumps.
type Form struct {
	*Display
	Fail    func(error) tea.Cmd // shows an error that is about no field
	Fields  []*Field
	Button  words.T
	Send    func() tea.Cmd // called once all fields are right
	Clicked func()         // called after a click in a field, if not nil
	At      int            // the focused field; len(fields) is the button
	busy    bool           // sent, not answered yet
}

func (f *Form) Value(i int) string { return f.Fields[i].Value() }

// Unsaved reports whether anything was typed.
func (f *Form) Unsaved() bool {
	return slices.ContainsFunc(f.Fields, func(x *Field) bool { return x.touched && x.Value() != "" && x.Kind != Choice })
}

// Init, Typing, Keys and Update make a form most of a screen.
func (f *Form) Init() tea.Cmd { return nil }

func (f *Form) Typing() bool { return true }

func (f *Form) Keys() []Key {
	ks := []Key{
		{On: "tab down", Says: textKeyNext, Do: func() tea.Cmd { return f.move(1) }},
		{On: "shift+tab up", Says: textKeyPrevious, Quiet: true, Do: func() tea.Cmd { return f.move(-1) }},
		{On: "ctrl+s", Says: f.Button, Quiet: true, Do: f.submit},
	}
	enter := Key{On: "enter", Says: f.Button, Do: f.enter}
	if f.At < len(f.Fields)-1 {
		enter.Says = textKeyNext
		ks[0].Quiet = true
	}
	if f.At < len(f.Fields) && f.Fields[f.At].rest() != nil {
		x := f.Fields[f.At]
		ks[0].On = "down"
		return append([]Key{{On: "tab right", Says: textKeyComplete, Do: func() tea.Cmd { x.complete(); return nil }}, enter}, ks...)
	}
	if f.At < len(f.Fields) && f.Fields[f.At].breaks() {
		ks[0].On, ks[0].Quiet, ks[1].On = "tab", false, "shift+tab"
		ks[2].Quiet = false
		return ks
	}
	return append([]Key{enter}, ks...)
}

func (f *Form) move(by int) tea.Cmd {
	n := len(f.Fields) + 1
	f.At = (f.At + by + n) % n
	for f.At < len(f.Fields) && f.Fields[f.At].Kind == Given {
		f.At = (f.At + by + n) % n
	}
	return nil
}

func (f *Form) enter() tea.Cmd {
	if f.At < len(f.Fields)-1 {
		return f.move(1)
	}
	return f.submit()
}

// submit sends what is right, else it goes to the first field that is not.
func (f *Form) submit() tea.Cmd {
	if f.busy {
		return nil
	}
	for i, x := range f.Fields {
		if err := x.fault(); err != nil {
			x.wrong, x.touched = err, true
			f.At = i
			return nil
		}
	}
	f.busy = true
	return f.Send()
}

// Answered frees the form; an error that is about a field goes under it (-1:
// about none, then it is a toast).
func (f *Form) Answered(err error, about int) tea.Cmd {
	f.busy = false
	if err == nil {
		return nil
	}
	if about < 0 || about >= len(f.Fields) {
		return f.Fail(err)
	}
	f.Fields[about].wrong, f.Fields[about].touched = err, true
	f.At = about
	return nil
}

// Update types into the focused field.
func (f *Form) Update(msg tea.Msg) tea.Cmd {
	if f.At >= len(f.Fields) || f.busy {
		return nil
	}
	if m, ok := msg.(tea.KeyPressMsg); ok && !f.Fields[f.At].breaks() && m.String() == "enter" {
		return nil
	}
	f.Fields[f.At].Update(msg)
	return nil
}

// Keep types into the focused field of a form that shows other fields then, as
// arrange says; the focus stays on its field, and goes to the button where that
// is gone.
func (f *Form) Keep(arrange func(), msg tea.Msg) tea.Cmd {
	var focused *Field // nil: the button
	if f.At < len(f.Fields) {
		focused = f.Fields[f.At]
	}
	cmd := f.Update(msg)
	arrange()
	if f.At = slices.Index(f.Fields, focused); f.At < 0 {
		f.At = len(f.Fields)
	}
	return cmd
}

// labels is the width of the column of names.
func (f *Form) labels() int {
	n := 0
	for _, x := range f.Fields {
		n = max(n, cells.Width(f.Say(x.Label)))
	}
	return n
}

// draw gives the form's lines at most w wide, for a page of h lines, and the line
// of the focus.
func (f *Form) draw(w, h int) (ls []string, focus int) {
	label := f.labels()
	room := min(w-label-4, 60)
	indent := strings.Repeat(" ", label+4)
	for i, x := range f.Fields {
		on := i == f.At
		lead, name := "  ", f.Styles.Mute.Render(cells.Pad(f.Say(x.Label), label))
		if on {
			focus = len(ls)
			lead, name = f.Styles.Accent.Render(f.Styles.Bar)+" ", f.Styles.Strong.Render(cells.Pad(f.Say(x.Label), label))
		}
		for j, l := range x.draw(f.Display, room, x.height(h), on) {
			l = f.zone(l, func(dx int) tea.Cmd {
				if x.Kind != Given {
					f.At = i
					x.point(f.Display, j, dx)
					if f.Clicked != nil {
						f.Clicked()
					}
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
		if len(below) == 0 && !tight(h) {
			ls = append(ls, "")
		}
	}
	if f.At == len(f.Fields) {
		focus = len(ls)
	}
	b := f.Styles.Accent.Render("[ " + f.Say(f.Button) + " ]")
	switch {
	case f.busy:
		b = f.Styles.Mute.Render("[ " + f.Say(textBusy) + " ]")
	case f.At == len(f.Fields):
		b = f.Styles.Chosen(f.Styles.Badge, "[ "+f.Say(f.Button)+" ]")
	}
	if !tight(h) && ls[len(ls)-1] != "" {
		ls = append(ls, "")
		if f.At == len(f.Fields) {
			focus++
		}
	}
	return append(ls, indent+f.Click(b, f.submit)), focus
}

// tight reports whether a page of h lines has no room for lines between fields.
func tight(h int) bool { return h < 12 }

// calm is how many lines the form has while all that is said of its fields has
// one line: by it the form stands, and it stays there when more is said.
func (f *Form) calm(h int) int {
	n := 1 // the button
	for _, x := range f.Fields {
		n += x.height(h)
		if !tight(h) {
			n++
		}
	}
	return n
}

// below is what is wrong with a field, or its hint while it has the focus. A
// password is judged when it is left: until then it is only unfinished.
func (f *Form) below(x *Field, on bool, w int) []string {
	style, text := f.Styles.Mute, ""
	typing := on && (x.Kind == Secret || x.Value() == "") && x.wrong == nil
	if err := x.fault(); err != nil && x.touched && !typing {
		style, text = f.Styles.Bad, f.Styles.Cross+" "+f.ErrorText(err)
	} else if x.Doubt != (words.T{}) && !x.touched {
		style, text = f.Styles.Money, f.Styles.Doubt+" "+f.Say(x.Doubt)
	} else if on && x.Hint != (words.T{}) {
		text = f.Say(x.Hint)
	}
	if text == "" {
		return nil
	}
	ls := cells.Wrap(text, w)
	for i, l := range ls {
		ls[i] = style.Render(l)
	}
	return ls
}

// Window shows h of the lines so that the focused one is among them.
func Window[T any](ls []T, focus, h int) []T {
	if len(ls) <= h {
		return ls
	}
	from := max(0, min(focus-h/2, len(ls)-h))
	return ls[from : from+h]
}

// Page draws a form with its title and a note, in the middle of the space.
func (f *Form) Page(title words.T, note string, w, h int) string {
	wide := min(w, 72)
	ls, focus := f.draw(wide, h)
	var head []string
	if h >= 10 {
		head = append(head, f.Styles.Strong.Render(f.Say(title)), "")
	}
	if note != "" {
		for _, l := range cells.Wrap(note, wide) {
			head = append(head, f.Styles.Mute.Render(l))
		}
		if h >= 10 {
			head = append(head, "")
		}
	}
	calm := len(head) + f.calm(h)
	ls = Window(append(head, ls...), focus+len(head), h)
	left := strings.Repeat(" ", (w-wide)/2)
	top := strings.Repeat("\n", max(0, min((h-calm)/3, h-len(ls))))
	return top + left + strings.Join(ls, "\n"+left)
}
