package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// journal is who did what, the newest first.
type journal struct {
	*desk
	list loader[store.AuditLine]
}

func newJournal(d *desk) tab {
	return &journal{desk: d, list: newLoader(d.here, func(l store.AuditLine) int64 { return l.ID }, pages(d.here, d, d.Shop.AuditPage))}
}

func (j *journal) Init() tea.Cmd  { return nil }
func (j *journal) Title() words.T { return textDeskTabLog }
func (j *journal) Typing() bool   { return false }
func (j *journal) wake() tea.Cmd  { return j.list.load() }

func (j *journal) Update(msg tea.Msg) tea.Cmd {
	if j.stale(j, msg, store.TopicMovies|store.TopicNotices|store.TopicPeople|store.TopicIncoming) {
		return j.list.load()
	}
	return nil
}

func (j *journal) Keys() []key {
	ks, rest := j.list.around()
	return append(append(ks, j.list.retry("r", "")...), rest...)
}

func (j *journal) corner(room int) string { return j.list.corner(room, j.aged(j.list.reversed)) }

func (j *journal) View(w, h int) string {
	if body, instead := j.list.state(w, h); instead {
		return body
	}
	if len(j.list.rows) == 0 {
		return j.nothing(j.say(textDeskNoDeeds), j.say(textDeskNoDeedsAdvice), w, h)
	}
	return j.panes(w, h, j.rows, j.detail)
}

func (j *journal) rows(w, h int) []string { return j.list.draw(w, h, j.line) }

// line is one deed: when, who, what, to what.
func (j *journal) line(l store.AuditLine, w int) string {
	left := ""
	if w >= 48 {
		left = j.look.mute.Render(pad(clip(j.moment(l.At), 15, j.look.more), 16))
	}
	who := pad(clip(clean(l.Actor), 12, j.look.more), 12)
	what := clean(j.say(words.Deed(l.Action)))
	if l.Target != "" {
		what += " " + j.look.dot + " " + clean(l.Target)
	}
	return left + who + "  " + what
}

func (j *journal) detail(w, _ int) []string {
	l, ok := j.list.selected()
	if !ok {
		return nil
	}
	return j.factRows(w, [][2]string{
		{j.say(textDeskLogWho), clean(l.Actor) + " " + j.look.dot + " " + j.role(l.Role)},
		{j.say(textDeskLogWhen), j.moment(l.At)},
		{j.say(textDeskLogWhat), j.look.strong.Render(clean(j.say(words.Deed(l.Action))))},
		{j.say(textDeskLogTarget), clean(l.Target)},
		{j.say(textDeskLogDetail), clean(l.Detail)},
		{j.say(textDeskFrom), clean(l.Addr)},
		{j.say(textDeskProof), clean(l.Key)},
	})
}
