package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdNotices = command{
	name: "notices", open: everybody, args: "[--limit N] …", group: looking,
	says: words.Say("公告", "the notices"),
	more: words.Say("最新的在前，加 --reverse 则相反。显示过的公告就算读过了；--json 不改变未读标记。下一页：同样的选项加 --after 上一页最后的编号。",
		"The newest first, with --reverse the oldest. What was shown here counts as read; with --json nothing is marked. For the next page give the same flags and --after the last number shown."),
	examples: []string{"notices", "notices --json", "notices --limit 20 --after 7"},
	make: func(f *flags) runner {
		pages := f.pages(200, 500, words.Say("最早的在前", "the oldest first"))
		return func(ctx context.Context, t *turn) error { return t.notices(ctx, pages) }
	},
}

type noticeJSON struct {
	ID        int64      `json:"id"`
	Title     string     `json:"title"`
	Content   string     `json:"content"`
	By        string     `json:"by"`
	CreatedAt *time.Time `json:"created_at"`
	Unread    bool       `json:"unread"`
}

func noticeOf(n store.Notice) noticeJSON {
	return noticeJSON{n.ID, n.Title, n.Content, n.By, when(n.CreatedAt), n.Unread}
}

func (t *turn) notices(ctx context.Context, pages pageFlags) error {
	got, err := t.Shop.NoticePage(ctx, t.Actor, pages.span())
	list := got.Rows
	if err != nil {
		return err
	}
	var out []noticeJSON
	for _, n := range list {
		out = append(out, noticeOf(n))
	}
	err = t.answer(out, func(p *page) {
		if len(list) == 0 {
			p.say(words.Say("还没有公告。", "There are no notices."))
			return
		}
		for i, n := range list {
			if i > 0 {
				p.line("")
			}
			unread := ""
			if n.Unread {
				unread = words.Say(" · 未读", " · unread").In(t.Lang)
			}
			p.say(words.Say("%d  %s", "%d  %s"), n.ID, n.Title)
			p.say(words.Say("    %s · %s%s", "    %s · %s%s"), n.By, t.moment(n.CreatedAt), unread)
			p.text(n.Content, "    ")
		}
		pages.next(p, len(list), list[len(list)-1].ID)
	})
	if err != nil || t.json {
		return err
	}
	for _, n := range list {
		if n.Unread {
			if _, err := t.Shop.ReadNotice(ctx, t.Actor, n.ID); err != nil {
				return err
			}
		}
	}
	return nil
}
