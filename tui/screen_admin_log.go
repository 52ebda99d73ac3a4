package tui

import (
	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// auditLog is who did what, the newest first.
type auditLog struct {
	*adminScreen
	list ui.Loader[store.AuditLine]
}

func newAuditLog(d *adminScreen) tab {
	return &auditLog{adminScreen: d, list: ui.NewLoader(&d.Display, d.fail, func(l store.AuditLine) int64 { return l.ID }, pages(d.Env, d, d.Shop.AuditPage))}
}

func (j *auditLog) Init() tea.Cmd  { return nil }
func (j *auditLog) Title() words.T { return textAdminTabLog }
func (j *auditLog) Typing() bool   { return false }
func (j *auditLog) wake() tea.Cmd  { return j.list.Load() }

func (j *auditLog) Update(msg tea.Msg) tea.Cmd {
	if j.stale(j, msg, store.TopicMovies|store.TopicNotices|store.TopicPeople|store.TopicIncoming) {
		return j.list.Load()
	}
	return nil
}

func (j *auditLog) Keys() []ui.Key {
	ks, rest := j.list.Around()
	return append(append(ks, j.list.Retry("r", "")...), rest...)
}

func (j *auditLog) statusArea(room int) string {
	return j.list.StatusArea(room, j.Aged(j.list.Reversed))
}

func (j *auditLog) View(w, h int) string {
	if body, instead := j.list.State(w, h); instead {
		return body
	}
	if len(j.list.Rows) == 0 {
		return j.Nothing(j.Say(textAdminNoDeeds), j.Say(textAdminNoDeedsAdvice), w, h)
	}
	return j.Panes(w, h, j.rows, j.detail)
}

func (j *auditLog) rows(w, h int) []string { return j.list.Draw(w, h, j.line) }

// line is one action: when, who, what, to what.
func (j *auditLog) line(l store.AuditLine, w int) string {
	left := ""
	if w >= 48 {
		left = j.Styles.Mute.Render(ui.Pad(ui.Clip(j.moment(l.At), 15, j.Styles.More), 16))
	}
	who := ui.Pad(ui.Clip(ui.Clean(l.Actor), 12, j.Styles.More), 12)
	what := ui.Clean(j.Say(words.Action(l.Action)))
	if l.Target != "" {
		what += " " + j.Styles.Dot + " " + ui.Clean(l.Target)
	}
	return left + who + "  " + what
}

func (j *auditLog) detail(w, _ int) []string {
	l, ok := j.list.Selected()
	if !ok {
		return nil
	}
	return j.FactRows(w, [][2]string{
		{j.Say(textAdminLogWho), ui.Clean(l.Actor) + " " + j.Styles.Dot + " " + j.Say(words.Role(l.Role))},
		{j.Say(textAdminLogWhen), j.moment(l.At)},
		{j.Say(textAdminLogWhat), j.Styles.Strong.Render(ui.Clean(j.Say(words.Action(l.Action))))},
		{j.Say(textAdminLogTarget), ui.Clean(l.Target)},
		{j.Say(textAdminLogDetail), ui.Clean(l.Detail)},
		{j.Say(textAdminFrom), ui.Clean(l.Addr)},
		{j.Say(textAdminProof), ui.Clean(l.Key)},
	})
}
