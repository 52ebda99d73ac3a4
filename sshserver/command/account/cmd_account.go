package account

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// AccountRemove removes an account for good: one's own, or another's for an admin.
func AccountRemove(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "account remove", Gate: cli.WithAccount, Args: "--yes", AdminArg: "[NAME]", Most: 1, Group: cli.GroupAccount,
		Help: words.Say("永久删除账号", "removes your account for good"),
		More: words.Say("余额归运营者，买过的影片、VIP 和下载都没有了；密钥马上可以注册别的账号，名字 90 天内不给别人。会话和传输会结束。管理员可以写明 NAME，删除别人的账号，不用 --yes；管理员的账号要先由运营者运行 admin remove。",
			"Its balance goes to the operator; what it bought, VIP and downloads are gone. Its keys may register anew at once, its name is given to no other for 90 days. Its sessions and transfers end. An admin may name another's account, without --yes; an admin's needs admin remove by the operator first."),
		Examples: []string{"account remove --yes", "account remove alice"},
		Make: func(f *cli.Flags) cli.Runner {
			yes := f.Switch("yes", words.Say("确实要删除自己的账号", "one's own is meant to be removed"))
			return func(ctx context.Context, call *cli.Call) error {
				if len(call.Args) == 1 {
					return removeOf(ctx, shop, call, call.Args[0])
				}
				if !*yes {
					return cli.Misused(words.Say("删除了就没有了：确实要删，加上 --yes。", "What is removed is gone: add --yes if you mean it."))
				}
				name := call.Actor.Name
				if err := shop.RemoveAccount(ctx, call.Actor); err != nil {
					return err
				}
				call.Actor = store.Actor{Role: store.RoleGuest}
				return call.Done(struct {
					Name string `json:"name"`
				}{name}, words.Say("账号 %s 删除了。再见！", "The account %s is removed. Goodbye!"), name)
			}
		},
	}
}

// removeOf removes another account.
func removeOf(ctx context.Context, shop Shop, call *cli.Call, name string) error {
	if call.Actor.Role != store.RoleAdmin {
		return store.ErrNotAllowed
	}
	left, err := shop.RemoveAccountOf(ctx, call.Actor, name)
	if err != nil {
		return err
	}
	return call.Done(struct {
		Name    string    `json:"name"`
		ID      int64     `json:"id"`
		Balance store.Fen `json:"balance_fen"`
	}{left.Name, left.ID, left.Balance}, words.Say("账号 %s（编号 %d）删除了；余额 %v 归运营者。", "The account %s (number %d) is removed; its %v went to the operator."), left.Name, left.ID, left.Balance)
}
