package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// auditLog is who did what, the newest first.
type auditLog struct {
	*adminScreen
	list loader[store.AuditLine]
}

func newAuditLog(d *adminScreen) tab {
	return &auditLog{adminScreen: d, list: newLoader(&d.Display, d.fail, func(l store.AuditLine) int64 { return l.ID }, pages(d.Env, d, d.Shop.AuditPage))}
}

func (j *auditLog) Init() tea.Cmd  { return nil }
func (j *auditLog) Title() words.T { return textAdminTabLog }
func (j *auditLog) Typing() bool   { return false }
func (j *auditLog) wake() tea.Cmd  { return j.list.load() }

func (j *auditLog) Update(msg tea.Msg) tea.Cmd {
	if j.stale(j, msg, store.TopicMovies|store.TopicNotices|store.TopicPeople|store.TopicIncoming) {
		return j.list.load()
	}
	return nil
}

func (j *auditLog) Keys() []key {
	ks, rest := j.list.around()
	return append(append(ks, j.list.retry("r", "")...), rest...)
}

func (j *auditLog) statusArea(room int) string {
	return j.list.statusArea(room, j.aged(j.list.reversed))
}

func (j *auditLog) View(w, h int) string {
	if body, instead := j.list.state(w, h); instead {
		return body
	}
	if len(j.list.rows) == 0 {
		return j.nothing(j.say(textAdminNoDeeds), j.say(textAdminNoDeedsAdvice), w, h)
	}
	return j.panes(w, h, j.rows, j.detail)
}

func (j *auditLog) rows(w, h int) []string { return j.list.draw(w, h, j.line) }

// line is one action: when, who, what, to what.
func (j *auditLog) line(l store.AuditLine, w int) string {
	left := ""
	if w >= 48 {
		left = j.styles.mute.Render(pad(clip(j.moment(l.At), 15, j.styles.more), 16))
	}
	who := pad(clip(clean(l.Actor), 12, j.styles.more), 12)
	what := clean(j.say(words.Action(l.Action)))
	if l.Target != "" {
		what += " " + j.styles.dot + " " + clean(l.Target)
	}
	return left + who + "  " + what
}

func (j *auditLog) detail(w, _ int) []string {
	l, ok := j.list.selected()
	if !ok {
		return nil
	}
	return j.factRows(w, [][2]string{
		{j.say(textAdminLogWho), clean(l.Actor) + " " + j.styles.dot + " " + j.say(words.Role(l.Role))},
		{j.say(textAdminLogWhen), j.moment(l.At)},
		{j.say(textAdminLogWhat), j.styles.strong.Render(clean(j.say(words.Action(l.Action))))},
		{j.say(textAdminLogTarget), clean(l.Target)},
		{j.say(textAdminLogDetail), clean(l.Detail)},
		{j.say(textAdminFrom), clean(l.Addr)},
		{j.say(textAdminProof), clean(l.Key)},
	})
}
