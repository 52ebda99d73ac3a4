package command

import (
	"context"
	"strconv"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdUsers = command{
	name: "users", open: admin, args: "[--search TEXT] …", group: managing,
	says: words.Say("账号列表", "the accounts"),
	more: words.Say("按名字排列；--search 找名字的一部分。下一页：同样的选项加 --after 上一页最后的账号编号（JSON 里的 id）。",
		"By name; --search looks for a part of one. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
	examples: []string{"users", "users --search ali", "users --limit 20 --after 7 --json"},
	make: func(f *flags) runner {
		search := f.text("search", "TEXT", words.Say("名字的一部分", "a part of the name"))
		pages := f.pages(500, 500, words.Say("倒过来排", "in the reverse order"))
		return func(ctx context.Context, t *turn) error {
			list, err := t.Shop.PeoplePage(ctx, t.Actor, *search, pages.span())
			if err != nil {
				return err
			}
			return t.showUsers(list.Rows, pages)
		}
	},
}

type personJSON struct {
	ID        int64      `json:"id"`
	Name      string     `json:"name"`
	VIP       bool       `json:"vip"`
	VIPUntil  *time.Time `json:"vip_until"`
	Balance   store.Fen  `json:"balance_fen"`
	Locked    bool       `json:"locked"`
	Bought    int        `json:"bought"`
	Downloads int        `json:"downloads"`
	Online    int        `json:"online"`
	CreatedAt *time.Time `json:"created_at"`
}

func (t *turn) showUsers(list []store.Person, pages pageFlags) error {
	now := time.Now()
	var out []personJSON
	for _, u := range list {
		out = append(out, personJSON{
			u.ID, u.Name, u.VIP(now), when(u.VIPUntil), u.Balance, u.Locked, u.Bought, u.Downloads, u.Online, when(u.CreatedAt),
		})
	}
	return t.answer(out, func(p *page) {
		if len(list) == 0 {
			p.say(words.Say("没有这样的账号。", "No such accounts."))
			return
		}
		var rows [][]string
		for _, u := range list {
			locked := ""
			if u.Locked {
				locked = words.Say("已锁定", "locked").In(t.Lang)
			}
			rows = append(rows, []string{
				u.Balance.String(), mark(u.VIP(now)), strconv.Itoa(u.Bought), strconv.Itoa(u.Downloads),
				strconv.Itoa(u.Online), locked, u.Name,
			})
		}
		p.table([]column{
			right("余额", "BALANCE"), left("VIP", "VIP"), right("买过", "BOUGHT"), right("下载", "ASKED"),
			right("在线", "ONLINE"), left("", ""), left("名字", "NAME"),
		}, rows)
		pages.next(p, len(rows), list[len(list)-1].ID)
	})
}
