package account

import (
	"context"

	"youku.example/sshserver/command/cli"
	"youku.example/store"
	"youku.example/tui/words"
)

// Passwd sets a password: one's own, or another's for an admin.
func Passwd(shop Shop) *cli.Command {
	return &cli.Command{
		Name: "passwd", Gate: cli.WithAccount, Args: "--password-stdin", AdminArg: "[NAME]", Most: 1, Group: cli.GroupAccount,
		Help:     words.Say("设定或更改密码", "sets or changes your password"),
		More:     words.Say("密码 8–128 个字节，从 stdin 读一行。你的其他会话会结束。管理员可以写明 NAME，为忘了密码的人设新密码；本人下次登录时会看到。", "A password has 8–128 bytes; one line is read from stdin. Your other sessions end. An admin may name somebody who lost theirs; the person is told at the next login."),
		Examples: []string{"passwd --password-stdin < password.txt", "passwd alice --password-stdin < password.txt"},
		Make: func(f *cli.Flags) cli.Runner {
			stdin := f.Switch("password-stdin", sayPasswordStdin)
			return func(ctx context.Context, call *cli.Call) error {
				if !*stdin {
					return cli.Misused(words.Say("密码要从 stdin 读：加上 --password-stdin。", "The password is read from stdin: add --password-stdin."))
				}
				if len(call.Args) == 1 && call.Actor.Role != store.RoleAdmin {
					return store.ErrNotAllowed
				}
				password, err := password(ctx, call)
				if err != nil {
					return err
				}
				if len(call.Args) == 1 {
					return passwordOf(ctx, shop, call, call.Args[0], password)
				}
				if call.Actor, err = shop.ChangePassword(ctx, call.Actor, password); err != nil {
					return err
				}
				return call.Done(struct {
					Name string `json:"name"`
				}{call.Actor.Name}, words.Say("密码已更新，其他会话已结束。", "The password is set; your other sessions have ended."))
			}
		},
	}
}

// passwordOf gives another account a new password.
func passwordOf(ctx context.Context, shop Shop, call *cli.Call, name, password string) error {
	account, err := shop.SetPasswordOf(ctx, call.Actor, name, password)
	if err != nil {
		return err
	}
	return call.Done(struct {
		Name string `json:"name"`
	}{account.Name}, words.Say("%s 的密码已更新，相关会话已结束；本人下次登录时会看到。", "The password of %s is set and their sessions have ended; they are told at the next login."), account.Name)
}
