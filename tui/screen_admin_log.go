package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"youku.example/store"
	"youku.example/tui/words"
)

// mostDeeds is how far back the log goes on a screen; the command goes on.
const mostDeeds = 500

// journal is who did what, the newest first.
type journal struct {
	*desk
	cur  list
	feed feed
	all  []store.AuditLine
}

func newJournal(d *desk) tab { return &journal{desk: d} }

func (j *journal) Init() tea.Cmd  { return nil }
func (j *journal) Title() words.T { return textDeskTabLog }
func (j *journal) Typing() bool   { return false }
func (j *journal) wake() tea.Cmd  { return j.load() }

func (j *journal) load() tea.Cmd {
	return fresh(j.desk, &j.feed, j.load, func(ctx context.Context, a store.Actor) ([]store.AuditLine, error) {
		return j.Shop.Audit(ctx, a, mostDeeds)
	}, func(all []store.AuditLine) tea.Cmd {
		if j.cur.at > 0 && j.cur.at < len(j.all) { // what is under the cursor stays under it
			for i, l := range all {
				if l.ID == j.all[j.cur.at].ID {
					j.cur.at = i
				}
			}
		}
		j.all = all
		j.cur.at = max(0, min(j.cur.at, len(all)-1))
		return nil
	})
}

func (j *journal) Update(msg tea.Msg) tea.Cmd {
	if j.feed.mustLook(j.desk, j, msg, store.TopicMovies|store.TopicNotices|store.TopicPeople|store.TopicIncoming) {
		return j.load()
	}
	return nil
}

func (j *journal) Keys() []key {
	ks, rest := j.cur.around(len(j.all), nil)
	if j.feed.err != nil {
		ks = append(ks, key{on: "r", says: textKeyAgain, do: j.load})
	}
	return append(ks, rest...)
}

func (j *journal) View(w, h int) string {
	if body, instead := j.feed.state(j.here, len(j.all), w, h); instead {
		return body
	}
	if len(j.all) == 0 {
		return j.nothing(j.say(textDeskNoDeeds), j.say(textDeskNoDeedsAdvice), w, h)
	}
	return j.panes(w, h, j.rows, j.detail)
}

func (j *journal) rows(w, h int) []string {
	from, to := j.cur.window(len(j.all), h)
	ls := make([]string, 0, h)
	for i := from; i < to; i++ {
		l := j.all[i]
		left := ""
		if w >= 50 {
			left = j.look.mute.Render(pad(clip(j.moment(l.At), 15, j.look.more), 16))
		}
		who := pad(clip(clean(l.Actor), 12, j.look.more), 12)
		what := clean(l.Action)
		if l.Target != "" {
			what += " " + j.look.dot + " " + clean(l.Target)
		}
		ls = append(ls, j.item(&j.cur, i, left+who+"  "+what, w))
	}
	return ls
}

func (j *journal) detail(w, _ int) []string {
	if j.cur.at >= len(j.all) {
		return nil
	}
	l := j.all[j.cur.at]
	return j.factRows(w, [][2]string{
		{j.say(textDeskLogWho), clean(l.Actor) + " " + j.look.dot + " " + j.role(l.Role)},
		{j.say(textDeskLogWhen), j.moment(l.At)},
		{j.say(textDeskLogWhat), j.look.strong.Render(clean(l.Action))},
		{j.say(textDeskLogTarget), clean(l.Target)},
		{j.say(textDeskLogDetail), clean(l.Detail)},
		{j.say(textDeskFrom), clean(l.Addr)},
		{j.say(textDeskProof), clean(l.Key)},
	})
}
