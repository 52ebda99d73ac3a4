package admin

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Audit lists the audit.
func Audit(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "audit", Gate: cli.Admin, Args: "[--search TEXT] …", Group: cli.GroupLibrary,
		Help: words.Say("谁做了什么", "who did what"),
		More: words.Say("时间、谁、从哪里、做了什么、对什么；最新的在前，加 --reverse 则相反。搜索和影片一样认汉字、单词和拼音。下一页：同样的选项加 --after 上一页最后的编号。",
			"When, who, from where, what, to what; the newest first, with --reverse the oldest. The search knows words, characters and pinyin, as for movies. For the next page give the same flags and --after the last number shown."),
		Examples: []string{"audit", "audit --search mallory", "audit --limit 20 --json", "audit --reverse --after 200"},
		Make: func(f *cli.Flags) cli.Runner {
			search := f.Text("search", "TEXT", words.Say("谁、做了什么、对什么；几个词都要有", "who, what and to what; all of several words"))
			pages := f.Pages(200, 10_000, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.AuditPage(ctx, call.Actor, words.AuditQuery(*search), pages.Span())
				if err != nil {
					return err
				}
				var out []auditJSON
				var rows [][]string
				for _, l := range list.Rows {
					out = append(out, auditJSON{l.ID, cli.Time(l.At), l.Actor, l.Role, l.Action, l.Target, l.Detail, l.Addr, l.Key})
					what := words.Action(l.Action).In(call.Lang)
					for _, more := range []string{l.Target, words.ActionDetail(l.Action, l.Detail).In(call.Lang)} {
						if more != "" {
							what += " · " + more
						}
					}
					rows = append(rows, []string{strconv.FormatInt(l.ID, 10), call.Moment(l.At), l.Actor, l.Addr, what})
				}
				empty := words.Say("还没有记录。", "Nothing was done yet.")
				if *search != "" {
					empty = words.Say("没有找到“%s”。", "Nothing found for “%s”.")
					empty = cli.Fill(empty, *search)
				}
				return call.Answer(out, func(p *cli.Page) {
					if p.List(empty, []cli.Column{cli.Right("编号", "ID"), cli.Left("时间", "WHEN"), cli.Left("谁", "WHO"), cli.Left("从", "FROM"), cli.Left("做了什么", "WHAT")}, rows) {
						pages.Next(p, len(rows), list.Rows[len(rows)-1].ID)
					}
				})
			}
		},
	}
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
