package command

import (
	"context"

	"youku.example/store"
	"youku.example/tui/words"
)

var cmdPasswd = command{
	name: "passwd", open: withAccount, args: "--password-stdin", adminArg: "[NAME]", most: 1, group: account,
	says:     words.Say("设定或更改密码", "sets or changes your password"),
	more:     words.Say("密码 8–128 个字节，从 stdin 读一行。你的其他会话会结束。管理员可以写明 NAME，为忘了密码的人设新密码；本人下次登录时会看到。", "A password has 8–128 bytes; one line is read from stdin. Your other sessions end. An admin may name somebody who lost theirs; the person is told at the next login."),
	examples: []string{"passwd --password-stdin < password.txt", "passwd alice --password-stdin < password.txt"},
	make: func(f *flags) runner {
		stdin := f.yes("password-stdin", sayPasswordStdin)
		return func(ctx context.Context, t *turn) error {
			if !*stdin {
				return misused(words.Say("密码要从 stdin 读：加上 --password-stdin。", "The password is read from stdin: add --password-stdin."))
			}
			if len(t.args) == 1 && t.Actor.Role != store.RoleAdmin {
				return store.ErrNotAllowed
			}
			password, err := t.password(ctx)
			if err != nil {
				return err
			}
			if len(t.args) == 1 {
				return t.passwordOf(ctx, t.args[0], password)
			}
			if t.Actor, err = t.Shop.ChangePassword(ctx, t.Actor, password); err != nil {
				return err
			}
			return t.done(struct {
				Name string `json:"name"`
			}{t.Actor.Name}, words.Say("密码已更新，其他会话已结束。", "The password is set; your other sessions have ended."))
		}
	},
}

// passwordOf gives somebody's account a new password.
func (t *turn) passwordOf(ctx context.Context, name, password string) error {
	account, err := t.Shop.SetPasswordOf(ctx, t.Actor, name, password)
	if err != nil {
		return err
	}
	return t.done(struct {
		Name string `json:"name"`
	}{account.Name}, words.Say("%s 的密码已更新，相关会话已结束；本人下次登录时会看到。", "The password of %s is set and their sessions have ended; they are told at the next login."), account.Name)
}

// done answers with one sentence.
func (t *turn) done(v any, says words.T, args ...any) error {
	return t.answer(v, func(p *page) { p.say(says, args...) })
}
