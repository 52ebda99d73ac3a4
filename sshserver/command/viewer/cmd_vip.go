package viewer

import (
	"context"
	"strconv"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// VIP lists the plans, or buys one.
func VIP(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "vip", Gate: cli.WithAccount, Args: "[PLAN]", Most: 1, Group: cli.GroupMoney,
		Help:     words.Say("VIP 套餐；vip month 购买一个", "the VIP plans; vip month buys one"),
		More:     words.Say("VIP 不用等，买影片也便宜。从余额扣款，接在还没用完的时间后面，最多到 10 年以后。", "VIPs do not wait and pay less. It is paid from your balance and runs on from what you have, up to 10 years ahead."),
		Examples: []string{"vip", "vip month", "vip year"},
		Make: cli.Plain(func(ctx context.Context, call *cli.Call) error {
			if len(call.Args) == 0 {
				return plans(shop, call)
			}
			return buyVIP(ctx, shop, call, call.Args[0])
		}),
	}
}

type planJSON struct {
	Plan  string    `json:"plan"`
	Days  int       `json:"days"`
	Price store.Fen `json:"price_fen"`
}

func plans(shop Shop, call *cli.Call) error {
	var out []planJSON
	var rows [][]string
	for _, p := range shop.Plans() {
		out = append(out, planJSON{p.Name, p.Days, p.Price})
		rows = append(rows, []string{p.Name, strconv.Itoa(p.Days), p.Price.String()})
	}
	return call.Answer(out, func(p *cli.Page) {
		p.Table([]cli.Column{cli.Left("套餐", "PLAN"), cli.Right("天数", "DAYS"), cli.Right("价格", "PRICE")}, rows)
	})
}

func buyVIP(ctx context.Context, shop Shop, call *cli.Call, plan string) error {
	a, err := shop.BuyVIP(ctx, call.Actor, plan)
	if err != nil {
		return err
	}
	out := struct {
		Plan    string     `json:"plan"`
		Paid    store.Fen  `json:"paid_fen"`
		Until   *time.Time `json:"vip_until"`
		Balance store.Fen  `json:"balance_fen"`
	}{Plan: plan, Until: cli.Time(a.VIPUntil), Balance: a.Balance}
	for _, p := range shop.Plans() {
		if p.Name == plan {
			out.Paid = p.Price
		}
	}
	return call.Done(out, words.Say("你是 VIP 了，到 %s 为止；余额 %v。", "You are a VIP until %s; %v left in your wallet."), call.Moment(a.VIPUntil), a.Balance)
}
