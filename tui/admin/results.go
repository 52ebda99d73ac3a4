package admin

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// results says of each of several things what became of it, in a line each: those
// that were refused first, with the reason.
type results struct {
	*screen.Env
	page    ui.Reader
	names   []string
	errs    []error
	refused int
	drawn   []string // the lines of the last drawing
	width   int      // for this width
	lang    words.Lang
}

func newResults(d *Screen, names []string, errs []error, refused int) ui.Screen {
	return &results{Env: d.Env, page: ui.NewReader(), names: names, errs: errs, refused: refused}
}

func (r *results) Init() tea.Cmd          { return nil }
func (r *results) Title() words.T         { return textResults }
func (r *results) Update(tea.Msg) tea.Cmd { return nil }

func (r *results) Keys() []ui.Key {
	return append([]ui.Key{{On: "enter left h", Says: screen.TextKeyBack, Quiet: true, Do: func() tea.Cmd { return r.Close(r) }}}, r.page.Keys()...)
}

func (r *results) View(w, h int) string {
	head := append(r.StrongLines(r.Say(textSeveralHead, len(r.errs)-r.refused, r.refused), w), "")
	return strings.Join(head, "\n") + "\n" + r.page.Draw(r.lines(w), w, max(1, h-len(head)))
}

func (r *results) lines(w int) []string {
	if r.drawn != nil && r.width == w && r.lang == r.Lang {
		return r.drawn
	}
	var refused, done []string
	for i, name := range r.names {
		name = ui.Clean(name)
		if err := r.errs[i]; err != nil {
			for j, l := range cells.Wrap(name+": "+r.ErrorText(err), w-2) {
				sign := "  "
				if j == 0 {
					sign = r.Styles.Bad.Render(r.Styles.Cross) + " "
				}
				refused = append(refused, sign+l)
			}
			continue
		}
		done = append(done, r.Styles.Good.Render(r.Styles.Check)+" "+cells.Clip(name, w-2, r.Styles.More))
	}
	r.drawn, r.width, r.lang = append(refused, done...), w, r.Lang
	return r.drawn
}

// refusedLines say above the facts of a row why it was refused.
func (d *Screen) refusedLines(err error, w int) []string {
	if err == nil {
		return nil
	}
	return append(d.Styled(d.Styles.Bad, d.Styles.Cross+" "+d.ErrorText(err), w), "")
}
