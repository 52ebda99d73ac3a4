package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdAudit = command{
	name: "audit", open: admin, args: "[--limit N]", group: managing,
	says:     words.Say("谁做了什么", "who did what"),
	more:     words.Say("最新的在前：时间、谁、从哪里、做了什么、对什么。", "The newest first: when, who, from where, what, to what."),
	examples: []string{"audit", "audit --limit 20 --json"},
	make: func(f *flags) runner {
		limit := f.number("limit", words.Say("最多几条", "how many at most"), 200, 1, 10_000)
		return func(ctx context.Context, t *turn) error {
			list, err := t.Shop.Audit(ctx, t.Actor, int(*limit))
			if err != nil {
				return err
			}
			var out []auditJSON
			var rows [][]string
			for _, l := range list {
				out = append(out, auditJSON{l.ID, when(l.At), l.Actor, l.Role, l.Action, l.Target, l.Detail, l.Addr, l.Key})
				what := l.Action
				for _, more := range []string{l.Target, l.Detail} {
					if more != "" {
						what += " · " + more
					}
				}
				rows = append(rows, []string{t.moment(l.At), l.Actor, l.Addr, what})
			}
			return t.answer(out, func(p *page) {
				if len(rows) == 0 {
					p.say(words.Say("还没有记录。", "Nothing was done yet."))
					return
				}
				p.table([]column{left("时间", "WHEN"), left("谁", "WHO"), left("从", "FROM"), left("做了什么", "WHAT")}, rows)
			})
		}
	},
}

type auditJSON struct {
	ID     int64      `json:"id"`
	At     *time.Time `json:"at"`
	Actor  string     `json:"actor"`
	Role   store.Role `json:"role"`
	Action string     `json:"action"`
	Target string     `json:"target"`
	Detail string     `json:"detail"`
	Addr   string     `json:"addr"`
	Key    string     `json:"key"`
}
