package account

import (
	"context"
	"time"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Whoami says who the actor is, and marks the reported changes as seen.
func Whoami(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "whoami", Gate: cli.Anyone, Group: cli.GroupBrowse,
		Help:     words.Say("你是谁、余额和 VIP", "who you are, your balance and VIP"),
		More:     words.Say("JSON 字段：name、role(guest/user/admin)、vip、vip_until、balance_fen、language。", "JSON: name, role (guest/user/admin), vip, vip_until, balance_fen, language."),
		Examples: []string{"whoami", "whoami --json"},
		Make:     cli.Plain(func(ctx context.Context, call *cli.Call) error { return whoami(ctx, shop, call, call.Actor) }),
	}
}

type whoamiJSON struct {
	Name     string     `json:"name"`
	Role     store.Role `json:"role"`
	VIP      bool       `json:"vip"`
	VIPUntil *time.Time `json:"vip_until"`
	Balance  store.Fen  `json:"balance_fen"`
	Language string     `json:"language"`
}

// whoami answers who an actor is.
func whoami(ctx context.Context, shop Shop, call *cli.Call, a store.Actor) error {
	var account store.Account
	if a.Account != 0 {
		var err error
		if account, err = shop.Account(ctx, a); err != nil {
			return err
		}
	}
	return showWho(call, a, account)
}

// showWho is whoami of an actor whose account is known.
func showWho(call *cli.Call, a store.Actor, account store.Account) error {
	me := whoamiJSON{Name: a.Name, Role: a.Role, Language: string(call.Lang)}
	if a.Account != 0 {
		me.Name, me.VIP, me.VIPUntil = account.Name, account.VIP(call.Now()), cli.Time(account.VIPUntil)
		me.Balance = account.Balance
	}
	return call.Answer(me, func(p *cli.Page) {
		facts := []cli.Fact{
			cli.NewFact(words.Say("名字", "Name"), me.Name),
			cli.NewFact(words.Say("身份", "Role"), words.Role(a.Role).In(call.Lang)),
		}
		if a.Account != 0 {
			vip := words.Say("不是", "no").In(call.Lang)
			if me.VIP {
				vip = cli.Fill(words.Say("到 %s", "until %s"), call.Moment(account.VIPUntil)).In(call.Lang)
			}
			facts = append(facts, cli.NewFact(words.Say("VIP", "VIP"), vip), cli.NewFact(words.Say("余额", "Balance"), me.Balance.String()))
		}
		p.Facts(facts...)
		switch {
		case a.Vouched != "":
			p.Say(words.Say("这把密钥有人担保：用 register %s 建立账号。", "This key is vouched for: make its account with register %s."), a.Vouched)
		case a.Account == 0:
			p.Say(words.Say("要下载就先注册：%s", "To download, register first: %s"), call.SSH("register NAME"))
		}
	})
}
