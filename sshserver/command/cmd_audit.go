package command

import (
	"context"
	"strconv"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdAudit = command{
	name: "audit", open: admin, args: "[--limit N] …", group: managing,
	says: words.Say("谁做了什么", "who did what"),
	more: words.Say("时间、谁、从哪里、做了什么、对什么；最新的在前，加 --reverse 则相反。下一页：同样的选项加 --after 上一页最后的编号。",
		"When, who, from where, what, to what; the newest first, with --reverse the oldest. For the next page give the same flags and --after the last number shown."),
	examples: []string{"audit", "audit --limit 20 --json", "audit --reverse --after 200"},
	make: func(f *flags) runner {
		pages := f.pages(200, 10_000, words.Say("最早的在前", "the oldest first"))
		return func(ctx context.Context, t *turn) error {
			list, err := t.Shop.AuditPage(ctx, t.Actor, pages.span())
			if err != nil {
				return err
			}
			var out []auditJSON
			var rows [][]string
			for _, l := range list.Rows {
				out = append(out, auditJSON{l.ID, when(l.At), l.Actor, l.Role, l.Action, l.Target, l.Detail, l.Addr, l.Key})
				what := words.Deed(l.Action).In(t.Lang)
				for _, more := range []string{l.Target, l.Detail} {
					if more != "" {
						what += " · " + more
					}
				}
				rows = append(rows, []string{strconv.FormatInt(l.ID, 10), t.moment(l.At), l.Actor, l.Addr, what})
			}
			return t.answer(out, func(p *page) {
				if len(rows) == 0 {
					p.say(words.Say("还没有记录。", "Nothing was done yet."))
					return
				}
				p.table([]column{right("编号", "ID"), left("时间", "WHEN"), left("谁", "WHO"), left("从", "FROM"), left("做了什么", "WHAT")}, rows)
				pages.next(p, len(rows), list.Rows[len(rows)-1].ID)
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
