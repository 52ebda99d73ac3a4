package admin

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/term/cells"
	"youku.example/tui/ui"
	"youku.example/tui/words"
)

// auditLog is who did what, the newest first.
type auditLog struct{ paged[store.AuditLine] }

func newAuditLog(d *Screen) tab {
	id := func(l store.AuditLine) int64 { return l.ID }
	j := &auditLog{newPaged(d, id, nil, byAge)}
	j.asks(id, func(ctx context.Context, a store.Actor, q store.ListQuery, s store.Span) (store.Page[store.AuditLine], error) {
		return d.Shop.AuditPage(ctx, a, words.AuditQuery(q.Search), s)
	})
	return j
}

func (j *auditLog) Title() words.T { return textTabLog }
func (j *auditLog) Keys() []ui.Key { return j.keys(nil, nil) }

func (j *auditLog) Update(msg tea.Msg) tea.Cmd {
	return j.heed(j, msg, store.TopicMovies|store.TopicNotices|store.TopicPeople|store.TopicIncoming)
}

func (j *auditLog) View(w, h int) string {
	return j.view(w, h, j.line, j.detail, textNoDeeds, textNoDeedsAdvice, textLogFindAdvice)
}

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

func (j *auditLog) detail(l store.AuditLine, w, _ int) []string {
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
