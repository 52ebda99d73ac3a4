package admin

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Users lists the accounts.
func Users(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "users", Gate: cli.Admin, Args: "[--search TEXT] …", Group: cli.GroupLibrary,
		Help: words.Say("账号列表", "the accounts"),
		More: words.Say("按名字排列；balance 和 bought 从多到少，state 先是锁定的，再是 VIP，joined 最新的在前。搜索找名字的一部分。下一页：同样的选项加 --after 上一页最后的账号编号（JSON 里的 id）。",
			"By name; balance and bought begin with the greatest, state with who is locked and then with VIPs, joined with the newest. The search looks for a part of a name. For the next page give the same flags and --after the number that this one ends with (id in JSON)."),
		Examples: []string{"users", "users --search ali", "users --sort balance", "users --limit 20 --after 7 --json"},
		Make: func(f *cli.Flags) cli.Runner {
			search := f.Text("search", "TEXT", words.Say("名字的一部分", "a part of the name"))
			sort := f.Choice("sort", words.Say("排序", "the order"),
				string(store.ByName), string(store.ByBalance), string(store.ByBought), string(store.ByState), string(store.ByJoined))
			pages := f.Pages(500, 500, words.Say("倒过来排", "in the reverse order"))
			return func(ctx context.Context, call *cli.Call) error {
				list, err := shop.PeoplePage(ctx, call.Actor, store.ListQuery{Search: *search, Sort: store.Sort(*sort)}, pages.Span())
				if err != nil {
					return err
				}
				return showUsers(call, list.Rows, pages)
			}
		},
	}
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

func showUsers(call *cli.Call, list []store.Person, pages cli.Pages) error {
	now := call.Now()
	var out []personJSON
	for _, u := range list {
		out = append(out, personJSON{
			u.ID, u.Name, u.VIP(now), cli.Time(u.VIPUntil), u.Balance, u.Locked, u.Bought, u.Downloads, u.Online, cli.Time(u.CreatedAt),
		})
	}
	return call.Answer(out, func(p *cli.Page) {
		var rows [][]string
		for _, u := range list {
			locked := ""
			if u.Locked {
				locked = words.Say("已锁定", "locked").In(call.Lang)
			}
			rows = append(rows, []string{
				u.Balance.String(), mark(u.VIP(now)), strconv.Itoa(u.Bought), strconv.Itoa(u.Downloads),
				strconv.Itoa(u.Online), locked, u.Name,
			})
		}
		if p.List(words.Say("没有这样的账号。", "No such accounts."), []cli.Column{
			cli.Right("余额", "BALANCE"), cli.Left("VIP", "VIP"), cli.Right("买过", "BOUGHT"), cli.Right("下载", "ASKED"),
			cli.Right("在线", "ONLINE"), cli.Left("", ""), cli.Left("名字", "NAME"),
		}, rows) {
			pages.Next(p, len(rows), list[len(list)-1].ID)
		}
	})
}

// mark is a yes in a table.
func mark(is bool) string {
	if is {
		return "*"
	}
	return ""
}
