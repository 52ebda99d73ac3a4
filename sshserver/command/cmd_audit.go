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
		limit := f.number("limit", words.Say("最多几条", "how many at most"), 200, 1, 10_000)
		reverse := f.yes("reverse", words.Say("最早的在前", "the oldest first"))
		after := f.number("after", words.Say("从这个编号之后开始", "go on after this number"), 0, 1, 1<<53)
		return func(ctx context.Context, t *turn) error {
			list, err := t.Shop.AuditPage(ctx, t.Actor, store.Span{After: *after, Reverse: *reverse, Limit: int(*limit)})
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
				if len(rows) == int(*limit) {
					p.say(words.Say("下一页：--after %d", "next page: --after %d"), list.Rows[len(rows)-1].ID)
				}
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
