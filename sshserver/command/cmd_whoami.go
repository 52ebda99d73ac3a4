package command

import (
	"context"
	"time"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdWhoami = command{
	name: "whoami", open: everybody, group: looking,
	says:     words.Say("你是谁、余额和 VIP", "who you are, your balance and VIP"),
	more:     words.Say("JSON 字段：name、role(guest/user/admin)、vip、vip_until、balance_fen、language。", "JSON: name, role (guest/user/admin), vip, vip_until, balance_fen, language."),
	examples: []string{"whoami", "whoami --json"},
	make:     plain(func(ctx context.Context, t *turn) error { return t.whoami(ctx, t.Actor) }),
}

type whoamiJSON struct {
	Name     string     `json:"name"`
	Role     store.Role `json:"role"`
	VIP      bool       `json:"vip"`
	VIPUntil *time.Time `json:"vip_until"`
	Balance  store.Fen  `json:"balance_fen"`
	Language string     `json:"language"`
}

var roleNames = map[store.Role]words.T{
	store.RoleGuest: words.Say("访客", "guest"),
	store.RoleUser:  words.Say("用户", "user"),
	store.RoleAdmin: words.Say("管理员", "admin"),
}

// whoami tells an actor who they are.
func (t *turn) whoami(ctx context.Context, a store.Actor) error {
	var account store.Account
	if a.Account != 0 {
		var err error
		if account, err = t.Shop.Account(ctx, a); err != nil {
			return err
		}
	}
	return t.showWho(a, account)
}

// showWho is whoami of an actor whose account is known.
func (t *turn) showWho(a store.Actor, account store.Account) error {
	me := whoamiJSON{Name: a.Name, Role: a.Role, Language: string(t.Lang)}
	if a.Account != 0 {
		me.Name, me.VIP, me.VIPUntil = account.Name, account.VIP(time.Now()), when(account.VIPUntil)
		me.Balance = account.Balance
	}
	return t.answer(me, func(p *page) {
		facts := []fact{
			{words.Say("名字", "Name"), me.Name},
			{words.Say("身份", "Role"), roleNames[a.Role].In(t.Lang)},
		}
		if a.Account != 0 {
			vip := words.Say("不是", "no").In(t.Lang)
			if me.VIP {
				vip = fill(words.Say("到 %s", "until %s"), t.moment(account.VIPUntil)).In(t.Lang)
			}
			facts = append(facts, fact{words.Say("VIP", "VIP"), vip}, fact{words.Say("余额", "Balance"), me.Balance.String()})
		}
		p.facts(facts...)
		switch {
		case a.Vouched != "":
			p.say(words.Say("这把密钥有人担保：用 register %s 建立账号。", "This key is vouched for: make its account with register %s."), a.Vouched)
		case a.Account == 0:
			p.say(words.Say("要下载就先注册：%s", "To download, register first: %s"), t.ssh("register NAME"))
		}
	})
}
