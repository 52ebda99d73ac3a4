package command

import (
	"context"

	"youku.example/tui/words"
)

var cmdPasswd = command{
	name: "passwd", open: withAccount, args: "--password-stdin", group: account,
	says:     words.Say("设定或更改密码", "sets or changes your password"),
	more:     words.Say("密码 8–128 个字节，从 stdin 读一行。你的其他会话会结束。", "A password has 8–128 bytes; one line is read from stdin. Your other sessions end."),
	examples: []string{"passwd --password-stdin < password.txt"},
	make: func(f *flags) runner {
		stdin := f.yes("password-stdin", sayPasswordStdin)
		return func(ctx context.Context, t *turn) error {
			if !*stdin {
				return misused(words.Say("密码要从 stdin 读：加上 --password-stdin。", "The password is read from stdin: add --password-stdin."))
			}
			password, err := t.password(ctx)
			if err != nil {
				return err
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

// done answers with one sentence.
func (t *turn) done(v any, says words.T, args ...any) error {
	return t.answer(v, func(p *page) { p.say(says, args...) })
}
