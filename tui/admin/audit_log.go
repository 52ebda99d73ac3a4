package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/screen"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// auditLog is who did what, the newest first.
type auditLog struct {
	*Screen
	list ui.Loader[store.AuditLine]
}

func newAuditLog(d *Screen) tab {
	return &auditLog{Screen: d, list: ui.NewLoader(&d.Display, d.Fail, func(l store.AuditLine) int64 { return l.ID }, screen.Pages(d.Env, d, func(ctx context.Context, a store.Actor, s store.Span) (store.Page[store.AuditLine], error) {
		return d.Shop.AuditPage(ctx, a, store.AuditQuery{}, s)
	}))}
}

func (j *auditLog) Init() tea.Cmd  { return nil }
func (j *auditLog) Title() words.T { return textTabLog }
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
		return j.Nothing(j.Say(textNoDeeds), j.Say(textNoDeedsAdvice), w, h)
	}
	return j.Panes(w, h, j.rows, j.detail)
}

func (j *auditLog) rows(w, h int) []string { return j.list.Draw(w, h, j.line) }

// line is one action: when, who, what, to what.
func (j *auditLog) line(l store.AuditLine, w int) string {
	left := ""
	if w >= 48 {
		left = j.Styles.Mute.Render(cells.Pad(cells.Clip(j.Moment(l.At), 15, j.Styles.More), 16))
	}
	who := cells.Pad(cells.Clip(ui.Clean(l.Actor), 12, j.Styles.More), 12)
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
		{j.Say(textLogWho), ui.Clean(l.Actor) + " " + j.Styles.Dot + " " + j.Say(words.Role(l.Role))},
		{j.Say(textLogWhen), j.Moment(l.At)},
		{j.Say(textLogWhat), j.Styles.Strong.Render(ui.Clean(j.Say(words.Action(l.Action))))},
		{j.Say(textLogTarget), ui.Clean(l.Target)},
		{j.Say(textLogDetail), ui.Clean(j.Say(words.ActionDetail(l.Action, l.Detail)))},
		{j.Say(textFrom), ui.Clean(l.Addr)},
		{j.Say(textProof), ui.Clean(l.Key)},
	})
}
