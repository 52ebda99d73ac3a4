package command

import (
	"context"
	"strconv"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdVIP = command{
	name: "vip", open: withAccount, args: "[PLAN]", most: 1, group: paying,
	says:     words.Say("VIP 套餐；vip month 购买一个", "the VIP plans; vip month buys one"),
	more:     words.Say("VIP 不用等，买影片也便宜。从余额扣款，接在还没用完的时间后面，最多到 10 年以后。", "VIPs do not wait and pay less. It is paid from your balance and runs on from what you have, up to 10 years ahead."),
	examples: []string{"vip", "vip month", "vip year"},
	make: plain(func(ctx context.Context, t *turn) error {
		if len(t.args) == 0 {
			return t.plans()
		}
		return t.buyVIP(ctx, t.args[0])
	}),
}

type planJSON struct {
	Plan  string    `json:"plan"`
	Days  int       `json:"days"`
	Price store.Fen `json:"price_fen"`
}

func (t *turn) plans() error {
	var out []planJSON
	var rows [][]string
	for _, p := range t.Shop.Plans() {
		out = append(out, planJSON{p.Name, p.Days, p.Price})
		rows = append(rows, []string{p.Name, strconv.Itoa(p.Days), p.Price.String()})
	}
	return t.answer(out, func(p *page) {
		p.table([]column{left("套餐", "PLAN"), right("天数", "DAYS"), right("价格", "PRICE")}, rows)
	})
}

func (t *turn) buyVIP(ctx context.Context, plan string) error {
	a, err := t.Shop.BuyVIP(ctx, t.Actor, plan)
	if err != nil {
		return err
	}
	out := struct {
		Plan    string     `json:"plan"`
		Paid    store.Fen  `json:"paid_fen"`
		Until   *time.Time `json:"vip_until"`
		Balance store.Fen  `json:"balance_fen"`
	}{Plan: plan, Until: when(a.VIPUntil), Balance: a.Balance}
	for _, p := range t.Shop.Plans() {
		if p.Name == plan {
			out.Paid = p.Price
		}
	}
	return t.done(out, words.Say("你是 VIP 了，到 %s 为止；余额 %v。", "You are a VIP until %s; %v left in your wallet."), t.moment(a.VIPUntil), a.Balance)
}
