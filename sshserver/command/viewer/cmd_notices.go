package viewer

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/sshserver/command/view"
	"youku.example/store"
	"youku.example/tui/words"
)

// Notices lists the notices and marks them as read, except with --json.
func Notices(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "notices", Gate: cli.Anyone, Args: "[--search TEXT] …", Group: cli.GroupBrowse,
		Help: words.Say("公告", "the notices"),
		More: words.Say("最新的在前，加 --reverse 则相反。显示过的公告就算读过了；--json 不改变未读标记。下一页：同样的选项加 --after 上一页最后的编号。",
			"The newest first, with --reverse the oldest. What was shown here counts as read; with --json nothing is marked. For the next page give the same flags and --after the last number shown."),
		Examples: []string{"notices", "notices --search maintenance", "notices --json", "notices --limit 20 --after 7"},
		Make: func(f *cli.Flags) cli.Runner {
			search := f.Text("search", "TEXT", words.Say("在标题、内容和作者里找", "in titles, contents and authors"))
			sort := f.Choice("sort", words.Say("排序", "the order"), string(store.ByNew), string(store.ByTitle), string(store.ByAuthor))
			pages := f.Pages(200, 500, words.Say("最早的在前", "the oldest first"))
			return func(ctx context.Context, call *cli.Call) error {
				return notices(ctx, shop, call, store.ListQuery{Search: *search, Sort: store.Sort(*sort)}, pages)
			}
		},
	}
}

func notices(ctx context.Context, shop Shop, call *cli.Call, q store.ListQuery, pages cli.Pages) error {
	got, err := shop.NoticePage(ctx, call.Actor, q, pages.Span())
	list := got.Rows
	if err != nil {
		return err
	}
	var out []view.NoticeJSON
	for _, n := range list {
		out = append(out, view.Notice(n))
	}
	err = call.Answer(out, func(p *cli.Page) {
		switch {
		case len(list) > 0:
		case q.Search != "":
			p.Say(words.Say("没有找到“%s”。", "Nothing found for “%s”."), q.Search)
			return
		default:
			p.Say(words.Say("还没有公告。", "There are no notices."))
			return
		}
		for i, n := range list {
			if i > 0 {
				p.Line("")
			}
			unread := ""
			if n.Unread {
				unread = words.Say(" · 未读", " · unread").In(call.Lang)
			}
			p.Say(words.Say("%d  %s", "%d  %s"), n.ID, n.Title)
			p.Say(words.Say("    %s · %s%s", "    %s · %s%s"), n.By, call.Moment(n.CreatedAt), unread)
			p.Text(n.Content, "    ")
		}
		pages.Next(p, len(list), list[len(list)-1].ID)
	})
	if err != nil || call.JSON {
		return err
	}
	for _, n := range list {
		if n.Unread {
			if _, err := shop.ReadNotice(ctx, call.Actor, n.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
